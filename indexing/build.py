"""Documents -> an index on disk with a manifest, switched to in one step; and the index on disk -> a Searcher."""

import json
import shutil
import uuid
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import numpy as np
from pydantic import TypeAdapter, ValidationError

from corpus.catalogue import catalogue_of
from corpus.document import Passage
from corpus.errors import StoredIndexError
from corpus.load import DOCUMENTS, fingerprint, load_documents
from corpus.split import indexed_text
from indexing.embed import ADAPTED, BUNDLED, Embedder, SentenceEmbedder, Vectors, check_weights
from indexing.keyword import KeywordIndex
from indexing.learnt.adapter import version
from indexing.learnt.cross_encoder import LearntCrossEncoder, cross_encoder_folder, is_installed, store_cross_encoder
from indexing.learnt.vectors import kept_vectors, key_of
from indexing.library import Library, Question, read_library
from indexing.search import Searcher
from indexing.store import read_vectors, write_vectors

# Raised whenever passages are cut, or vectors and words are made, in another way.
FORMAT = 6
_BATCH = 128
# How it is said that an index does not match, by the part of the manifest that differs.
_DIFFERENT = {
    "format": "by another version of Evenhand",
    "model": "with another model",
    "documents": "from other documents",
    "about": "with another description of the library",
    "catalogue": "with another catalogue",
}

Progress = Callable[[int, int], None]


def silent(done: int, total: int) -> None:
    """The progress of a build that nobody watches."""


def manifest(model: str, documents: Path = DOCUMENTS) -> dict[str, object]:
    """What an index must have been made from to be up to date."""
    return {
        "format": FORMAT,
        "model": f"{model} {version()}" if model == ADAPTED else model,
        "documents": fingerprint(documents),
        "about": fingerprint(documents.parent, "library.yaml"),
        "catalogue": fingerprint(catalogue_of(documents), "*.yaml"),
    }


def is_current(folder: Path, model: str, documents: Path = DOCUMENTS) -> bool:
    """Whether an index is there and made from these documents, this model and this version."""
    build = _current(folder)
    if build is None or _lacks_reader(folder, model):
        return False
    return _read_manifest(build) == manifest(model, documents)


def _has_reader(model: str) -> bool:
    """Whether questions are read beside what is found: the reader was learnt to go with the adapted model."""
    return model == ADAPTED and is_installed()


def _lacks_reader(folder: Path, model: str) -> bool:
    return _has_reader(model) and not cross_encoder_folder(folder).exists()


def build_index(folder: Path, embedder: Embedder, documents: Path = DOCUMENTS, progress: Progress = silent) -> int:
    """Build the index anew beside the old one and switch to it in one atomic step; the number of passages.

    Interrupted or failed, it leaves the old index as it was. Raises CorpusError for documents that are not as
    they must be, StoredIndexError where the folder cannot be written.
    """
    if embedder.name in (BUNDLED, ADAPTED):
        check_weights()
    # Taken before anything is read, so that a document edited meanwhile is noticed the next time.
    made_from = manifest(embedder.name, documents)
    loaded = load_documents(documents)
    library = read_library(loaded, embedder, catalogue_of(documents))
    build = folder / "builds" / uuid.uuid4().hex
    try:
        build.mkdir(parents=True)
        if _has_reader(embedder.name):
            store_cross_encoder(folder)
        _write(build, library, embedder, progress)
        (build / "manifest.json").write_text(json.dumps(made_from, indent=1))
        _switch(folder, build)
    except OSError as error:
        raise StoredIndexError(
            f"The index cannot be written to {folder} ({error.strerror}); set EVENHAND_INDEX to a folder that can."
        ) from error
    finally:
        if _current(folder) != build:
            shutil.rmtree(build, ignore_errors=True)
    return len(library.passages)


def texts_of(library: Library) -> dict[str, list[str]]:
    """What is embedded, by collection, each in the library's order."""
    return {
        "passages": [indexed_text(passage) for passage in library.passages],
        "sentences": [text for passage in library.passages for text in _sentence_texts(passage)],
        "asks": [ask.text for ask in library.questions],
        "gaps": [gap.text for gap in library.gaps],
        "subjects": [text for topic in library.topics for text in topic.questions],
    }


def _write(build: Path, library: Library, embedder: Embedder, progress: Progress) -> None:
    texts = texts_of(library)
    vectors = embed_texts([text for part in texts.values() for text in part], embedder, progress)
    ends = np.cumsum([len(part) for part in texts.values()])
    for (name, part), of_part in zip(texts.items(), np.split(vectors, ends[:-1]), strict=True):
        write_vectors(build / "vectors", name, _ids(len(part)), of_part)
    KeywordIndex.build(_with_asks(texts["passages"], library.questions)).save(build / "words")
    (build / "library.json").write_text(json.dumps(asdict(library)), encoding="utf-8")


def _with_asks(texts: list[str], asks: list[Question]) -> list[str]:
    """The words of each passage together with those of its questions."""
    words = [[text] for text in texts]
    for ask in asks:
        words[ask.passage].append(ask.text)
    return ["\n".join(parts) for parts in words]


def _sentence_texts(passage: Passage) -> list[str]:
    """What is embedded of each sentence: with its lead-in, and for what has none, the nearest heading."""
    return [f"{sentence.lead or passage.section[-1]} {sentence.text}" for sentence in passage.sentences]


def embed_texts(texts: list[str], embedder: Embedder, progress: Progress = silent) -> Vectors:
    """One vector a text; those of the catalogue's questions that are kept are not made again."""
    kept = kept_vectors() if embedder.name == ADAPTED else {}
    vectors = [kept.get(key_of(text)) for text in texts]
    order = sorted((n for n, vector in enumerate(vectors) if vector is None), key=lambda n: len(texts[n]))
    for start in range(0, len(order), _BATCH):
        progress(start, len(order))
        part = order[start : start + _BATCH]
        for number, vector in zip(part, embedder.encode([texts[n] for n in part]), strict=True):
            vectors[number] = vector
    progress(len(order), len(order))
    return np.stack([vector for vector in vectors if vector is not None])


def _ids(count: int) -> list[str]:
    return [str(number) for number in range(count)]


def _switch(folder: Path, build: Path) -> None:
    pointer = build / "current"
    pointer.write_text(build.name)
    pointer.replace(folder / "current")
    for old in (folder / "builds").iterdir():
        if old != build:
            shutil.rmtree(old, ignore_errors=True)


def _current(folder: Path) -> Path | None:
    try:
        return folder / "builds" / (folder / "current").read_text().strip()
    except (OSError, ValueError):
        return None


def _read_manifest(build: Path) -> object:
    try:
        return json.loads((build / "manifest.json").read_text())
    except (OSError, ValueError):
        return None


def open_index(folder: Path, model: str = ADAPTED, documents: Path = DOCUMENTS) -> Searcher:
    """The index as a Searcher. Raises StoredIndexError when there is none or it does not match, saying what to do."""
    build = _checked(folder, model, documents)
    library, vectors = _read(build)
    reader = LearntCrossEncoder(folder) if _has_reader(model) else None
    return Searcher(library, vectors, KeywordIndex.load(build / "words"), SentenceEmbedder(model), reader)


def _checked(folder: Path, model: str, documents: Path) -> Path:
    """The folder of the build in force."""
    build = _current(folder)
    if build is None:
        raise StoredIndexError(f"There is no index in {folder}; run 'evenhand index'.")
    stored = _read_manifest(build)
    if not isinstance(stored, dict):
        raise StoredIndexError(f"The index in {folder} is not whole; run 'evenhand index' to build it again.")
    wanted = manifest(model, documents)
    if _lacks_reader(folder, model):
        raise StoredIndexError(f"The index in {folder} has no reader beside it; run 'evenhand index'.")
    if different := [key for key in wanted if stored.get(key) != wanted[key]]:
        how = " and ".join(_DIFFERENT[key] for key in different)
        raise StoredIndexError(f"The index in {folder} was made {how}; run 'evenhand index'.")
    return build


def _read(build: Path) -> tuple[Library, dict[str, Vectors]]:
    try:
        library = TypeAdapter(Library).validate_json((build / "library.json").read_bytes())
    except (OSError, ValidationError) as error:
        raise StoredIndexError(
            f"The index in {build.parents[1]} is not whole; run 'evenhand index --rebuild'."
        ) from error
    parts = texts_of(library)
    return library, {name: read_vectors(build / "vectors", name, _ids(len(part))) for name, part in parts.items()}
