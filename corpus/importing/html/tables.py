"""Tables and lists of terms of a web page -> rows of cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.importing.draft import Table
from corpus.importing.escape import folded
from corpus.importing.lines.grid import Cell, Row
from corpus.importing.lines.line import Block, Line
from corpus.importing.tree import Node

if TYPE_CHECKING:
    from corpus.importing.html.read import PageReader, Place

_SECTIONS = ("thead", "tbody", "tfoot")
# A definition with more words than this is a paragraph of its own.
_LONG = 60


def rows_of(table: Node, reader: PageReader, place: Place) -> tuple[list[Row], int]:
    """The rows of a table and how many of the first are its head; its caption goes before it, to the reader."""
    rows: list[Row] = []
    heads = 0
    below: dict[int, tuple[int, int]] = {}
    for row, section in _rows(table):
        if section == "caption":
            reader.blocks += reader.apart(row, place)
            continue
        cells = _cells(row, reader, place, below)
        filled = [cell for cell in cells if cell.filled]
        if (
            filled
            and heads == len(rows)
            and section != "tfoot"
            and (section == "thead" or all(cell.head for cell in filled))
        ):
            heads += 1
        rows.append(tuple(cells))
    return rows, heads


def _rows(table: Node) -> Iterator[tuple[Node, str]]:
    """The rows with the part of the table they stand in; what stands outside a row makes one."""
    loose = Node("tr")
    # The foot may be written before the body, and is shown after it.
    for child in sorted(_held(table), key=lambda child: child.name == "tfoot"):
        if child.name in _SECTIONS:
            yield from ((row, child.name) for row, _ in _rows(child))
        elif child.name not in ("tr", "caption"):
            loose.children.append(child)
            continue
        if loose.children:
            yield loose, "tr"
            loose = Node("tr")
        if child.name in ("tr", "caption"):
            yield child, child.name
    if loose.children:
        yield loose, "tr"


def _held(node: Node) -> list[Node]:
    """What a table or a row holds, with words that stand between its cells as cells."""
    held: list[Node] = []
    for child in node.children:
        if isinstance(child, Node):
            held.append(child)
        elif folded(child):
            held.append(Node("td", {}, [child]))
    return held


def _cells(row: Node, reader: PageReader, place: Place, below: dict[int, tuple[int, int]]) -> list[Cell]:
    """The cells of a row; `below` holds, by column, for how many rows a cell goes on and over how many columns."""
    cells: list[Cell] = []
    column = 0

    def go_on() -> None:
        nonlocal column
        while column in below:
            rows, span = below.pop(column)
            cells.append(Cell((), span, continued=True))
            if rows > 1:
                later[column] = (rows - 1, span)
            column += span

    later: dict[int, tuple[int, int]] = {}
    for child in _held(row):
        # Old pages put a table, or a line, where a cell should be.
        node = child if child.name in ("td", "th") else Node("td", {}, [child])
        if node is not child and not folded(child.text()):
            continue
        go_on()
        cell = _cell(node, reader, place)
        if (rows := _number(node, "rowspan")) > 1:
            later[column] = (rows - 1, cell.span)
        cells.append(cell)
        column += cell.span
    go_on()
    below.update(later)
    return cells


def _cell(node: Node, reader: PageReader, place: Place) -> Cell:
    place = replace(place, inside=place.inside or reader.content.is_main(node))
    kind = reader.content.furniture(node, place.inside)
    if kind:
        reader.leave(node, kind)
    blocks = () if kind else tuple(reader.apart(node, place))
    shaded = bool(node.get("bgcolor")) or "background" in node.get("style").lower()
    return Cell(blocks, _number(node, "colspan"), shaded=shaded, head=node.name == "th")


def _number(node: Node, name: str) -> int:
    text = node.get(name)
    return max(1, min(int(text), 100)) if re.fullmatch(r"\d{1,4}", text) else 1


def is_list_of_terms(node: Node) -> bool:
    """Whether each term of a list stands beside a short explanation, as in a table of two columns."""
    terms = list(_terms(node))
    short = all(len(one.text().split()) <= _LONG for one in terms)
    pairs = [one.name for one in terms] == ["dt", "dd"] * (len(terms) // 2)
    return (
        bool(terms)
        and short
        and pairs
        and not any(True for one in terms for _ in one.within("table", "ul", "ol", "dl"))
    )


def definitions(node: Node, reader: PageReader, place: Place) -> Iterator[Block]:
    """A list of terms as a table without a head; the terms that stand alone as lines."""
    texts = [_text(reader.apart(one, replace(place, bold=False))) for one in _terms(node)]
    rows = tuple(zip(texts[::2], texts[1::2], strict=True))
    yield Table(rows, headed=False)


def _terms(node: Node) -> Iterator[Node]:
    for child in node.elements():
        if child.name in ("dt", "dd"):
            yield child
        elif child.name == "div":
            yield from _terms(child)


def _text(blocks: list[Block]) -> str:
    return "\n".join(folded(block.text) for block in blocks if isinstance(block, Line))
