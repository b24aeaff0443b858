"""Items of plain text -> lists, nested by their indents and their numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.importing.draft import Item, ListPart
from corpus.importing.text.marker import Marker

# Indents that differ by less are the same.
_SAME = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """An item as it stands, with its words in one piece."""

    marker: Marker
    indent: int
    text: str


def lists_of(entries: Sequence[Entry]) -> list[ListPart]:
    """The lists that items in a row make; one begins where an item neither follows an earlier one nor stands inside."""
    lists: list[list[Item]] = []
    above: list[Entry] = []
    for entry in entries:
        depth = _depth(entry, above)
        if depth is None:
            lists.append([])
            depth = 0
        above = [*above[:depth], entry]
        lists[-1].append(Item(entry.text, depth, entry.marker.number))
    return [ListPart(tuple(items)) for items in lists]


def _depth(entry: Entry, above: Sequence[Entry]) -> int | None:
    """How many of the open items stand around one; None where it begins a list of its own."""
    if not above:
        return None
    for depth in range(len(above) - 1, -1, -1):
        near = abs(entry.indent - above[depth].indent) < _SAME
        if near and entry.marker.follows(above[depth].marker):
            return depth
    last = above[-1]
    if entry.indent >= last.indent + _SAME or (abs(entry.indent - last.indent) < _SAME and _is_inside(entry, last)):
        return len(above)
    outer = [depth for depth, open_item in enumerate(above) if entry.indent >= open_item.indent + _SAME]
    if outer and entry.marker.begins():
        return outer[-1] + 1
    return _same_kind(entry, above)


def _is_inside(entry: Entry, last: Entry) -> bool:
    """Whether an item without an indent of its own belongs to a list inside the last one."""
    if not entry.marker.begins() or (entry.marker.number and not last.marker.number):
        return False
    return last.text.endswith(":") or entry.marker.depth() < last.marker.depth() or _is_clause(entry, last)


def _is_clause(entry: Entry, last: Entry) -> bool:
    return entry.marker.depth() == last.marker.depth() + 1 and entry.marker.number.startswith(
        last.marker.number.strip(".")
    )


def _same_kind(entry: Entry, above: Sequence[Entry]) -> int | None:
    """The depth of an open list whose numbers have the same style, though one was left out between."""
    styles = {style for style, _ in entry.marker.readings}
    for depth in range(len(above) - 1, -1, -1):
        if styles & {style for style, _ in above[depth].marker.readings} and not entry.marker.begins():
            return depth
    return None
