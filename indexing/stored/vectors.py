"""Vectors on disk; of what answers questions, only this file knows Chroma.

A library of this kind has some thousand vectors, and up to some fifty thousand an exact product takes a few
milliseconds. So the vectors are read out of Chroma once and searched exactly. What was read is kept beside the store as
plain arrays, so that the next start takes no time; they count only as long as the store has not changed.
"""

import json
import os
from collections.abc import Mapping, Sequence
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
# The file that Chroma keeps its data in, and the folder of the arrays beside the store.
_DATABASE, _ARRAYS = "chroma.sqlite3", "arrays"


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


def read_collections(folder: Path, ids: Mapping[str, Sequence[str]]) -> dict[str, Vectors]:
    """The vectors of all ids of each collection, as `read_vectors` gives them, and quicker the second time.

    On a disk where nothing can be written the arrays alone are read. Raises StoredIndexError when the store cannot be
    read or a vector is missing.
    """
    arrays = folder / _ARRAYS
    kept = _fits(arrays, _state(folder)) or not _is_writable(folder)
    if kept and (read := _read_arrays(arrays, ids)) is not None:
        return read
    vectors = {name: read_vectors(folder, name, of_name) for name, of_name in ids.items()}
    _write_arrays(arrays, _state(folder), vectors)
    return vectors


def read_vectors(folder: Path, name: str, ids: Sequence[str]) -> Vectors:
    """The vectors of `ids` out of Chroma, in that order: shape (len(ids), dimensions).

    Raises StoredIndexError when the store cannot be read or one of them is missing.
    """
    vectors: dict[str, Vectors] = {}
    try:
        (folder / _DATABASE).stat()  # where there is none, Chroma would make one
        collection = _client(folder).get_collection(name, embedding_function=None)
        for start in range(0, len(ids), _BATCH):
            vectors |= _read(collection, ids[start : start + _BATCH])
    except Exception as error:  # Chroma raises its own, sqlite3's and Rust's errors for a damaged folder
        if folder.exists() and not _is_writable(folder):
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


def _state(folder: Path) -> list[int]:
    """What changes whenever the store does; no database has the state []."""
    try:
        found = (folder / _DATABASE).stat()
    except OSError:
        return []
    return [found.st_size, found.st_mtime_ns]


def _is_writable(folder: Path) -> bool:
    """Whether Chroma can open the store, which it does for writing also where it only reads."""
    return all(os.access(path, os.W_OK) for path in (folder, folder / _DATABASE) if path.exists())


def _fits(arrays: Path, state: list[int]) -> bool:
    """Whether the arrays were written for this state of the store."""
    try:
        return bool(state) and bool(json.loads((arrays / "state.json").read_text()) == state)
    except (OSError, ValueError):
        return False


def _read_arrays(arrays: Path, ids: Mapping[str, Sequence[str]]) -> dict[str, Vectors] | None:
    """The arrays that were kept; None where not all are there."""
    try:
        found = {name: np.load(arrays / f"{name}.npy", mmap_mode="r", allow_pickle=False) for name in ids}
    except (OSError, ValueError, EOFError):
        return None
    return found if all(len(found[name]) == len(of_name) for name, of_name in ids.items()) else None


def _write_arrays(arrays: Path, state: list[int], vectors: Mapping[str, Vectors]) -> None:
    """Keep the arrays for the next start; where nothing can be written the next start reads Chroma again."""
    try:
        arrays.mkdir(exist_ok=True)
        (arrays / "state.json").unlink(missing_ok=True)  # half-written arrays have no state
        for name, array in vectors.items():
            np.save(arrays / f"{name}.npy", array, allow_pickle=False)
        (arrays / "state.json").write_text(json.dumps(state))
    except OSError:
        return


def _client(folder: Path) -> "ClientAPI":
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(path=str(folder), settings=Settings(anonymized_telemetry=False))
