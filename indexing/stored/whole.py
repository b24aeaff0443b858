"""The parts of an index -> one library with all its vectors."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from indexing.embed import Vectors
from indexing.gaps import PartSpan, gaps_out_of_force
from indexing.library import Library, joined
from indexing.stored.parts import COLLECTIONS, Part


@dataclass(frozen=True, slots=True, eq=False)
class Whole:
    """A library and the vectors of each collection, in the library's order."""

    library: Library
    vectors: Mapping[str, Vectors]


def put_together(parts: Sequence[Part], out_of_force: Sequence[int] = ()) -> Whole:
    """All parts, of which there is at least one, as one; `out_of_force` numbers the known gaps that do not count."""
    library = joined([part.library for part in parts])
    vectors = {name: _stacked([part.vectors.get(name) for part in parts]) for name in COLLECTIONS}
    if not out_of_force:
        return Whole(library, vectors)
    gone = set(out_of_force)
    gaps = [gap for number, gap in enumerate(library.gaps) if number not in gone]
    library = replace(library, gaps=gaps, out_of_force=[library.gaps[number] for number in out_of_force])
    return Whole(library, {**vectors, "gaps": np.delete(vectors["gaps"], list(out_of_force), axis=0)})


def find_out_of_force(parts: Sequence[Part]) -> list[int]:
    """The numbers of the known gaps, in the library of all parts, that passages of another part may answer."""
    whole = put_together(parts)
    return gaps_out_of_force(whole.library, whole.vectors, list(_spans(parts)))


def _stacked(arrays: Sequence[Vectors | None]) -> Vectors:
    """The arrays that there are, one after another; a single one is not read into memory for that."""
    some = [array for array in arrays if array is not None]
    if len(some) == 1:
        return some[0]
    return np.concatenate(some) if some else np.zeros((0, 0), dtype=np.float32)


def _spans(parts: Sequence[Part]) -> Iterator[PartSpan]:
    passage, gap = 0, 0
    for part in parts:
        passages, gaps = len(part.library.passages), len(part.library.gaps)
        yield PartSpan(range(passage, passage + passages), range(gap, gap + gaps))
        passage, gap = passage + passages, gap + gaps
