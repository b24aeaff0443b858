"""Documents -> an index on disk with a manifest, switched to in one step; and the index on disk -> a Searcher."""

import json
import os
import shutil
import uuid
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import numpy as np
from pydantic import TypeAdapter, ValidationError

from corpus.document import Document, Passage
from corpus.errors import StoredIndexError
from corpus.library import fingerprint, load_glossary
from corpus.load import DOCUMENTS, load_documents
from corpus.split import indexed_text, split
from indexing.embed import BUNDLED, Embedder, SentenceEmbedder, Vectors, check_weights
from indexing.keyword import KeywordIndex
from indexing.search import Searcher
from indexing.store import read_vectors, write_vectors

# Raised whenever passages are cut, or vectors and words are made, in another way.
FORMAT = 1
_BATCH = 128

Progress = Callable[[int, int], None]


def silent(done: int, total: int) -> None:
    """The progress of a build that nobody watches."""


def manifest(model: str, documents: Path = DOCUMENTS) -> dict[str, object]:
    """What an index must have been made from to be up to date."""
    return {"format": FORMAT, "model": model, "documents": fingerprint(documents)}


def is_current(folder: Path, model: str, documents: Path = DOCUMENTS) -> bool:
    """Whether an index is there and made from these documents, this model and this version."""
    build = _current(folder)
    return build is not None and _read_manifest(build) == manifest(model, documents)


def build_index(folder: Path, embedder: Embedder, documents: Path = DOCUMENTS, progress: Progress = silent) -> int:
    """Build the index anew beside the old one and switch to it in one atomic step; the number of passages.

    Interrupted or failed, it leaves the old index as it was. Raises CorpusError for documents that are not as
    they must be, StoredIndexError where the folder cannot be written.
    """
    if embedder.name == BUNDLED:
        check_weights()
    loaded = load_documents(documents)
    passages = [passage for document in loaded for passage in split(document, embedder.count, embedder.limit)]
    build = folder / "builds" / uuid.uuid4().hex
    try:
        build.mkdir(parents=True)
        _write(build, loaded, passages, embedder, progress)
        (build / "manifest.json").write_text(json.dumps(manifest(embedder.name, documents), indent=1))
        _switch(folder, build)
    except OSError as error:
        raise StoredIndexError(
            f"The index cannot be written to {folder} ({error.strerror}); set EVENHAND_INDEX to a folder that can."
        ) from error
    finally:
        if _current(folder) != build:
            shutil.rmtree(build, ignore_errors=True)
    return len(passages)


def _write(
    build: Path, documents: list[Document], passages: list[Passage], embedder: Embedder, progress: Progress
) -> None:
    texts = [indexed_text(passage) for passage in passages]
    sentences = [sentence_text for passage in passages for sentence_text in _sentence_texts(passage)]
    vectors = _embed(texts + sentences, embedder, progress)
    write_vectors(build / "vectors", "passages", _ids(len(texts)), vectors[: len(texts)])
    write_vectors(build / "vectors", "sentences", _ids(len(sentences)), vectors[len(texts) :])
    KeywordIndex.build(texts).save(build / "words")
    library = {"documents": [asdict(d) for d in documents], "passages": [asdict(p) for p in passages]}
    (build / "library.json").write_text(json.dumps(library), encoding="utf-8")


def _sentence_texts(passage: Passage) -> list[str]:
    """What is embedded of each sentence: with its lead-in, and for what has none, the nearest heading."""
    return [f"{sentence.lead or passage.section[-1]} {sentence.text}" for sentence in passage.sentences]


def _embed(texts: list[str], embedder: Embedder, progress: Progress) -> Vectors:
    order = sorted(range(len(texts)), key=lambda number: len(texts[number]))
    parts: list[Vectors] = []
    for start in range(0, len(order), _BATCH):
        progress(start, len(order))
        parts.append(embedder.encode([texts[number] for number in order[start : start + _BATCH]]))
    progress(len(order), len(order))
    vectors = np.concatenate(parts)
    vectors[order] = vectors.copy()
    return vectors


def _ids(count: int) -> list[str]:
    return [str(number) for number in range(count)]


def _switch(folder: Path, build: Path) -> None:
    pointer = folder / "builds" / f"{build.name}.current"
    pointer.write_text(build.name)
    os.replace(pointer, folder / "current")
    for old in (folder / "builds").iterdir():
        if old != build:
            shutil.rmtree(old, ignore_errors=True)


def _current(folder: Path) -> Path | None:
    try:
        return folder / "builds" / (folder / "current").read_text().strip()
    except OSError:
        return None


def _read_manifest(build: Path) -> object:
    try:
        return json.loads((build / "manifest.json").read_text())
    except (OSError, ValueError):
        return None


def open_index(folder: Path, model: str = BUNDLED, documents: Path = DOCUMENTS) -> Searcher:
    """The index as a Searcher. Raises StoredIndexError when there is none, or it does not match, and says what to do."""
    build = _current(folder)
    if build is None:
        raise StoredIndexError(f"There is no index in {folder}; run 'evenhand index'.")
    stored = _read_manifest(build)
    if not isinstance(stored, dict):
        raise StoredIndexError(f"The index in {folder} is not whole; run 'evenhand index' to build it again.")
    wanted = manifest(model, documents)
    if different := [key for key in wanted if stored.get(key) != wanted[key]]:
        raise StoredIndexError(
            f"The index in {folder} was made with another {' and '.join(different)}; run 'evenhand index'."
        )
    try:
        library = json.loads((build / "library.json").read_text(encoding="utf-8"))
        loaded = TypeAdapter(list[Document]).validate_python(library["documents"])
        passages = TypeAdapter(list[Passage]).validate_python(library["passages"])
    except (OSError, ValueError, KeyError, ValidationError) as error:
        raise StoredIndexError(f"The index in {folder} is not whole; run 'evenhand index --rebuild'.") from error
    vectors = (
        read_vectors(build / "vectors", "passages", _ids(len(passages))),
        read_vectors(build / "vectors", "sentences", _ids(sum(len(p.sentences) for p in passages))),
    )
    return Searcher(
        loaded, passages, vectors, KeywordIndex.load(build / "words"), SentenceEmbedder(model), load_glossary()
    )
