"""The parts of an index -> one library, and all vectors of a collection in one array in its order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import numpy as np

from corpus.errors import StoredIndexError
from indexing.embed import Vectors
from indexing.gaps import gaps_answered
from indexing.library import Library, joined
from indexing.stored.parts import COLLECTIONS, GENERAL, Part

# By the name of the part that has known gaps, and of the part that may answer them: their numbers in the former.
AnsweredGaps = dict[str, dict[str, list[int]]]
# The folder of the arrays in that of a build.
ARRAYS = "vectors"


@dataclass(frozen=True, slots=True, eq=False)
class Whole:
    """A library and the vectors of each collection, in the library's order."""

    library: Library
    vectors: Mapping[str, Vectors]


def put_together(parts: Sequence[Part], vectors: Mapping[str, Vectors], answered: AnsweredGaps | None = None) -> Whole:
    """All parts, of which there is at least one, as one; known gaps that other parts may answer do not count."""
    library = joined([part.library() for part in parts])
    gone = _numbered(parts, answered or {})
    if not gone:
        return Whole(library, vectors)
    gaps = [gap for number, gap in enumerate(library.gaps) if number not in gone]
    library = replace(library, gaps=gaps, out_of_force=[library.gaps[number] for number in sorted(gone)])
    return Whole(library, {**vectors, "gaps": np.delete(vectors["gaps"], sorted(gone), axis=0)})


def rows_of(collection: str, counts: Mapping[str, int]) -> int:
    """The rows that a part has in the array of a collection: one a vector, and of general ones one a passage."""
    return counts.get("passages" if collection == GENERAL else collection, 0)


def write_arrays(folder: Path, parts: Sequence[Part]) -> None:
    """Write the vectors of all parts, a file a collection; of those without general vectors, zeros."""
    folder.mkdir(parents=True)
    for collection in COLLECTIONS:
        if having := next((part for part in parts if collection in part.counts), None):
            shape = _count(collection, parts), having.vectors(collection).shape[1]
            array = np.lib.format.open_memmap(folder / f"{collection}.npy", "w+", np.float32, shape)
            first = 0
            for part in parts:
                rows = rows_of(collection, part.counts)
                if collection in part.counts:
                    array[first : first + rows] = part.vectors(collection)
                first += rows
            array.flush()


def keep_arrays(folder: Path, arrays: Mapping[str, Vectors]) -> None:
    """Write arrays as `write_arrays` does. Raises OSError where they cannot be written."""
    folder.mkdir(exist_ok=True)
    for collection, array in arrays.items():
        if len(array):
            np.save(folder / f"{collection}.npy", array, allow_pickle=False)


def read_arrays(folder: Path, parts: Sequence[Part]) -> dict[str, Vectors]:
    """What `write_arrays` wrote, not read into memory; an empty array for a collection without vectors.

    Raises StoredIndexError where one is not there or not whole.
    """
    found = {collection: np.zeros((0, 0), dtype=np.float32) for collection in COLLECTIONS}
    for collection in COLLECTIONS:
        if any(collection in part.counts for part in parts):
            found[collection] = _read_array(folder / f"{collection}.npy", _count(collection, parts))
    return found


def _count(collection: str, parts: Sequence[Part]) -> int:
    return sum(rows_of(collection, part.counts) for part in parts)


def _read_array(path: Path, rows: int) -> Vectors:
    try:
        array = cast("Vectors", np.load(path, mmap_mode="r", allow_pickle=False))
    except (OSError, ValueError, EOFError) as error:
        raise StoredIndexError(f"The vectors in {path} cannot be read; run 'evenhand index --rebuild'.") from error
    if len(array) != rows:
        raise StoredIndexError(f"The vectors in {path} are not all there; run 'evenhand index --rebuild'.")
    return array


def answered_gaps(parts: Sequence[Part], before: AnsweredGaps) -> AnsweredGaps:
    """The known gaps of each part that other parts may answer.

    They were checked against the documents of their own part and no others. What is known from `before` about two
    parts is not compared again.
    """
    found: AnsweredGaps = {}
    for part in parts:
        if "gaps" not in part.counts:
            continue
        known = before.get(part.name, {})
        found[part.name] = {
            by.name: known[by.name]
            if by.name in known
            else gaps_answered(part.vectors("gaps"), by.vectors("sentences"))
            for by in parts
            if by.name != part.name
        }
    return found


def _numbered(parts: Sequence[Part], answered: AnsweredGaps) -> set[int]:
    """The same known gaps by their numbers in the library of all parts."""
    gone: set[int] = set()
    first = 0
    for part in parts:
        gone.update(first + number for numbers in answered.get(part.name, {}).values() for number in numbers)
        first += part.counts.get("gaps", 0)
    return gone
