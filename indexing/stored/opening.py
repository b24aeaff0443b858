"""An index on disk -> a Searcher, with the models beside it."""

import json
from pathlib import Path

from corpus.errors import StoredIndexError
from corpus.load import DOCUMENTS
from indexing.embed import ADAPTED, Embedder, SentenceEmbedder, bundled_folder
from indexing.keyword import KeywordIndex
from indexing.learnt.cross_encoder import CrossEncoder, LearntCrossEncoder
from indexing.learnt.embedding import ExportedEmbedder
from indexing.learnt.export import CROSS_ENCODER, EMBEDDING, TOKENIZER, models_folder
from indexing.learnt.network import is_installed
from indexing.search import Searcher
from indexing.stored.manifest import checked_build, current_build, read_manifest
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


def open_embedder(folder: Path, model: str, threads: int = 1) -> Embedder:
    """The embedding model that an index was made with; the adapted one as it was exported beside the index.

    That uses so many `threads`: more than one where many texts are embedded at once.
    """
    if model != ADAPTED:
        return SentenceEmbedder(model)
    bundled = bundled_folder()
    limit = json.loads((bundled / "sentence_bert_config.json").read_text())["max_seq_length"]
    return ExportedEmbedder(model, models_folder(folder) / EMBEDDING, bundled / "tokenizer.json", limit, threads)


def open_cross_encoder(folder: Path, model: str) -> CrossEncoder | None:
    """The cross-encoder; None where it is not installed, or with another model than the one it was learnt beside."""
    if model != ADAPTED or not is_installed():
        return None
    models = models_folder(folder)
    return LearntCrossEncoder(models / CROSS_ENCODER, models / TOKENIZER)


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
