"""The nearest of more vectors than are compared one by one, and vectors read out of Chroma in the library's order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.errors import StoredIndexError
from indexing.embed import Vectors
from indexing.stored.chroma.store import VectorStore
from indexing.stored.groups import Group, Groups
from indexing.stored.parts import GENERAL, Part
from indexing.stored.whole import rows_of

Numbers = NDArray[np.int64]

# What a query is compared with where it has too many vectors to be compared with all.
_SEARCHED = ("passages", "sentences", "questions", GENERAL)


@dataclass(frozen=True, slots=True, eq=False)
class _Searched:
    """A group that Chroma searches; `numbers` are, by collection, those in the library of each of its vectors."""

    store: VectorStore
    numbers: Mapping[str, Numbers]

    def nearest(self, collection: str, queries: Vectors, count: int) -> Numbers:
        numbers = self.numbers[collection]
        if not len(numbers):
            return numbers
        # Some of what it finds may be of documents that are gone.
        asked = min(len(numbers), int(np.ceil(count * len(numbers) / max((numbers >= 0).sum(), 1))))
        found = numbers[self.store.nearest(collection, queries, asked)]
        return found[found >= 0]


@dataclass(frozen=True, slots=True, eq=False)
class _Apart:
    """The vectors of small groups, which are compared with a query one by one, with their numbers in the library."""

    vectors: Vectors
    numbers: Numbers

    def nearest(self, queries: Vectors, count: int) -> Numbers:
        if len(self.numbers) <= count:
            return self.numbers
        return self.numbers[np.argpartition(-(queries @ self.vectors.T), count, axis=1)[:, :count].ravel()]


class NearestVectors:
    """The nearest vectors of each collection of an index."""

    def __init__(self, searched: Sequence[_Searched], apart: Mapping[str, _Apart]) -> None:
        self._searched, self._apart = searched, apart

    @classmethod
    def of(
        cls, parts: Sequence[Part], vectors: Mapping[str, Vectors], groups: Groups, of_build: Sequence[Group]
    ) -> "NearestVectors":
        """Open the groups that Chroma searches. Raises StoredIndexError where one cannot be opened."""
        searched = [group for group in of_build if group.searched]
        apart = [group for group in of_build if not group.searched]
        return cls(
            [
                _Searched(groups.store(one.name), {name: numbers_in(one, name, parts) for name in _SEARCHED})
                for one in searched
            ],
            {name: _apart(vectors[name], [numbers_in(one, name, parts) for one in apart]) for name in _SEARCHED},
        )

    def nearest(self, collection: str, queries: Vectors, count: int) -> Numbers:
        """The numbers of the vectors nearest to each query, at least `count` of each if there are; ascending.

        `queries` has the shape (queries, dimensions). Raises StoredIndexError where they cannot be searched.
        """
        found = [group.nearest(collection, queries, count) for group in self._searched]
        return np.unique(np.concatenate([*found, self._apart[collection].nearest(queries, count)]))


def _apart(vectors: Vectors, numbers: Sequence[Numbers]) -> _Apart:
    found = np.concatenate([*numbers, np.zeros(0, dtype=np.int64)])
    found = np.sort(found[found >= 0])
    return _Apart(vectors[found] if len(found) else vectors[:0], found)


def numbers_in(group: Group, collection: str, parts: Sequence[Part]) -> Numbers:
    """The numbers in the library of a group's vectors, in the group's order; -1 for those of parts that are gone."""
    ends = np.cumsum([rows_of(collection, part.counts) for part in parts])
    first = {part.name: end - rows_of(collection, part.counts) for part, end in zip(parts, ends.tolist(), strict=True)}
    numbers = [
        first[name] + np.arange(count) if name in first else np.full(count, -1)
        for name, counts in group.parts.items()
        if (count := counts.get(collection, 0))
    ]
    return np.concatenate([*numbers, np.zeros(0, dtype=np.int64)]).astype(np.int64)


def read_out(collection: str, parts: Sequence[Part], groups: Groups, of_build: Sequence[Group]) -> Vectors:
    """All vectors of a collection out of Chroma, in the library's order, zeros for those that there are none of.

    Raises StoredIndexError where they cannot be read.
    """
    array = np.zeros((0, 0), dtype=np.float32)
    missing = sum(part.counts.get(collection, 0) for part in parts)
    for group in (group for group in of_build if group.count(collection)):
        numbers, read = numbers_in(group, collection, parts), groups.read(group, collection)
        if not len(array):
            rows = sum(rows_of(collection, part.counts) for part in parts)
            array = np.zeros((rows, read.shape[1]), dtype=np.float32)
        array[numbers[numbers >= 0]] = read[numbers >= 0]
        missing -= int((numbers >= 0).sum())
    if missing > 0:
        raise StoredIndexError(f"The index in {groups.folder} is not whole; run 'evenhand index --rebuild'.")
    return array
