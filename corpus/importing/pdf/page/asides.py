"""What stands within a column and is no part of its sentences: boxes, and small words beside large ones."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.importing.pdf.page.lines import Line
from corpus.importing.pdf.page.tables import Grid

# Lines of a large text follow in so many of their heights; what stands beside it is so much smaller.
_NEXT_LINE, _UNLIKE = 1.6, 1.3

Piece = Line | Grid


@dataclass(frozen=True, slots=True)
class Boxed:
    """The lines of a box, which are read together."""

    lines: tuple[Line, ...]
    left: float
    right: float
    top: float
    bottom: float


Placed = Line | Grid | Boxed


def with_boxes(pieces: Sequence[Piece]) -> list[Placed]:
    """The pieces, those of each box as one."""
    boxes: dict[int, list[Line]] = {}
    placed: list[Placed] = []
    for piece in pieces:
        if isinstance(piece, Line) and piece.frame:
            boxes.setdefault(piece.frame, []).append(piece)
        else:
            placed.append(piece)
    for lines in boxes.values():
        left, right = min(line.left for line in lines), max(line.right for line in lines)
        top, bottom = min(line.top for line in lines), max(line.bottom for line in lines)
        placed.append(Boxed(tuple(lines), left, right, top, bottom))
    return placed


def asides_last(pieces: Sequence[Placed]) -> list[Placed]:
    """The pieces of a column, small lines to the right of large ones after the last of those, as who said them is."""
    found: list[Placed] = []
    waiting: list[Placed] = []
    for piece, below in zip(pieces, [*pieces[1:], None], strict=True):
        near = [other for other in (*found[-1:], below) if isinstance(other, Line)]
        if isinstance(piece, Line) and any(_is_aside(piece, other) for other in near):
            waiting.append(piece)
            continue
        if waiting and not (found and _follow(found[-1], piece)):
            found += waiting
            waiting = []
        found.append(piece)
    return found + waiting


def _follow(one: Placed, other: Placed) -> bool:
    """Whether two lines of one size stand close below each other."""
    alike = isinstance(one, Line) and isinstance(other, Line) and abs(one.size - other.size) < 0.3
    return alike and other.top - one.top < _NEXT_LINE * (one.bottom - one.top)


def _is_aside(line: Line, other: Line) -> bool:
    """Whether a line stands to the right of another that is larger, on about its height."""
    level = line.top < other.bottom and other.top < line.bottom
    return level and line.left > other.right and other.size > _UNLIKE * line.size


def after_sentences(pieces: Sequence[Placed]) -> list[Placed]:
    """The pieces of a column, a box after the sentence in which it stands."""
    found: list[Placed] = []
    waiting: list[Placed] = []
    last: Line | None = None
    for piece in pieces:
        if isinstance(piece, Boxed):
            waiting.append(piece)
            continue
        goes_on = last and isinstance(piece, Line) and piece.text[0].islower() and last.text[-1] not in ".:;!?"
        if not goes_on:
            found += waiting
            waiting = []
        found.append(piece)
        last = piece if isinstance(piece, Line) else None
    return found + waiting
