"""Documents -> an index on disk with a manifest, switched to in one step; and the index on disk -> a Searcher."""

import json
import shutil
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
from pydantic import TypeAdapter, ValidationError

from corpus.catalogue import catalogue_of
from corpus.document import Passage
from corpus.errors import StoredIndexError
from corpus.load import DOCUMENTS, load_documents
from corpus.split import indexed_text
from indexing.embed import ADAPTED, BUNDLED, Embedder, SentenceEmbedder, Vectors, bundled_folder, check_weights
from indexing.keyword import KeywordIndex
from indexing.learnt.cross_encoder import CrossEncoder, LearntCrossEncoder
from indexing.learnt.embedding import ExportedEmbedder
from indexing.learnt.export import CROSS_ENCODER, EMBEDDING, TOKENIZER, export_models, models_folder
from indexing.learnt.network import is_installed
from indexing.learnt.vectors import key_of, stored_vectors
from indexing.library import Library, Question, read_library
from indexing.search import Searcher
from indexing.stored.manifest import checked_build, current_build, manifest
from indexing.stored.vectors import read_collections, write_vectors

_BATCH = 128

Progress = Callable[[int, int], None]


def silent(done: int, total: int) -> None:
    """The progress of a build that nobody watches."""


def build_index(folder: Path, embedder: Embedder, documents: Path = DOCUMENTS, progress: Progress = silent) -> int:
    """Build the index anew beside the old one and switch to it in one atomic step; the number of passages.

    Interrupted or failed, it leaves the old index as it was. Raises CorpusError for documents that are not as
    they must be, StoredIndexError where the folder cannot be written.
    """
    if embedder.name in (BUNDLED, ADAPTED):
        check_weights()
    # Taken before anything is read, so that a document edited meanwhile is noticed the next time.
    made_from = manifest(embedder.name, documents)
    library = read_library(load_documents(documents), embedder, catalogue_of(documents))
    build = folder / "builds" / uuid.uuid4().hex
    try:
        build.mkdir(parents=True)
        if isinstance(embedder, SentenceEmbedder) and embedder.name == ADAPTED:
            export_models(folder, embedder.model)
        _write(build, library, embedder, progress)
        (build / "manifest.json").write_text(json.dumps(made_from, indent=1))
        _switch(folder, build)
    except OSError as error:
        raise StoredIndexError(
            f"The index cannot be written to {folder} ({error.strerror}); set EVENHAND_INDEX to a folder that can."
        ) from error
    finally:
        if current_build(folder) != build:
            shutil.rmtree(build, ignore_errors=True)
    return len(library.passages)


def texts_of(library: Library) -> dict[str, list[str]]:
    """What is embedded, by collection, each in the library's order."""
    return {
        "passages": [indexed_text(passage) for passage in library.passages],
        "sentences": [text for passage in library.passages for text in _sentence_texts(passage)],
        "questions": [question.text for question in library.questions],
        "gaps": [gap.text for gap in library.gaps],
        "topics": [text for topic in library.topics for text in topic.questions],
    }


def _write(build: Path, library: Library, embedder: Embedder, progress: Progress) -> None:
    texts = texts_of(library)
    vectors = embed_texts([text for part in texts.values() for text in part], embedder, progress)
    ends = np.cumsum([len(part) for part in texts.values()])
    ids = _ids(texts)
    for name, of_part in zip(texts, np.split(vectors, ends[:-1]), strict=True):
        write_vectors(build / "vectors", name, ids[name], of_part)
    read_collections(build / "vectors", ids)  # proves that all are there, and makes the first start quick
    KeywordIndex.build(_with_questions(texts["passages"], library.questions)).save(build / "words")
    (build / "library.json").write_text(json.dumps(asdict(library)), encoding="utf-8")


def _with_questions(texts: list[str], questions: list[Question]) -> list[str]:
    """The words of each passage together with those of its questions."""
    words = [[text] for text in texts]
    for question in questions:
        words[question.passage].append(question.text)
    return ["\n".join(parts) for parts in words]


def _sentence_texts(passage: Passage) -> list[str]:
    """What is embedded of each sentence: with its lead-in, and for what has none, the nearest heading."""
    return [f"{sentence.lead or passage.section[-1]} {sentence.text}" for sentence in passage.sentences]


def embed_texts(texts: list[str], embedder: Embedder, progress: Progress = silent) -> Vectors:
    """One vector a text; those of the catalogue's questions that are stored with the code are not made again.

    Raises StoredIndexError when those were made by another model.
    """
    stored = stored_vectors() if embedder.name == ADAPTED else {}
    vectors = [stored.get(key_of(text)) for text in texts]
    order = sorted((n for n, vector in enumerate(vectors) if vector is None), key=lambda n: len(texts[n]))
    for start in range(0, len(order), _BATCH):
        progress(start, len(order))
        part = order[start : start + _BATCH]
        for number, vector in zip(part, embedder.encode([texts[n] for n in part]), strict=True):
            vectors[number] = vector
    progress(len(order), len(order))
    return np.stack([vector for vector in vectors if vector is not None])


def _ids(texts: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    return {name: [str(number) for number in range(len(part))] for name, part in texts.items()}


def _switch(folder: Path, build: Path) -> None:
    pointer = build / "current"
    pointer.write_text(build.name)
    pointer.replace(folder / "current")
    for old in (folder / "builds").iterdir():
        if old != build:
            shutil.rmtree(old, ignore_errors=True)


def open_index(folder: Path, model: str = ADAPTED, documents: Path = DOCUMENTS) -> Searcher:
    """The index as a Searcher. Raises StoredIndexError when there is none or it does not match, saying what to do."""
    build = checked_build(folder, model, documents)
    library, vectors = _read(build)
    words = KeywordIndex.load(build / "words")
    return Searcher(library, vectors, words, open_embedder(folder, model), open_cross_encoder(folder, model))


def open_embedder(folder: Path, model: str) -> Embedder:
    """The embedding model that an index was made with; the adapted one as it was exported beside the index."""
    if model != ADAPTED:
        return SentenceEmbedder(model)
    bundled = bundled_folder()
    limit = json.loads((bundled / "sentence_bert_config.json").read_text())["max_seq_length"]
    return ExportedEmbedder(model, models_folder(folder) / EMBEDDING, bundled / "tokenizer.json", limit)


def open_cross_encoder(folder: Path, model: str) -> CrossEncoder | None:
    """The cross-encoder; None where it is not installed, or with another model than the one it was learnt beside."""
    if model != ADAPTED or not is_installed():
        return None
    models = models_folder(folder)
    return LearntCrossEncoder(models / CROSS_ENCODER, models / TOKENIZER)


def _read(build: Path) -> tuple[Library, dict[str, Vectors]]:
    try:
        library = TypeAdapter(Library).validate_json((build / "library.json").read_bytes())
    except (OSError, ValidationError) as error:
        raise StoredIndexError(
            f"The index in {build.parents[1]} is not whole; run 'evenhand index --rebuild'."
        ) from error
    return library, read_collections(build / "vectors", _ids(texts_of(library)))
