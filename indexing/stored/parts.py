"""A part of an index: one library's passages with their vectors and tokens, made once and never changed.

A part is named by what it was made from, so that every build that needs the same shares it.
"""

import hashlib
import json
import shutil
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import cast

import numpy as np
from pydantic import TypeAdapter, ValidationError

from corpus.document import Passage
from corpus.errors import StoredIndexError
from corpus.split import indexed_text
from indexing.embed import ADAPTED, Embedder, Vectors
from indexing.keyword import tokens
from indexing.learnt.cross_encoder import CrossEncoder
from indexing.learnt.vectors import key_of, stored_vectors
from indexing.library import Library

_BATCH = 128
_NAME = 24
# The folder of all parts in that of an index.
PARTS = "parts"
# The files of a part besides its vectors; what was written, and how much of it, comes last.
_LIBRARY, _TOKENS, _WRITTEN = "library.json", "tokens.json", "written.json"
# What is embedded of a library, each in its own collection; `GENERAL` are the passages by the general model.
GENERAL = "general"
COLLECTIONS = ("passages", "sentences", "questions", "gaps", "topics", GENERAL)

Progress = Callable[[int, int], None]
Texts = dict[str, list[str]]


def silent(done: int, total: int) -> None:
    """The progress of a build that nobody watches."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part on disk, in a folder of its name; `counts` says how many vectors each collection has that has any."""

    folder: Path
    counts: Mapping[str, int]

    @property
    def name(self) -> str:
        """What it was made from, as a hash."""
        return self.folder.name

    @property
    def passages(self) -> int:
        """How many passages it has."""
        return self.counts.get("passages", 0)

    @property
    def size(self) -> int:
        """How many vectors it has."""
        return sum(self.counts.values())

    def library(self) -> Library:
        """Its documents, passages and catalogue. Raises StoredIndexError when they cannot be read."""
        try:
            return _libraries().validate_json((self.folder / _LIBRARY).read_bytes())
        except (OSError, ValidationError) as error:
            raise _not_whole(self.folder) from error

    def tokens(self) -> list[list[str]]:
        """The tokens of each passage with those of its questions. Raises StoredIndexError when they cannot be read."""
        try:
            read: list[list[str]] = json.loads((self.folder / _TOKENS).read_bytes())
        except (OSError, ValueError) as error:
            raise _not_whole(self.folder) from error
        return read

    def vectors(self, collection: str) -> Vectors:
        """One collection in the library's order, not read into memory. Raises StoredIndexError when it cannot be."""
        try:
            return cast("Vectors", np.load(self.folder / f"{collection}.npy", mmap_mode="r", allow_pickle=False))
        except (OSError, ValueError, EOFError) as error:
            raise _not_whole(self.folder) from error


@cache
def _libraries() -> TypeAdapter[Library]:
    """Made once: it takes longer than to read a document's library by it."""
    return TypeAdapter(Library)


def part_name(made_from: object) -> str:
    """The name of a part by all that it is made from, which can be written as JSON."""
    return hashlib.sha256(json.dumps(made_from, sort_keys=True).encode()).hexdigest()[:_NAME]


def read_part(index: Path, name: str) -> Part:
    """Raises StoredIndexError when the part is not there or one of its files is not as it was written."""
    folder = index / PARTS / name
    try:
        written = json.loads((folder / _WRITTEN).read_bytes())
        whole = all((folder / file).stat().st_size == size for file, size in written["files"].items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise _not_whole(folder) from error
    if not whole:
        raise _not_whole(folder)
    return Part(folder, written["counts"])


def _not_whole(part: Path) -> StoredIndexError:
    return StoredIndexError(f"The index in {part.parents[1]} is not whole; run 'evenhand index --rebuild'.")


def make_parts(
    index: Path,
    libraries: Mapping[str, Library],
    embedder: Embedder,
    progress: Progress = silent,
    cross_encoder: CrossEncoder | None = None,
) -> None:
    """Make parts, by their names, each of which is there when it is whole and not before.

    The passages of a library without a catalogue get general vectors besides, where there is a cross-encoder to make
    them. Raises OSError or StoredIndexError where nothing can be written.
    """
    libraries = {
        name: replace(library, general=cross_encoder is not None and not library.questions)
        for name, library in libraries.items()
    }
    catalogued = any(library.questions or library.gaps or library.topics for library in libraries.values())
    known = stored_vectors() if catalogued and embedder.name == ADAPTED else {}
    texts = {name: texts_of(library) for name, library in libraries.items()}
    new = {name: sum(key_of(text) not in known for text in set(_flat(one))) for name, one in texts.items()}
    before, total = 0, sum(new.values())
    for name, library in libraries.items():
        general = texts[name].pop(GENERAL)
        vectors = embed_texts(_flat(texts[name]), embedder, partial(_onward, progress, before, total), known)
        before += new[name]
        split = _split(vectors, texts[name])
        if general and cross_encoder:
            split[GENERAL] = cross_encoder.general_vectors(general)
            progress(before, total)
        _write(index / PARTS, name, library, split)


def _onward(progress: Progress, before: int, total: int, done: int, _: int) -> None:
    progress(before + done, total)


def _write(parts: Path, name: str, library: Library, vectors: Mapping[str, Vectors]) -> None:
    made = parts / f"new-{uuid.uuid4().hex}"
    counts = {collection: len(some) for collection, some in vectors.items() if len(some)}
    try:
        made.mkdir(parents=True)
        for collection in counts:
            np.save(made / f"{collection}.npy", vectors[collection], allow_pickle=False)
        (made / _TOKENS).write_text(json.dumps(passage_tokens(library)), encoding="utf-8")
        (made / _LIBRARY).write_text(json.dumps(asdict(library)), encoding="utf-8")
        files = {path.name: path.stat().st_size for path in made.iterdir()}
        (made / _WRITTEN).write_text(json.dumps({"counts": counts, "files": files}))
        if (parts / name).exists():  # damaged, or to be made anew; `clear` removes it
            (parts / name).rename(parts / f"old-{uuid.uuid4().hex}")
        made.rename(parts / name)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def texts_of(library: Library) -> Texts:
    """What is embedded, by collection, each in the library's order."""
    return {
        "passages": [indexed_text(passage) for passage in library.passages],
        "sentences": [text for passage in library.passages for text in _sentence_texts(passage)],
        "questions": [question.text for question in library.questions],
        "gaps": [gap.text for gap in library.gaps],
        "topics": [text for topic in library.topics for text in topic.questions],
        GENERAL: [indexed_text(passage) for passage in library.passages] if library.general else [],
    }


def _sentence_texts(passage: Passage) -> list[str]:
    """What is embedded of each sentence: with its lead-in, and for what has none, the nearest heading."""
    return [f"{sentence.lead or passage.section[-1]} {sentence.text}" for sentence in passage.sentences]


def embed_texts(
    texts: Sequence[str],
    embedder: Embedder,
    progress: Progress = silent,
    known: Mapping[bytes, Vectors] | None = None,
) -> Vectors:
    """One vector a text, each distinct text embedded once; those `known` by the key of their text are not made again.

    If none are given, they are those of the documents' words that are stored with the code. Raises StoredIndexError
    when these were made by another model.
    """
    if known is None:
        known = stored_vectors() if embedder.name == ADAPTED else {}
    vectors = {text: known[key] for text in texts if (key := key_of(text)) in known}
    new = sorted({text for text in texts if text not in vectors}, key=len)
    for start in range(0, len(new), _BATCH):
        progress(start, len(new))
        part = new[start : start + _BATCH]
        vectors.update(zip(part, embedder.encode(part), strict=True))
    progress(len(new), len(new))
    return np.stack([vectors[text] for text in texts])


def _flat(texts: Texts) -> list[str]:
    return [text for of_collection in texts.values() for text in of_collection]


def _split(vectors: Vectors, texts: Texts) -> dict[str, Vectors]:
    ends = np.cumsum([len(of_collection) for of_collection in texts.values()])
    return dict(zip(texts, np.split(vectors, ends[:-1]), strict=True))


def passage_tokens(library: Library) -> list[list[str]]:
    """The tokens of each passage together with those of its questions."""
    words = [[indexed_text(passage)] for passage in library.passages]
    for question in library.questions:
        words[question.passage].append(question.text)
    return [tokens("\n".join(parts)) for parts in words]
