"""The parts of an index -> one library with all its vectors."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from indexing.embed import Vectors
from indexing.gaps import gaps_answered
from indexing.library import Library, joined
from indexing.stored.parts import COLLECTIONS, GENERAL, Part

# By the name of the part that has known gaps, and of the part that may answer them: their numbers in the former.
AnsweredGaps = dict[str, dict[str, list[int]]]


@dataclass(frozen=True, slots=True, eq=False)
class Whole:
    """A library and the vectors of each collection, in the library's order."""

    library: Library
    vectors: Mapping[str, Vectors]


def put_together(parts: Mapping[str, Part], answered: AnsweredGaps | None = None) -> Whole:
    """All parts, of which there is at least one, as one; known gaps that other parts may answer do not count."""
    library = joined([part.library for part in parts.values()])
    vectors = {name: _stacked([part.vectors.get(name) for part in parts.values()]) for name in COLLECTIONS}
    vectors[GENERAL] = _general(parts.values())
    gone = _numbered(parts, answered or {})
    if not gone:
        return Whole(library, vectors)
    gaps = [gap for number, gap in enumerate(library.gaps) if number not in gone]
    library = replace(library, gaps=gaps, out_of_force=[library.gaps[number] for number in sorted(gone)])
    return Whole(library, {**vectors, "gaps": np.delete(vectors["gaps"], sorted(gone), axis=0)})


def answered_gaps(parts: Mapping[str, Part], before: AnsweredGaps) -> AnsweredGaps:
    """The known gaps of each part that other parts may answer.

    They were checked against the documents of their own part and no others. What is known from `before` about two
    parts is not compared again.
    """
    found: AnsweredGaps = {}
    for name, part in parts.items():
        if not part.library.gaps:
            continue
        known = before.get(name, {})
        found[name] = {
            other: known[other] if other in known else gaps_answered(part.vectors["gaps"], by.vectors["sentences"])
            for other, by in parts.items()
            if other != name
        }
    return found


def _numbered(parts: Mapping[str, Part], answered: AnsweredGaps) -> set[int]:
    """The same known gaps by their numbers in the library of all parts."""
    gone: set[int] = set()
    first = 0
    for name, part in parts.items():
        gone.update(first + number for numbers in answered.get(name, {}).values() for number in numbers)
        first += len(part.library.gaps)
    return gone


def _general(parts: Collection[Part]) -> Vectors:
    """The general vectors of all passages, zeros for those of parts that have none; empty where no part has any."""
    made = [part.vectors[GENERAL] for part in parts if GENERAL in part.vectors]
    if not made:
        return np.zeros((0, 0), dtype=np.float32)
    without = [np.zeros((len(part.library.passages), made[0].shape[1]), dtype=np.float32) for part in parts]
    return np.concatenate([part.vectors.get(GENERAL, zeros) for part, zeros in zip(parts, without, strict=True)])


def _stacked(arrays: Sequence[Vectors | None]) -> Vectors:
    """The arrays that there are, one after another; a single one is not read into memory for that."""
    some = [array for array in arrays if array is not None]
    if len(some) == 1:
        return some[0]
    return np.concatenate(some) if some else np.zeros((0, 0), dtype=np.float32)
