"""Lines with bullets and numbers -> lists, each item as deep as it stands."""

from collections.abc import Sequence

from corpus.importing.draft import Item, ListPart
from corpus.importing.escape import folded
from corpus.importing.lines.line import Line, Mark

# Indents that differ by less, in twentieths of a point, are the same to the eye.
_SAME = 100


def lists_of(lines: Sequence[Line]) -> list[ListPart]:
    """The lists that lines in a row make; a line without a mark goes on with the item before it."""
    lists: list[list[Item]] = []
    above: list[Line] = []
    last = {line.mark.family: place for place, line in enumerate(lines) if line.mark}
    for place, line in enumerate(lines):
        if line.mark is None:
            before = lists[-1].pop()
            lists[-1].append(Item(f"{before.text} {folded(line.text)}", before.depth, before.number))
            continue
        top = above[0] if above else line
        _open(above, line, line.mark, {one.mark.family for one in above if one.mark and last[one.mark.family] > place})
        if not lists or (len(above) == 1 and _is_new(top, line)):
            lists.append([])
        lists[-1].append(Item(folded(line.text), len(above) - 1, line.mark.number))
    return [ListPart(tuple(items)) for items in lists]


def _is_new(before: Line, line: Line) -> bool:
    """Whether an outermost item begins another list than the one before it: another numbering, or none any more."""
    if before.mark is None or line.mark is None or before.mark.family == line.mark.family:
        return False
    return bool(before.mark.number or line.mark.number)


def _open(above: list[Line], line: Line, mark: Mark, later: set[str]) -> None:
    """Close the lists that the line stands outside of, then open its own: `above` holds an item of each open list."""
    kin = [place for place, one in enumerate(above) if one.mark and one.mark.family == mark.family]
    if kin:
        nearer = [place for place in kin if _level(above[place]) <= mark.level]
        place = nearer[-1] if nearer else kin[0]
        deeper = bool(nearer) and _level(above[place]) < mark.level
        del above[place + deeper :]
    else:
        while above and _outside(line, above[-1], later):
            above.pop()
    above.append(line)


def _outside(line: Line, open_item: Line, later: set[str]) -> bool:
    """Whether a line of another list stands beside or left of an open one that does not go on after it."""
    goes_on = open_item.mark is not None and open_item.mark.family in later
    if line.indent <= open_item.indent - _SAME:
        return not goes_on
    return line.indent < open_item.indent + _SAME and not goes_on


def _level(line: Line) -> int:
    return line.mark.level if line.mark else 0
