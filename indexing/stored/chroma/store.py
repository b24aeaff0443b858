"""Vectors in collections of Chroma, which only the files of this room know."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corpus.errors import StoredIndexError
from indexing.embed import Vectors

if TYPE_CHECKING:
    from chromadb import Collection
    from chromadb.api import ClientAPI

Numbers = NDArray[np.int64]

# Vectors that are written or read at a time: in a folder as many as a moment's memory allows, on a server as many as
# Chroma Cloud takes and gives in one request (https://docs.trychroma.com/cloud/quotas-limits).
_IN_FOLDER, _ON_SERVER = 2000, 300
# A graph of neighbours that nobody searches is made as small as may be: a quarter of the time.
_UNSEARCHED = {"hnsw": {"space": "cosine", "ef_construction": 10, "max_neighbors": 4}}
# One that is searched leaves none of the first ten passages out of 100,000 (docs/running-it.md).
_SEARCHED = {"hnsw": {"space": "cosine", "ef_construction": 150, "max_neighbors": 24, "ef_search": 400}}


class VectorStore:
    """Collections of vectors, each by their numbers from 0; made by `open_folder` and `open_server`."""

    def __init__(self, client: "ClientAPI", place: str, advice: str, prefix: str = "") -> None:
        """`place` says where it is and `advice` what to do where it fails; `prefix` begins all names on a server."""
        self._client, self._place, self._advice, self._prefix = client, place, advice, prefix
        self._known: dict[str, Collection] = {}
        self._batch = _ON_SERVER if prefix else _IN_FOLDER

    def write(self, name: str, vectors: Iterable[Vectors], *, searched: bool) -> None:
        """Store vectors in a new collection, numbered in their order. Raises StoredIndexError where they cannot be."""
        with self._told("written to"):
            collection = self._client.create_collection(
                self._prefix + name, embedding_function=None, configuration=_SEARCHED if searched else _UNSEARCHED
            )
            first = 0
            for batch in _batches(vectors, self._batch):
                collection.add(ids=[str(first + number) for number in range(len(batch))], embeddings=batch)
                first += len(batch)

    def count(self, name: str) -> int:
        """How many vectors a collection has, 0 where there is none. Raises StoredIndexError where it cannot be read."""
        from chromadb.errors import NotFoundError

        with self._told("read from"):
            try:
                return int(self._collection(name).count())
            except NotFoundError:
                return 0

    def read(self, name: str, count: int) -> Vectors:
        """The vectors 0 to `count` of a collection, in order. Raises StoredIndexError where one is missing."""
        found: dict[str, Vectors] = {}
        with self._told("read from"):
            collection = self._collection(name)
            for start in range(0, count, self._batch):
                ids = [str(number) for number in range(start, min(start + self._batch, count))]
                some = collection.get(ids=ids, include=["embeddings"])
                found |= zip(some["ids"], np.asarray(some["embeddings"], dtype=np.float32), strict=True)
        if missing := count - len(found):
            raise StoredIndexError(f"{missing} vectors are missing in {self._place}; run 'evenhand index --rebuild'.")
        return np.array([found[str(number)] for number in range(count)], dtype=np.float32)

    def nearest(self, name: str, queries: Vectors, count: int) -> Numbers:
        """The numbers of the `count` vectors of a collection that are nearest to each query, all together.

        Raises StoredIndexError where they cannot be searched.
        """
        with self._told("searched in"):
            count = min(count, self._batch)
            found = self._collection(name).query(query_embeddings=queries, n_results=count, include=[])
            return np.array([int(number) for some in found["ids"] for number in some], dtype=np.int64)

    def names(self) -> list[str]:
        """The names of all collections. Raises StoredIndexError where they cannot be read."""
        with self._told("read from"):
            names: list[str] = []
            while some := self._client.list_collections(limit=self._batch, offset=len(names)):
                names += [collection.name for collection in some]
            return [name.removeprefix(self._prefix) for name in names if name.startswith(self._prefix)]

    def remove(self, name: str) -> None:
        """Remove a collection. Raises StoredIndexError where it cannot be."""
        with self._told("removed from"):
            self._client.delete_collection(self._prefix + name)

    def close(self) -> None:
        """Let go of the files of a folder; connections to a server are shared, and stay."""
        if not self._prefix:
            self._client.close()

    def _collection(self, name: str) -> "Collection":
        """Asked for once, since a server is asked for it in a request of its own."""
        if name not in self._known:
            self._known[name] = self._client.get_collection(self._prefix + name, embedding_function=None)
        return self._known[name]

    @contextmanager
    def _told(self, what: str) -> Iterator[None]:
        from chromadb.errors import NotFoundError

        try:
            yield
        except NotFoundError as error:
            raise StoredIndexError(f"The vectors are not in {self._place}; run 'evenhand index'.") from error
        except Exception as error:  # Chroma raises its own, httpx's, sqlite3's and Rust's errors
            raise StoredIndexError(
                f"The vectors cannot be {what} {self._place} ({reason_of(error)}); {self._advice}"
            ) from error


def reason_of(error: Exception) -> str:
    """What an error of Chroma or of a library below it says, in one line."""
    said = " ".join(str(error).split())
    return said[:200] or type(error).__name__


def _batches(vectors: Iterable[Vectors], size: int) -> Iterator[Vectors]:
    """The same rows, at most so many at a time; small arrays are joined and large ones are cut."""
    held: list[Vectors] = []
    room = size
    for some in vectors:
        start = 0
        while start < len(some):
            held.append(some[start : start + room])
            start, room = start + len(held[-1]), room - len(held[-1])
            if not room:
                yield np.concatenate(held)
                held, room = [], size
    if held:
        yield np.concatenate(held)
