"""An index on disk -> a Searcher, with the models beside it."""

from pathlib import Path

from corpus.errors import StoredIndexError
from corpus.load import DOCUMENTS
from indexing.embed import ADAPTED, Embedder
from indexing.keyword import KeywordIndex
from indexing.learnt.cross_encoder import CrossEncoder
from indexing.search import Searcher
from indexing.stored.manifest import checked_build, current_build, read_manifest
from indexing.stored.models import open_cross_encoder, open_embedder
from indexing.stored.parts import read_part
from indexing.stored.whole import Whole, put_together

# How often an index is opened anew that others replace while it is being opened.
_TRIES = 20

Models = tuple[Embedder, CrossEncoder | None]


def open_index(
    folder: Path,
    model: str = ADAPTED,
    documents: Path | None = DOCUMENTS,
    added: Path | None = None,
    models: Models | None = None,
) -> Searcher:
    """The index as a Searcher; `models` are its models, where they are loaded already.

    Raises StoredIndexError when there is no index or it does not match, saying what to do.
    """
    whole, words = _read(folder, model, documents, added)
    embedder, cross_encoder = models or (open_embedder(folder, model), None)
    return Searcher(whole.library, whole.vectors, words, embedder, cross_encoder or open_cross_encoder(folder, model))


def read_whole(folder: Path, model: str, documents: Path | None, added: Path | None) -> Whole:
    """The library of the index with its vectors, without the models. Raises StoredIndexError as `open_index` does."""
    return _read(folder, model, documents, added)[0]


def _read(folder: Path, model: str, documents: Path | None, added: Path | None) -> tuple[Whole, KeywordIndex]:
    """The build in force; once more where another took its place and removed it meanwhile."""
    for _ in range(_TRIES):
        before = current_build(folder)
        try:
            return _read_build(folder, checked_build(folder, model, documents, added))
        except StoredIndexError:
            if current_build(folder) == before:
                raise
    raise StoredIndexError(f"The index in {folder} changes faster than it can be opened; try again.")


def _read_build(folder: Path, build: Path) -> tuple[Whole, KeywordIndex]:
    stored = read_manifest(build) or {}
    parts = {name: read_part(folder, name) for name in stored.get("parts", [])}
    if not parts:
        raise StoredIndexError(f"The index in {folder} is not whole; run 'evenhand index --rebuild'.")
    return put_together(parts, stored.get("answered_gaps")), KeywordIndex.load(build / "words")
