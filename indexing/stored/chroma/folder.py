"""A store of vectors in a folder of this machine."""

import os
from pathlib import Path

from corpus.errors import StoredIndexError
from indexing.stored.chroma.store import VectorStore, reason_of

# The file that Chroma keeps its data in.
_DATABASE = "chroma.sqlite3"


def open_folder(folder: Path, *, new: bool = False) -> VectorStore:
    """The store in a folder, which Chroma opens for writing also where it is only read.

    Raises StoredIndexError where it cannot be opened, or is not there and no `new` one is to be made.
    """
    if not new and not is_store(folder):  # Chroma would make one
        raise StoredIndexError(f"There are no vectors in {folder}; run 'evenhand index --rebuild'.")
    if not new and not can_be_opened(folder):
        raise StoredIndexError(
            f"The vectors in {folder} cannot be opened where nothing can be written; set EVENHAND_INDEX to a folder "
            "that can."
        )
    import chromadb
    from chromadb.config import Settings

    advice = "is there room on the disk?" if new else "run 'evenhand index --rebuild'."
    try:
        client = chromadb.PersistentClient(path=str(folder), settings=Settings(anonymized_telemetry=False))
    except Exception as error:  # Chroma raises its own, sqlite3's and Rust's errors
        raise StoredIndexError(f"The vectors in {folder} cannot be opened ({reason_of(error)}); {advice}") from error
    return VectorStore(client, str(folder), advice)


def is_store(folder: Path) -> bool:
    """Whether there is a store in a folder."""
    return (folder / _DATABASE).exists()


def can_be_opened(folder: Path) -> bool:
    """Whether there is a store in a folder, and Chroma may write there."""
    return all(os.access(path, os.W_OK) for path in (folder, folder / _DATABASE))
