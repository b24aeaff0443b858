"""The library changes, and the index with it: documents are added, replaced and removed.

A change waits until no other command makes one. Failed or interrupted, it leaves library and index as they were.
"""

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial

from assistant.settings import Settings
from corpus.added.changed import SectionChange, changed_sections
from corpus.added.exchange import Exchange, put_in, recover, take_out
from corpus.added.folder import added_ids, check_is_added, load_added
from corpus.added.staging import Staged, clear_staged, discard
from corpus.document import Document
from corpus.errors import CorpusError, StoredIndexError
from corpus.importing.reporting.report import Report
from corpus.load import curated_ids
from indexing.embed import ADAPTED, Embedder, bundled_folder
from indexing.learnt.export import export_models
from indexing.stored import manifest
from indexing.stored.build import build_index, clear, clear_if_idle, prepare_added
from indexing.stored.lock import locked
from indexing.stored.models import open_embedder
from indexing.stored.parts import Progress, silent

_WAITING = "Waiting for another command that changes the library …"
_FIRST, _FOLLOWING = "Building the index, once …", "Updating the index, for the documents have changed …"
_UPGRADING = "Building the index anew, for this is another version of Evenhand …"


def nothing_said(_: str) -> None:
    """What is said where nobody listens."""


@dataclass(frozen=True, slots=True)
class Watch:
    """How a change is followed: `progress` counts the texts embedded, `say` takes a sentence for a person."""

    progress: Progress = silent
    say: Callable[[str], object] = nothing_said


@dataclass(frozen=True, slots=True, eq=False)
class Added:
    """A document as it was added; `changes` are the sections that differ from the version that it replaced."""

    document: Document
    report: Report
    replaced: bool = False
    changes: tuple[SectionChange, ...] = ()


def keep_up(settings: Settings, watch: Watch | None = None) -> bool:
    """Build the index where there is none, or what changed in the documents; whether there was anything to do.

    An index that another version of Evenhand made is built anew. One made with another model, and one that cannot be
    written, stay as they are: opening says what to do.
    """
    watch = watch or Watch()
    if is_current(settings):
        clear_if_idle(settings.index)
        return False
    if not _may_follow(settings):
        return False
    with _held(settings, watch):
        if is_current(settings):  # another command built it meanwhile
            return False
        watch.say(_what_is_done(settings))
        _build(settings, watch, None)
    return True


def build(settings: Settings, watch: Watch | None = None, *, anew: bool = False) -> int:
    """Build the index from the documents as they are, `anew` with all its parts and models; the number of passages.

    Raises what `build_index` does.
    """
    watch = watch or Watch()
    with _held(settings, watch):
        if anew and settings.embedding_model == ADAPTED:
            export_models(settings.index, bundled_folder(), anew=True)
        return _build(settings, watch, None, anew=anew)


def add(
    staged: Sequence[Staged], settings: Settings, watch: Watch | None = None, embedder: Embedder | None = None
) -> list[Added]:
    """Put staged documents into the library, all or none; what was done, in their order.

    Raises CorpusError where one of them has a problem, and whatever building raises; then they are staged as before.
    """
    watch, library = watch or Watch(), settings.library
    if problem := next((one.problem for one in staged if one.problem), None):
        raise CorpusError(problem)
    with _held(settings, watch, [one.token for one in staged]):
        embedder = embedder or _embedder(settings)
        before = {one.replaces: load_added(library, one.replaces) for one in staged if one.replaces}
        ready = {one.document.id: one.ready for one in staged}
        # Made first, since it takes longest: until it is done nothing has changed.
        prepare_added(settings.index, embedder, ready, watch.progress)
        _exchange([partial(put_in, library, one) for one in staged], settings, watch, embedder)
        for one in staged:
            discard(one)
    return [_added(one, before) for one in staged]


def remove(id_: str, settings: Settings, watch: Watch | None = None, embedder: Embedder | None = None) -> None:
    """Take an added document out of the library. Raises CorpusError where there is none of that id."""
    watch = watch or Watch()
    if id_ in curated_ids():
        raise CorpusError(f"'{id_}' comes with Evenhand; the setting 'guidance' leaves out all documents that do.")
    check_is_added(settings.library, id_)  # before the models are loaded
    with _held(settings, watch):
        embedder = embedder or _embedder(settings)
        _exchange([partial(take_out, settings.library, id_)], settings, watch, embedder)


def _added(staged: Staged, before: dict[str, Document]) -> Added:
    if staged.replaces is None:
        return Added(staged.document, staged.report)
    changes = changed_sections(before[staged.replaces], staged.document)
    return Added(staged.document, staged.report, replaced=True, changes=tuple(changes))


def _exchange(changes: Sequence[Callable[[], Exchange]], settings: Settings, watch: Watch, embedder: Embedder) -> None:
    """Change the library and build its index, or neither."""
    done: list[Exchange] = []
    try:
        done.extend(change() for change in changes)  # those made before one that fails are there too
        if settings.guidance or added_ids(settings.library):
            _build(settings, watch, embedder)
        else:
            manifest.no_build(settings.index)
            clear(settings.index, settings.server)
    except BaseException:
        for exchange in reversed(done):
            exchange.take_back()
        raise
    for exchange in done:
        exchange.seal()


def _build(settings: Settings, watch: Watch, embedder: Embedder | None, *, anew: bool = False) -> int:
    embedder = embedder or _embedder(settings)
    sources = settings.curated, settings.library
    return build_index(settings.index, embedder, *sources, watch.progress, anew=anew, server=settings.server)


def _embedder(settings: Settings) -> Embedder:
    """The model that embeds, on all cores; without torch where it was exported before."""
    if settings.embedding_model == ADAPTED:
        export_models(settings.index, bundled_folder())
    return open_embedder(settings.index, settings.embedding_model, os.cpu_count() or 1)


@contextmanager
def _held(settings: Settings, watch: Watch, spared: Collection[str] = ()) -> Iterator[None]:
    """Hold library and index, after what a crash left of the library is put right.

    What is being added is `spared`, by its tokens, whatever the clock says of its age.

    A library that others keep, where nothing can be written, needs no holding. Raises StoredIndexError.
    """
    library, waiting = settings.library, partial(watch.say, _WAITING)
    own = library.is_dir() and os.access(library, os.W_OK)
    try:
        with locked(library, waiting) if own else nullcontext(), locked(settings.index, waiting):
            if own:
                recover(library)
                clear_staged(library, spared=spared)
            yield
    except OSError as error:
        what, folder = ("library", library) if str(library) in str(error.filename) else ("index", settings.index)
        raise StoredIndexError(
            f"The {what} cannot be written to {folder} ({error.strerror}); "
            f"set EVENHAND_{what.upper()} to a folder that can."
        ) from error


def is_current(settings: Settings) -> bool:
    """Whether the index was made from the documents as they are."""
    sources = settings.curated, settings.library
    return manifest.is_current(settings.index, settings.embedding_model, *sources, settings.server)


def _may_follow(settings: Settings) -> bool:
    index = settings.index
    if manifest.current_build(index) is None:
        return True
    return os.access(index, os.W_OK) and manifest.may_follow(index, settings.embedding_model)


def _what_is_done(settings: Settings) -> str:
    if manifest.current_build(settings.index) is None:
        return _FIRST
    same = manifest.is_by_this_version(settings.index, settings.embedding_model)
    return _FOLLOWING if same else _UPGRADING
