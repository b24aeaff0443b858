"""Vectors on disk; Chroma is confined to this file.

A library of this kind has some thousand vectors, and up to some fifty thousand an exact product takes a few
milliseconds: so the vectors are read out of Chroma once, when an index is opened, and searched exactly.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from corpus.errors import StoredIndexError
from indexing.embed import Vectors

if TYPE_CHECKING:
    from chromadb import Collection
    from chromadb.api import ClientAPI

_BATCH = 2000
# Chroma's graph of neighbours is never searched here, so it is made as small as may be: a quarter of the time.
_CONFIGURATION = {"hnsw": {"space": "cosine", "ef_construction": 10, "max_neighbors": 4}}


def write_vectors(folder: Path, name: str, ids: Sequence[str], vectors: Vectors) -> None:
    """Store vectors under their ids in the collection `name` of the store in `folder`, which may be new.

    Raises StoredIndexError when they cannot be written.
    """
    from chromadb.errors import ChromaError

    try:
        collection = _client(folder).create_collection(name, embedding_function=None, configuration=_CONFIGURATION)
        for start in range(0, len(ids), _BATCH):
            part = slice(start, start + _BATCH)
            collection.add(ids=list(ids[part]), embeddings=vectors[part])
    except ChromaError as error:
        raise StoredIndexError(
            f"The vectors cannot be written to {folder} ({' '.join(str(error).split())}); is there room on the disk?"
        ) from error


def read_vectors(folder: Path, name: str, ids: Sequence[str]) -> Vectors:
    """The vectors of `ids`, in that order: shape (len(ids), dimensions).

    Raises StoredIndexError when the store cannot be read or one of them is missing.
    """
    vectors: dict[str, Vectors] = {}
    try:
        collection = _client(folder).get_collection(name, embedding_function=None)
        for start in range(0, len(ids), _BATCH):
            vectors |= _read(collection, ids[start : start + _BATCH])
    except Exception as error:  # Chroma raises its own, sqlite3's and Rust's errors for a damaged folder
        if folder.exists() and not os.access(folder, os.W_OK):  # Chroma opens for writing also what it only reads
            raise StoredIndexError(
                f"The index in {folder} cannot be opened where nothing can be written; set EVENHAND_INDEX to a folder "
                "that can."
            ) from error
        raise StoredIndexError(f"The vectors in {folder} cannot be read; run 'evenhand index --rebuild'.") from error
    if missing := [id_ for id_ in ids if id_ not in vectors]:
        raise StoredIndexError(f"{len(missing)} vectors are missing in {folder}; run 'evenhand index --rebuild'.")
    return np.array([vectors[id_] for id_ in ids], dtype=np.float32)


def _read(collection: "Collection", ids: Sequence[str]) -> dict[str, Vectors]:
    """The vectors that there are of some ids; Chroma makes ten times their size of them on the way."""
    found = collection.get(ids=list(ids), include=["embeddings"])
    return dict(zip(found["ids"], np.asarray(found["embeddings"], dtype=np.float32), strict=True))


def _client(folder: Path) -> "ClientAPI":
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(path=str(folder), settings=Settings(anonymized_telemetry=False))
