"""Levels that nest: the depths of headings, and of the items of a list, without a gap."""

import re
from collections.abc import Sequence

# Markdown has no deeper headings.
DEEPEST = 6
_CHAPTER = re.compile(r"(?:section |chapter )?(\d{1,2})[.):]?\s+\D", re.IGNORECASE)


def nested_levels(levels: Sequence[float]) -> list[int]:
    """The levels of headings in order, so that the first is 1 and none is more than one below the heading above it.

    A heading of the same level as an earlier one, with none higher between them, gets the same level again.
    """
    above: list[float] = []
    nested = []
    for level in levels:
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        nested.append(min(len(above), DEEPEST))
    return nested


def in_series(headings: Sequence[tuple[int, str]]) -> list[float]:
    """The levels of headings with their texts, so that chapters numbered in a row stand on one level.

    A single heading above them that comes between two of a row, while none such stands over the first, is put below
    the chapter it stands in, half a level deep: it was taken for a higher one by its look. A row begins with "1".
    """
    levels: list[float] = [level for level, _ in headings]
    rows: list[list[int]] = []
    for place, (_, text) in enumerate(headings):
        number = _number(text)
        if number == 1:
            rows.append([place])
        elif number:
            _join_row(levels, rows, place, number)
    for row in rows:
        _put_below(levels, row)
    return levels


def _number(text: str) -> int:
    """The whole number that a heading begins with ("4. Duties"), 0 for any other."""
    found = _CHAPTER.match(text)
    return int(found[1]) if found else 0


def _join_row(levels: list[float], rows: list[list[int]], place: int, number: int) -> None:
    """Put a numbered heading into the row that it goes on with, on the level of that row."""
    open_rows = [row for row in rows if len(row) == number - 1]
    same = [row for row in open_rows if levels[row[-1]] == levels[place]]
    fitting = same[-1:] or (open_rows if len(open_rows) == 1 else [])
    for row in fitting:
        levels[place] = levels[row[0]]
        row.append(place)


def _put_below(levels: list[float], row: Sequence[int]) -> None:
    level = levels[row[0]]
    over = {levels[place] for place in range(row[0]) if levels[place] < level}
    for place in range(row[0], row[-1]):
        if levels[place] < level and levels[place] not in over:
            levels[place] = level + 0.5


def nested_depths(depths: Sequence[int]) -> list[int]:
    """The same for the items of a list, whose depths count from 0."""
    above: list[int] = []
    nested = []
    for depth in depths:
        while above and above[-1] >= depth:
            above.pop()
        above.append(depth)
        nested.append(len(above) - 1)
    return nested


def skipped(levels: Sequence[int]) -> list[int]:
    """Which of the headings, by their place, leave out a level that others of theirs have above them.

    A level that the document never has is not left out.
    """
    before = [levels[0] if levels else 0, *levels]
    deepest: dict[int, int] = {}
    nested = nested_levels(levels)
    for level, depth in zip(levels, nested, strict=True):
        deepest[level] = max(depth, deepest.get(level, 0))
    steps = enumerate(zip(before, levels, nested, strict=False))
    return [place for place, (above, level, depth) in steps if level > above + 1 and depth < deepest[level]]
