"""An index on disk -> a Searcher, with the models beside it."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import StoredIndexError
from corpus.load import DOCUMENTS
from indexing.candidates import Nearest
from indexing.embed import ADAPTED, Embedder, Vectors
from indexing.keyword import KeywordIndex
from indexing.learnt.cross_encoder import CrossEncoder
from indexing.search import Searcher
from indexing.stored.groups import Group, Groups, read_groups
from indexing.stored.manifest import checked_build, current_build, read_manifest
from indexing.stored.models import open_cross_encoder, open_embedder
from indexing.stored.nearest import NearestVectors, read_out
from indexing.stored.parts import COLLECTIONS, Part, read_part
from indexing.stored.whole import ARRAYS, Whole, keep_arrays, put_together, read_arrays

# How often an index is opened anew that others replace while it is being opened.
_TRIES = 20

Models = tuple[Embedder, CrossEncoder | None]


def open_index(
    folder: Path,
    model: str = ADAPTED,
    documents: Path | None = DOCUMENTS,
    added: Path | None = None,
    models: Models | None = None,
    server: str = "",
) -> Searcher:
    """The index as a Searcher; `models` are its models, where they are loaded already.

    Its vectors are on the Chroma `server` of that address, if there is one. Raises StoredIndexError when there is no
    index or it does not match, saying what to do.
    """
    read = _read(folder, model, documents, added, server)
    embedder, cross_encoder = models or (open_embedder(folder, model), None)
    cross_encoder = cross_encoder or open_cross_encoder(folder, model)
    return Searcher(read.whole.library, read.whole.vectors, read.words, embedder, cross_encoder, read.nearest)


def read_whole(folder: Path, model: str, documents: Path | None, added: Path | None) -> Whole:
    """The library of the index with its vectors, without the models. Raises StoredIndexError as `open_index` does."""
    return _read(folder, model, documents, added).whole


@dataclass(frozen=True, slots=True, eq=False)
class _Read:
    """A build as it was read; `nearest` where it has more vectors than are compared one by one."""

    whole: Whole
    words: KeywordIndex
    nearest: Nearest | None


def _read(folder: Path, model: str, documents: Path | None, added: Path | None, server: str = "") -> _Read:
    """The build in force; once more where another took its place and removed it meanwhile."""
    for _ in range(_TRIES):
        before = current_build(folder)
        try:
            return _read_build(Groups(folder, server), checked_build(folder, model, documents, added, server))
        except StoredIndexError:
            if current_build(folder) == before:
                raise
    raise StoredIndexError(f"The index in {folder} changes faster than it can be opened; try again.")


def _read_build(groups: Groups, build: Path) -> _Read:
    stored = read_manifest(build) or {}
    parts = [read_part(groups.folder, name) for name in stored.get("parts", [])]
    if not parts:
        raise StoredIndexError(f"The index in {groups.folder} is not whole; run 'evenhand index --rebuild'.")
    of_build = read_groups(stored)
    vectors = _vectors(build / ARRAYS, parts, groups, of_build)
    nearest = NearestVectors.of(parts, vectors, groups, of_build) if groups.are_searched(of_build) else None
    whole = put_together(parts, vectors, stored.get("answered_gaps"))
    return _Read(whole, KeywordIndex.load(build / "words"), nearest)


def _vectors(arrays: Path, parts: Sequence[Part], groups: Groups, of_build: Sequence[Group]) -> Mapping[str, Vectors]:
    """The arrays of a build; where they are lost they are read out of Chroma, and kept for the next time."""
    try:
        return read_arrays(arrays, parts)
    except StoredIndexError:
        read = {collection: read_out(collection, parts, groups, of_build) for collection in COLLECTIONS}
        with suppress(OSError):
            keep_arrays(arrays, read)
        return read
