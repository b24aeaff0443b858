"""Words of a page -> segments of lines, which part where there is room for another column, and whole lines."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.importing.pdf.page.characters import Word

# Words further apart than this, in sizes, may belong to two columns.
_SEGMENT_GAP = 1.0
# How far a letter reaches above and below the baseline, in sizes.
_ABOVE, _BELOW = 0.75, 0.22


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, or a piece of one; `page` counts from 1, `column` counts the columns of the whole file.

    It is `bold` only if all of it is, and has a `colour` (as red, green and blue in one number) only if that is one.
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


def line_of(words: Iterable[Word], page: int, column: int = 0) -> Line:
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
    )


def segments(words: Sequence[Word], page: int) -> list[Line]:
    """The words of a page as pieces of lines, each without a wide gap, from the top down."""
    found = []
    for row in rows(words):
        piece: list[Word] = []
        for word in row:
            if piece and word.left - piece[-1].right > _SEGMENT_GAP * max(word.size, piece[-1].size):
                found.append(line_of(piece, page))
                piece = []
            piece.append(word)
        found.append(line_of(piece, page))
    return found


def rows(words: Iterable[Word]) -> Iterator[list[Word]]:
    """The words in rows from the top down, each from left to right; raised and lowered words go with theirs."""
    row: list[Word] = []
    for word in sorted(words, key=lambda word: word.baseline):
        if row and not _level(max(row, key=lambda word: word.size), word):
            yield sorted(row, key=lambda word: word.left)
            row = []
        row.append(word)
    if row:
        yield sorted(row, key=lambda word: word.left)


def _level(anchor: Word, word: Word) -> bool:
    """Whether two words overlap by half the height of the smaller."""
    top = max(anchor.baseline - _ABOVE * anchor.size, word.baseline - _ABOVE * word.size)
    overlap = min(anchor.baseline, word.baseline) - top
    return overlap > 0.5 * _ABOVE * min(anchor.size, word.size)


def whole_lines(pieces: Iterable[Line], column: int) -> list[Line]:
    """The pieces of one column put together into its lines, from the top down."""
    pieces = list(pieces)
    words = [word for piece in pieces for word in piece.words]
    return [line_of(row, pieces[0].page, column) for row in rows(words)]
