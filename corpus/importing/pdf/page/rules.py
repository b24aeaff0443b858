"""Tables that are ruled between their rows only: their columns are where no word stands."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from corpus.importing.pdf.page.words import Word

Box = tuple[float, float, float, float]
# Rules of one table begin and end at the same places, give or take so many points.
_SAME = 3.0
_FEWEST_RULES = 3
# The smallest room between two columns, in sizes of the words.
_GAP = 0.9
_MOST_COLUMNS = 10
# Header rows have no more lines than this.
_HEADER_LINES = 3


class Rule(NamedTuple):
    """A horizontal line."""

    left: float
    right: float
    height: float


def row_tables(rules: Sequence[Rule], words: Sequence[Word]) -> list[list[list[Box]]]:
    """The cells of each table whose rows are parted by rules of one length, with the row above the first rule."""
    found = []
    for stack in _stacks(_merged(rules)):
        left, right = stack[0].left, stack[0].right
        heights = [rule.height for rule in stack]
        columns = _columns(_between(words, left, right, heights[0], heights[-1]), left, right)
        top = _top_of_header(words, columns, heights[0])
        edges = [top, *heights] if top < heights[0] else heights
        boxes = [[(start, above, end, below) for start, end in columns] for above, below in pairwise(edges)]
        if 1 < len(columns) <= _MOST_COLUMNS and _is_table(boxes, words):
            found.append(boxes)
    return found


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """The rules, those that touch at one height as one."""
    merged: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.height), rule.left)):
        last = merged[-1] if merged else None
        if last and abs(last.height - rule.height) < 1.5 and rule.left <= last.right + _SAME:
            merged[-1] = last._replace(right=max(last.right, rule.right))
        else:
            merged.append(rule)
    return merged


def _stacks(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules below each other that begin and end alike, at least as many as the smallest table has."""
    stacks: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.height):
        for stack in stacks:
            if abs(stack[0].left - rule.left) < _SAME and abs(stack[0].right - rule.right) < _SAME:
                stack.append(rule)
                break
        else:
            stacks.append([rule])
    return [stack for stack in stacks if len(stack) >= _FEWEST_RULES]


def _between(words: Sequence[Word], left: float, right: float, top: float, bottom: float) -> list[Word]:
    return [
        word
        for word in words
        if left - _SAME <= word.left and word.right <= right + _SAME and top < word.baseline < bottom
    ]


def _top_of_header(words: Sequence[Word], columns: Sequence[tuple[float, float]], rule: float) -> float:
    """Where the lines close above the first rule begin that stand in the columns; the rule itself if none do."""
    if not columns:
        return rule
    top = rule
    above = _between(words, columns[0][0], columns[-1][1], 0, rule)
    for _ in range(_HEADER_LINES):
        near = sorted(
            (word for word in above if top - 1.6 * word.size < word.baseline < top), key=lambda word: word.left
        )
        held = [next(n for n, (_, end) in enumerate(columns) if word.left < end) for word in near]
        prose = any(
            one != other and after.left - before.right < _GAP * after.size
            for (before, after), (one, other) in zip(pairwise(near), pairwise(held), strict=True)
        )
        if prose or len(set(held)) < 2:
            break
        top = min(word.baseline - word.size for word in near)
    return top


def _columns(words: Sequence[Word], left: float, right: float) -> list[tuple[float, float]]:
    """The left and right edges of the columns, which meet in the middle of the room between them."""
    if not words:
        return []
    gap = _GAP * min(word.size for word in words)
    edges = [left]
    reach = left
    for word in sorted(words, key=lambda word: word.left):
        if word.left - reach > gap and reach > left:
            edges.append((reach + word.left) / 2)
        reach = max(reach, word.right)
    edges.append(right)
    return list(pairwise(edges))


def _is_table(boxes: Sequence[Sequence[Box]], words: Sequence[Word]) -> bool:
    """Whether most rows hold words in two columns at least."""
    full = 0
    for row in boxes:
        held = sum(bool(_between(words, left, right, top, bottom)) for left, top, right, bottom in row)
        full += held > 1
    return full >= 2 and full > 0.6 * len(boxes)
