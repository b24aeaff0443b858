"""Tables in plain text: columns parted by pipes, by a row of dashes, or by spaces at the same place in each line."""

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.importing.draft import Table
from corpus.importing.text.line import Line
from corpus.importing.text.marker import marker_of

_RULER = re.compile(r"-{3,}(?:\s+-{3,})+")
_BORDER = re.compile(r"[-+|=: ]*[-=]{3,}[-+|=: ]*")
_GAP = re.compile(r"\s{2,}")
# Longer lines are paragraphs, and would take long to try.
_LONGEST = 1_000
# A table by spaces alone has this many rows at least; fewer could be anything.
_FEWEST_ROWS = 3


def table_of(block: Sequence[Line]) -> Table | None:
    """The table that the lines of a block are; None where they plainly are none."""
    if any(len(line.text) > _LONGEST for line in block):
        return None
    return _piped(block) or _ruled(block) or _aligned(block)


def _piped(block: Sequence[Line]) -> Table | None:
    rows = [line.text for line in block if not _BORDER.fullmatch(line.text)]
    if len(rows) < 2 or not all("|" in row for row in rows):
        return None
    parted = [[cell.strip() for cell in row.removeprefix("|").removesuffix("|").split("|")] for row in rows]
    if len({len(row) for row in parted}) != 1 or len(parted[0]) < 2:
        return None
    if block[0].text.startswith("+"):
        parted = _grid(block)
    borders = [place for place, line in enumerate(block) if _BORDER.fullmatch(line.text)]
    return Table(tuple(map(tuple, parted)), headed=any(0 < place < len(block) - 1 for place in borders))


def _grid(block: Sequence[Line]) -> list[list[str]]:
    """The rows between borders, each of one line or more."""
    rows: list[list[str]] = []
    begins = True
    for line in block:
        if _BORDER.fullmatch(line.text):
            begins = True
            continue
        cells = [cell.strip() for cell in line.text.strip("|").split("|")]
        rows = [*rows, cells] if begins else [*rows[:-1], _joined(rows[-1], cells)]
        begins = False
    return rows


def _joined(row: Sequence[str], more: Sequence[str]) -> list[str]:
    return [f"{cell} {rest}".strip() for cell, rest in zip(row, more, strict=True)]


def _ruled(block: Sequence[Line]) -> Table | None:
    """A row of dashes tells where the columns begin; it may stand above the first row, below it, and at the end."""
    rulers = [place for place, line in enumerate(block) if _RULER.fullmatch(line.text)]
    rows = [line for line in block if not _BORDER.fullmatch(line.text)]
    if not rulers or len(rows) < 2:
        return None
    ruler = block[rulers[0]]
    starts = [ruler.indent + found.start() for found in re.finditer("-+", ruler.text)]
    edges = [0, *starts[1:], None]
    parted = [
        tuple((" " * row.indent + row.text)[left:right].strip() for left, right in pairwise(edges)) for row in rows
    ]
    return Table(tuple(parted), headed=block.index(rows[0]) < rulers[0] or len(rulers) > 2)


def _aligned(block: Sequence[Line]) -> Table | None:
    if len(block) < _FEWEST_ROWS:
        return None
    starts = [[line.indent, *(line.indent + gap.end() for gap in _GAP.finditer(line.text))] for line in block]
    if len(starts[0]) < 2 or any(len(row) != len(starts[0]) for row in starts):
        return None
    if any(max(column) - min(column) > 1 for column in zip(*starts, strict=True)):
        return None
    rows = tuple(tuple(_GAP.split(line.text)) for line in block)
    is_list = all(marker_of(f"{row[0]} {row[1]}") for row in rows)
    return None if is_list else Table(rows, headed=_names_columns(rows))


def _names_columns(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a first row names columns: without figures or stops, over rows of which some hold them."""
    first = not any(re.search(r"[\d.:]", cell) for cell in rows[0])
    return first and any(re.search(r"\d", cell) for row in rows[1:] for cell in row)
