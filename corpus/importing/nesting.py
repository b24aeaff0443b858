"""Levels that nest: the depths of headings, and of the items of a list, without a gap."""

from collections.abc import Sequence

# Markdown has no deeper headings.
DEEPEST = 6


def nested_levels(levels: Sequence[int]) -> list[int]:
    """The levels of headings in order, so that the first is 1 and none is more than one below the heading above it.

    A heading of the same level as an earlier one, with none higher between them, gets the same level again.
    """
    above: list[int] = []
    nested = []
    for level in levels:
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        nested.append(min(len(above), DEEPEST))
    return nested


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
