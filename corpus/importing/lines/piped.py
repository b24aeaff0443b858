"""Tables that somebody typed, or pasted, as Markdown writes them: rows of cells between bars."""

import re
from collections.abc import Sequence

from corpus.importing.draft import Table
from corpus.importing.escape import folded
from corpus.importing.lines.line import Block, Line

_ROW = re.compile(r"\|.*\|")
_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")


def with_piped_tables(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with the lines of each such table as one; its second line must be the rule below its head."""
    made: list[Block] = []
    place = 0
    while place < len(blocks):
        rows = _rows(blocks, place)
        if len(rows) > 1 and _RULE.fullmatch(rows[1]):
            made.append(_table([rows[0], *rows[2:]]))
            place += len(rows)
        else:
            made.append(blocks[place])
            place += 1
    return made


def _rows(blocks: Sequence[Block], first: int) -> list[str]:
    rows: list[str] = []
    for block in blocks[first:]:
        text = folded(block.text) if isinstance(block, Line) and not block.level else ""
        if not _ROW.fullmatch(text):
            break
        rows.append(text)
    return rows


def _table(rows: Sequence[str]) -> Table:
    cells = [[cell.strip() for cell in row[1:-1].split("|")] for row in rows]
    width = max(map(len, cells))
    return Table(tuple((*row, *[""] * (width - len(row))) for row in cells), headed=len(rows) > 1)
