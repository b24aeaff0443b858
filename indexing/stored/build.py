"""Documents -> an index on disk, of parts that builds share, switched to in one atomic step."""

import json
import shutil
import uuid
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from corpus.added.folder import fingerprint_of, load_added, load_folder, numbered_pages
from corpus.catalogue import catalogue_of
from corpus.errors import StoredIndexError
from corpus.load import DOCUMENTS, load_documents
from indexing.embed import ADAPTED, BUNDLED, Embedder, bundled_folder, check_weights
from indexing.keyword import KeywordIndex
from indexing.learnt.export import export_models
from indexing.library import Library, read_added, read_library
from indexing.stored.groups import GROUPS, Group, Groups, planned, read_groups, written
from indexing.stored.lock import locked
from indexing.stored.manifest import Manifest, current_build, made_with, manifest, part_names, read_manifest
from indexing.stored.models import open_cross_encoder
from indexing.stored.parts import PARTS, Part, Progress, make_parts, read_part, silent
from indexing.stored.whole import ARRAYS, answered_gaps, write_arrays


def build_index(  # noqa: PLR0913 - all of them say what the one thing is made from
    folder: Path,
    embedder: Embedder,
    documents: Path | None = DOCUMENTS,
    added: Path | None = None,
    progress: Progress = silent,
    *,
    anew: bool = False,
    server: str = "",
) -> int:
    """Build the index beside the old one and switch to it in one atomic step; the number of passages.

    `documents` is the folder of curated documents and `added` that of added ones; either may be None. The vectors are
    kept on the Chroma `server` of that address, if there is one. Parts that the old index has are not made again,
    unless all is to be made `anew`. Interrupted or failed, it leaves the old index as it was. Raises CorpusError for
    documents that are not as they must be, StoredIndexError where the index cannot be written.
    """
    if embedder.name in (BUNDLED, ADAPTED):
        check_weights()
    build = folder / "builds" / uuid.uuid4().hex
    try:
        with locked(folder):
            # Taken before anything is read, so that a document edited meanwhile is noticed the next time.
            made_from = manifest(embedder.name, documents, added, server)
            if embedder.name == ADAPTED:
                export_models(folder, bundled_folder())
            names = part_names(made_from)
            readers = {names[id_]: _reader(id_, embedder, documents, added) for id_ in names}
            parts = _read_or_make(folder, readers, embedder, progress, anew=anew)
            groups = _write_groups(Groups(folder, server), parts, [] if anew else _groups_before(folder))
            _write_build(folder, build, {**made_from, "groups": written(groups)}, parts)
            _switch(folder, build)
            clear(folder, server)
    except OSError as error:
        raise StoredIndexError(
            f"The index cannot be written to {folder} ({error.strerror}); set EVENHAND_INDEX to a folder that can."
        ) from error
    finally:
        if current_build(folder) != build:
            shutil.rmtree(build, ignore_errors=True)
    return sum(part.passages for part in parts)


def _write_build(folder: Path, build: Path, made_from: Mapping[str, object], parts: Sequence[Part]) -> None:
    """Write what a build has besides its parts: the words and vectors of all of them, and the manifest."""
    build.mkdir(parents=True)
    KeywordIndex.of_tokens([words for part in parts for words in part.tokens()]).save(build / "words")
    write_arrays(build / ARRAYS, parts)
    before = _in_force(folder)
    consists_of = {
        "parts": [part.name for part in parts],
        "answered_gaps": answered_gaps(parts, before.get("answered_gaps", {})),
        # Who has opened the build before may still search in its groups.
        "before": [group["name"] for group in before.get("groups", [])],
    }
    (build / "manifest.json").write_text(json.dumps({**made_from, **consists_of}, indent=1))


def _write_groups(groups: Groups, parts: Sequence[Part], before: Sequence[Group]) -> list[Group]:
    """The groups that the parts stand in, of which those that are not there are written first."""
    staying, new = planned(parts, [group for group in before if groups.holds(group)])
    if new:
        groups.write(new, parts)
    return [*staying, *([new] if new else [])]


def _in_force(folder: Path) -> Manifest:
    """What the build in force consists of, of which the next may need the same; nothing where none can be read."""
    build = current_build(folder)
    return (read_manifest(build) if build else None) or {}


def _groups_before(folder: Path) -> list[Group]:
    return read_groups(_in_force(folder))


def prepare_added(folder: Path, embedder: Embedder, documents: Mapping[str, Path], progress: Progress = silent) -> None:
    """Make the parts of documents, by their ids and folders, before these stand in the library.

    The next build finds them there. Raises as `build_index` does.
    """
    made_from = made_with(embedder.name) | {
        "documents": {},
        "added": {i: fingerprint_of(f) for i, f in documents.items()},
    }
    names = part_names(made_from)
    _read_or_make(
        folder, {names[i]: partial(_read_ready, f, embedder) for i, f in documents.items()}, embedder, progress
    )


def _reader(id_: str, embedder: Embedder, documents: Path | None, added: Path | None) -> Callable[[], Library]:
    """What reads the documents of one part."""
    if id_ and added:
        return partial(_read_from, added, id_, embedder)
    return partial(_read_curated, documents or DOCUMENTS, embedder)


def _read_curated(documents: Path, embedder: Embedder) -> Library:
    return read_library(load_documents(documents), embedder, catalogue_of(documents))


def _read_from(added: Path, id_: str, embedder: Embedder) -> Library:
    return read_added(load_added(added, id_), embedder, added / id_, numbered_pages(added / id_))


def _read_ready(folder: Path, embedder: Embedder) -> Library:
    return read_added(load_folder(folder), embedder, folder, numbered_pages(folder))


def _read_or_make(
    folder: Path,
    readers: Mapping[str, Callable[[], Library]],
    embedder: Embedder,
    progress: Progress,
    *,
    anew: bool = False,
) -> list[Part]:
    """All parts in order; those that are not there, or not whole, are made first."""
    there = {name: None if anew else _if_whole(folder, name) for name in readers}
    missing = {name: read() for name, read in readers.items() if there[name] is None}
    if missing:
        make_parts(folder, missing, embedder, progress, open_cross_encoder(folder, embedder.name))
    return [part or read_part(folder, name) for name, part in there.items()]


def _if_whole(folder: Path, name: str) -> Part | None:
    try:
        return read_part(folder, name)
    except StoredIndexError:
        return None


def _switch(folder: Path, build: Path) -> None:
    pointer = build / "current"
    pointer.write_text(build.name)
    pointer.replace(folder / "current")


def clear(folder: Path, server: str = "") -> None:
    """Remove what the build in force does not consist of, all where there is none; whoever calls it holds the folder.

    What a reader has opened stays with it, and one that is opening begins again. What a server does not remove now, it
    does after the next build.
    """
    for old in _litter(folder):
        shutil.rmtree(old, ignore_errors=True)
    if server:
        with suppress(StoredIndexError):
            Groups(folder, server).keep(_group_names(folder))


def clear_if_idle(folder: Path) -> None:
    """Remove what killed commands left in an index that is in force; nothing where another command is at work."""
    if not _litter(folder):
        return
    with suppress(OSError), locked(folder, _stop_waiting):
        clear(folder)


def _stop_waiting() -> None:
    raise BlockingIOError


def _litter(folder: Path) -> list[Path]:
    build = current_build(folder)
    names = _in_force(folder).get("parts", [])
    return [
        *(one for one in _within(folder / "builds") if one != build),
        *(one for one in _within(folder / PARTS) if one.name not in names),
        *(one for one in _within(folder / GROUPS) if one.name not in _group_names(folder)),
        *(one for made in ("new-*", "old-*") for one in folder.glob(made)),  # models that were exported in part
    ]


def _group_names(folder: Path) -> set[str]:
    """The groups of the build in force and of the one before, in which readers may still search."""
    in_force = _in_force(folder)
    return {*in_force.get("before", ()), *(group["name"] for group in in_force.get("groups", []))}


def _within(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []
