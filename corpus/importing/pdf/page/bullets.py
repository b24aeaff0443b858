"""Bullets that are drawn, not set as characters, as browsers do: put before their words."""

from collections.abc import Sequence

from corpus.importing.pdf.page.words import Word

Box = tuple[float, float, float, float]
# How wide and high a bullet is, in sizes of its words, and how far it may stand before them.
_SMALLEST, _LARGEST = 0.15, 0.75
_FARTHEST = 2.0


def with_drawn_bullets(words: Sequence[Word], boxes: Sequence[Box]) -> list[Word]:
    """The words with one more for each small box before the first word of a line.

    A box is its left, top, right and bottom.
    """
    squares = [box for box in boxes if 0.7 < (box[2] - box[0]) / max(box[3] - box[1], 0.01) < 1.4]
    found = []
    for left, top, right, bottom in squares:
        near = [word for word in words if _stands_before((left, top, right, bottom), word)]
        word = min(near, key=lambda word: word.left, default=None)
        if word and not any(_same_line(word, other) and other.right < left + 1 for other in words):
            found.append(word._replace(text="•", left=left, right=right, bold=False))
    return [*words, *found]


def _stands_before(box: Box, word: Word) -> bool:
    _, top, right, bottom = box
    small = _SMALLEST * word.size <= bottom - top <= _LARGEST * word.size
    level = word.baseline - 0.85 * word.size < (top + bottom) / 2 < word.baseline + 0.1 * word.size
    return small and level and 0 < word.left - right < _FARTHEST * word.size


def _same_line(word: Word, other: Word) -> bool:
    near = abs(word.baseline - other.baseline) < 0.3 * word.size
    return near and word.left - other.right < 2 * _FARTHEST * word.size
