"""Boxes drawn around text, as in a flow chart or a call-out: the words of each are kept together."""

from collections.abc import Sequence, Set

from corpus.importing.pdf.page.lines import Line, rows, segments
from corpus.importing.pdf.page.words import Word

Frame = tuple[float, float, float, float]
# A smaller box holds no lines of text.
_LEAST_WIDTH, _LEAST_HEIGHT = 25.0, 16.0
# Points that a word may reach over the edge of its box.
_OVER = 2.0
_FEWEST_LINES = 2
# What holds more of a page's words than this is the page.
_MOST = 0.6
# With more boxes on one page, each is a cell or a field of a form.
_MOST_FRAMES = 60
_MOST_DRAWN = 400


def may_be_frame(box: Frame) -> bool:
    """Whether a box is large enough to hold lines of text."""
    return box[2] - box[0] > _LEAST_WIDTH and box[3] - box[1] > _LEAST_HEIGHT


def framed(frames: Sequence[Frame], words: Sequence[Word], page: int) -> list[Line]:
    """The words of a page as pieces of lines, those of each box by themselves; `frame` tells which box it is, from 1.

    A frame is its left, top, right and bottom.
    """
    held: list[list[Word]] = []
    rest = list(words)
    large = sorted(filter(may_be_frame, set(frames)), key=_area)
    # A page with so many boxes is a drawing.
    for frame in large if len(large) <= _MOST_DRAWN else ():
        inside = {word for word in words if _holds(frame, word)}
        if _is_frame(frame, inside, words):
            held.append([word for word in rest if word in inside])
            rest = [word for word in rest if word not in inside]
    if len(held) > _MOST_FRAMES:
        return segments(words, page)
    boxed = [segments(inside, page, frame) for frame, inside in enumerate(filter(None, held), start=1)]
    return sorted((line for lines in (segments(rest, page), *boxed) for line in lines), key=lambda line: line.top)


def _area(frame: Frame) -> float:
    return (frame[2] - frame[0]) * (frame[3] - frame[1])


def _holds(frame: Frame, word: Word) -> bool:
    left, top, right, bottom = frame
    level = top <= word.baseline - 0.5 * word.size and word.baseline <= bottom + _OVER
    return left - _OVER <= word.left and word.right <= right + _OVER and level


def _is_frame(frame: Frame, inside: Set[Word], words: Sequence[Word]) -> bool:
    """Whether a box holds whole lines of a text, none of which goes on outside of it."""
    if not inside or len(inside) > _MOST * len(words) or sum(1 for _ in rows(inside)) < _FEWEST_LINES:
        return False
    around = [word for word in words if word not in inside]
    return not any(_touches(frame, word) or _is_beside(inside, word) for word in around)


def _touches(frame: Frame, word: Word) -> bool:
    left, top, right, bottom = frame
    level = top < word.baseline - 0.3 * word.size < bottom
    return level and word.left < right - _OVER and word.right > left + _OVER


def _is_beside(inside: Set[Word], word: Word) -> bool:
    """Whether a word outside stands so close to one inside that they are one line."""
    return any(
        abs(word.baseline - other.baseline) < 1
        and max(word.left - other.right, other.left - word.right) < 0.4 * word.size
        for other in inside
    )
