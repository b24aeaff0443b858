"""Ruled tables of a PDF page: their cells, by their lines and boxes; pdfplumber and pdfminer are confined to it."""

import logging
import struct
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pdfplumber
from pdfminer.psexceptions import PSException
from pdfplumber.page import Page
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from corpus.importing.pdf.page.lines import Line, line_of, rows, segments
from corpus.importing.pdf.page.rules import Box, Rule, row_tables
from corpus.importing.pdf.page.words import Word

# A cell of more words is the frame of a text, not a cell of a table.
_MOST_WORDS = 300
_NOWHERE = (0.0, 0.0, 0.0, 0.0)
# A box thinner than this is a line.
_THIN = 3.0
# A round corner's curve begins within this share of the box's shorter side.
_ROUND = 0.35
# So many gaps in a cell's lines, and so great a share of its lines, show columns.
_FEWEST_GAPS, _MANY_GAPS = 5, 0.4
# What pdfminer raises at a broken page: it has no error of its own for most of it.
_FAULTS = (
    *(PdfminerException, MalformedPDFException, PSException, zlib.error, struct.error),
    *(ArithmeticError, AssertionError, AttributeError, LookupError, OSError, RecursionError, TypeError, ValueError),
)
Tables = list[list[list[Box | None]]]
Cells = tuple[tuple[tuple[Line, ...], ...], ...]


class Drawn(NamedTuple):
    """What is drawn on a page: the cells of each table, None where a cell spans, and boxes that may hold text.

    A cell or a box is its left, top, right and bottom.
    """

    tables: Tables
    frames: list[Box]


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table as it stands on its page: the lines of each cell, row by row, and where its columns end."""

    page: int
    left: float
    right: float
    top: float
    bottom: float
    cells: Cells
    edges: tuple[float, ...]
    column: int = 0


class TableFinder:
    """Finds the cells of the tables of one file."""

    def __init__(self, path: Path) -> None:
        self._stream = path.open("rb")
        self._file: PDF | None = None
        with suppress(*_FAULTS):
            self._file = pdfplumber.open(self._stream)

    def boxes(self, number: int, words: Sequence[Word]) -> Drawn | None:
        """The tables and boxes on a page.

        `words` are those of the page, which show the columns of a table that is ruled between its rows only. None
        where the page is broken in a way that pdfium forgives.
        """
        try:
            return self._boxes(self._file.pages[number - 1], words) if self._file else None
        except _FAULTS:
            return None

    def _boxes(self, page: Page, words: Sequence[Word]) -> Drawn:
        left, top = page.cropbox[0], page.cropbox[1]
        try:
            ruled = page.filter(_is_rule)
            tables = ruled.find_tables()
            if not any(len(table.rows[0].cells) > 1 for table in tables):
                tables = page.find_tables()
            found = [[[_moved(cell, left, top) for cell in row.cells] for row in table.rows] for table in tables]
            rules = [
                Rule(edge["x0"] - left, edge["x1"] - left, edge["top"] - top)
                for edge in ruled.edges
                if edge["orientation"] == "h"
            ]
            frames = _frames([*page.rects, *page.curves], left, top)
        finally:
            page.close()
        found += [[list[Box | None](row) for row in table] for table in row_tables(rules, words)]
        return Drawn(found, frames)

    def close(self) -> None:
        """Close the file."""
        self._stream.close()


@contextmanager
def table_finder(path: Path) -> Iterator[TableFinder]:
    """The tables of a file, found in silence: what is odd in a PDF is no news to the person who adds it."""
    logger = logging.getLogger("pdfminer")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    finder = TableFinder(path)
    try:
        yield finder
    finally:
        finder.close()
        logger.setLevel(before)


def _is_rule(drawn: dict[str, Any]) -> bool:
    """Whether something drawn may be a border: not the colour behind a cell or a line of its text."""
    if drawn["object_type"] != "rect":
        return bool(drawn["object_type"] != "char")
    return bool(drawn["stroke"]) or min(drawn["width"], drawn["height"]) < _THIN


def _frames(drawn: Sequence[dict[str, Any]], left: float, top: float) -> list[Box]:
    """The boxes among what is drawn."""
    boxes = (thing for thing in drawn if thing["object_type"] == "rect" or _is_rounded(thing))
    return [(thing["x0"] - left, thing["top"] - top, thing["x1"] - left, thing["bottom"] - top) for thing in boxes]


def _is_rounded(curve: dict[str, Any]) -> bool:
    """Whether a curve is a box with round corners, not a circle, a slice or a drawing."""
    near = _ROUND * min(curve["width"], curve["height"])
    corners = ((x, y) for x in (curve["x0"], curve["x1"]) for y in (curve["top"], curve["bottom"]))
    return all(any(abs(x - px) < near and abs(y - py) < near for px, py in curve["pts"]) for x, y in corners)


def _moved(cell: Box | None, left: float, top: float) -> Box | None:
    return cell and (cell[0] - left, cell[1] - top, cell[2] - left, cell[3] - top)


def filled(found: Tables, words: Sequence[Word], page: int, above: Grid | None) -> tuple[list[Grid], list[Word]]:
    """The tables with their words, and the words that stand in none.

    A single row is a table only where it goes on with the columns of `above`, the last table of the page before.
    """
    grids: list[Grid] = []
    rest = list(words)
    for boxes in found:
        inside: dict[int, list[Word]] = {}
        flat = [cell for row in boxes for cell in row if cell]
        outside = []
        for word in rest:
            place = next((n for n, cell in enumerate(flat) if _holds(cell, word)), None)
            inside.setdefault(place, []).append(word) if place is not None else outside.append(word)
        grid = _grid(boxes, {flat[n]: held for n, held in inside.items()}, page)
        if grid and (len(grid.cells) > 1 or (above and agree(above, grid))):
            grids.append(grid)
            rest = outside
    return grids, rest


def agree(above: Grid, below: Grid) -> bool:
    """Whether two tables have the same columns at the same places."""
    return len(above.edges) == len(below.edges) and all(
        abs(one - other) < 4 for one, other in zip(above.edges, below.edges, strict=True)
    )


def _holds(cell: Box, word: Word) -> bool:
    left, top, right, bottom = cell
    return left <= (word.left + word.right) / 2 <= right and top <= word.baseline - word.size * 0.3 <= bottom


def _grid(boxes: Sequence[Sequence[Box | None]], inside: dict[Box, list[Word]], page: int) -> Grid | None:
    """The table of some cells, without the rows and columns that hold no word; None where too little is left."""
    kept_rows = [row for row in boxes if any(cell in inside for cell in row if cell)]
    columns = [n for n in range(len(boxes[0])) if any(row[n] in inside for row in kept_rows if row[n])]
    if len(columns) < 2 or any(len(words) > _MOST_WORDS or _has_columns(words, page) for words in inside.values()):
        return None
    flat = [cell for row in boxes for cell in row if cell]
    edges = tuple(min(cell[0] for row in boxes if (cell := row[n])) for n in columns)
    return Grid(
        page=page,
        left=min(cell[0] for cell in flat),
        top=min(cell[1] for cell in flat),
        right=max(cell[2] for cell in flat),
        bottom=max(cell[3] for cell in flat),
        cells=tuple(
            tuple(
                _lines(words, page)
                for words in _in_columns([inside.get(row[n] or _NOWHERE, []) for n in columns], edges)
            )
            for row in kept_rows
        ),
        edges=edges,
    )


def _in_columns(row: Sequence[Sequence[Word]], edges: Sequence[float]) -> Sequence[Sequence[Word]]:
    """The words of a row by columns, also where no rule parts its cells, as in a row that is not shaded.

    The row stays as it is where words that stand close together would be parted.
    """
    words = sorted((word for cell in row for word in cell), key=lambda word: word.left)
    if sum(bool(cell) for cell in row) != 1 or sum(1 for _ in rows(words)) > 1:
        return row
    places = [sum(edge <= (word.left + word.right) / 2 for edge in edges[1:]) for word in words]
    pairs = zip(pairwise(words), pairwise(places), strict=True)
    if len(set(places)) < 2 or any(
        one != other and after.left - before.right < after.size for (before, after), (one, other) in pairs
    ):
        return row
    return [[word for word, at in zip(words, places, strict=True) if at == n] for n in range(len(edges))]


def _has_columns(words: Sequence[Word], page: int) -> bool:
    """Whether the words of a cell stand in columns, so that it is the frame of a text."""
    pieces = segments(words, page)
    wide = len(pieces) - sum(1 for _ in rows(words))
    return wide >= _FEWEST_GAPS and wide > _MANY_GAPS * len(pieces)


def _lines(words: Sequence[Word], page: int) -> tuple[Line, ...]:
    return tuple(line_of(row, page) for row in rows(words))
