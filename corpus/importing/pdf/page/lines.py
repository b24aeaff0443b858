"""Words of a page -> segments of lines, which part where there is room for another column, and whole lines."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from corpus.importing.pdf.page.words import Word

# Words further apart than this, in sizes, may belong to two columns.
_SEGMENT_GAP = 1.0
# Words of two sizes this far apart on two heights, in sizes, are no line: a quotation stands beside the text.
_BESIDE_GAP, _UNLIKE, _UNEVEN = 0.45, 1.15, 0.05
_VERY_UNLIKE = 1.3
# How far a letter reaches above and below the baseline, in sizes.
_ABOVE, _BELOW = 0.75, 0.22


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, or a piece of one; `page` counts from 1, `column` counts the columns of the whole file.

    It is `bold` only if all of it is, and has a `colour` (as red, green and blue in one number) only if that is one.
    `frame` counts the boxes of its page that hold text, from 1; 0 for what stands in none.
    """

    words: tuple[Word, ...]
    page: int
    left: float
    right: float
    top: float
    bottom: float
    baseline: float
    size: float
    bold: bool
    colour: int | None
    text: str
    column: int = 0
    frame: int = 0


_Set = TypeVar("_Set", Word, Line)


def line_of(words: Iterable[Word], page: int, column: int = 0, frame: int = 0) -> Line:
    """The line of some words, in the order in which they stand from left to right."""
    words = sorted(words, key=lambda word: word.left)
    sizes: Counter[float] = Counter()
    for word in words:
        sizes[word.size] += len(word.text)
    size = max(sizes, key=lambda size: (sizes[size], size))
    baseline = next(word.baseline for word in words if word.size == size)
    lettered = [word for word in words if any(letter.isalnum() for letter in word.text)] or words
    return Line(
        words=tuple(words),
        page=page,
        left=words[0].left,
        right=max(word.right for word in words),
        top=baseline - _ABOVE * size,
        bottom=baseline + _BELOW * size,
        baseline=baseline,
        size=size,
        bold=all(word.bold for word in lettered),
        colour=lettered[0].colour if len({word.colour for word in lettered}) == 1 else None,
        text=" ".join(word.text for word in words),
        column=column,
        frame=frame,
    )


def segments(words: Sequence[Word], page: int, frame: int = 0) -> list[Line]:
    """The words of a page as pieces of lines, each without a wide gap, from the top down."""
    order = {word: place for place, word in enumerate(words)}
    found = []
    for row in rows(words):
        for layer in [row] if not _overlap(row) else _layers(sorted(row, key=lambda word: order[word])):
            found += [line_of(piece, page, frame=frame) for piece in _pieces(layer)]
    return found


def whole_lines(pieces: Iterable[Line], column: int) -> list[Line]:
    """The pieces of one column put together into its lines, from the top down."""
    found = []
    for row in rows(pieces):
        layers: list[list[Line]] = []
        for piece in row:
            layer = next((layer for layer in layers if _goes_on(layer[-1], piece)), None)
            layers.append([piece]) if layer is None else layer.append(piece)
        found += [
            line_of((w for piece in layer for w in piece.words), layer[0].page, column, layer[0].frame)
            for layer in layers
        ]
    return found


def _goes_on(last: Line, piece: Line) -> bool:
    """Whether a piece goes on with a line to its left."""
    return piece.left > last.right - piece.size / 2 and not (_beside(last, piece) and _lettered(last.words))


def _lettered(words: Iterable[Word]) -> bool:
    """Whether there are letters, not a clause's number or a bullet alone, which may stand a little higher."""
    return any(letter.isalpha() for word in words for letter in word.text)


def rows(things: Iterable[_Set]) -> Iterator[list[_Set]]:
    """Words or pieces in rows from the top down, each from left to right, with what is raised or lowered in it."""
    row: list[_Set] = []
    for thing in sorted(things, key=lambda thing: thing.baseline):
        if row and not _level(max(row, key=lambda other: other.size), thing):
            yield sorted(row, key=lambda other: other.left)
            row = []
        row.append(thing)
    if row:
        yield sorted(row, key=lambda other: other.left)


def _level(anchor: Word | Line, thing: Word | Line) -> bool:
    """Whether two things overlap by half the height of the smaller."""
    top = max(anchor.baseline - _ABOVE * anchor.size, thing.baseline - _ABOVE * thing.size)
    overlap = min(anchor.baseline, thing.baseline) - top
    return overlap > 0.5 * _ABOVE * min(anchor.size, thing.size)


def _pieces(row: Sequence[Word]) -> Iterator[list[Word]]:
    """A row where it parts at wide gaps, and where what is set otherwise begins on another height."""
    piece: list[Word] = []
    for word in row:
        if piece and (
            word.left - piece[-1].right > _SEGMENT_GAP * max(word.size, piece[-1].size)
            or (_beside(piece[-1], word) and _lettered(piece))
        ):
            yield piece
            piece = []
        piece.append(word)
    yield piece


def _beside(one: Word | Line, other: Word | Line) -> bool:
    """Whether what stands to the right of something is no part of its line: of another size, and uneven or far."""
    small, large = sorted((one.size, other.size))
    gap = other.left - one.right
    uneven = large > _UNLIKE * small and abs(one.baseline - other.baseline) > _UNEVEN * large
    return (uneven and gap > _BESIDE_GAP * small) or (large > _VERY_UNLIKE * small and gap > small)


def _overlap(row: Sequence[Word]) -> bool:
    """Whether one text is set over another."""
    return any(before.right - word.left > word.size / 2 for before, word in pairwise(row))


def _layers(row: Sequence[Word]) -> Iterator[list[Word]]:
    """A row in the order of the file, where it goes back to the left."""
    layer: list[Word] = []
    for word in row:
        if layer and word.left < layer[-1].right - word.size / 2:
            yield layer
            layer = []
        layer.append(word)
    yield layer
