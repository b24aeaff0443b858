"""Blocks of lines -> the parts of a draft: headings, paragraphs, lists and tables."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from corpus.importing.draft import Heading, Item, LeftOut, ListPart, Paragraph, Part, Table
from corpus.importing.pdf.blocks import Block
from corpus.importing.pdf.headings import levels_of
from corpus.importing.pdf.hyphens import joined
from corpus.importing.pdf.markers import Marker, depth_of_number, follows, marked
from corpus.importing.pdf.page.lines import Line
from corpus.importing.pdf.page.tables import Grid, agree
from corpus.importing.pdf.setting import Setting

# Points by which items of one depth may be set apart.
_SAME_INDENT = 5.0


def parts_of(
    blocks: Sequence[Block | Grid], setting: Setting, known: frozenset[str]
) -> tuple[list[Part], list[LeftOut]]:
    """The parts of a document in reading order, and the header rows left out where a table goes on over a page.

    `known` are the document's words, which tell whether a hyphen stays.
    """
    levels = levels_of(blocks, setting)
    parts: list[Part] = []
    left_out: list[LeftOut] = []
    for run in _runs(blocks, levels):
        grids = [block for place in run if isinstance(block := blocks[place], Grid)]
        texts = [block for place in run if isinstance(block := blocks[place], Block)]
        if grids:
            table, repeated = _table(grids, known)
            parts.append(table)
            left_out += repeated
        elif run[0] in levels:
            parts.append(Heading(levels[run[0]], _text(texts[0], known)))
        elif texts[0].marker:
            parts.append(_list(texts, setting, known))
        else:
            parts.append(Paragraph(_text(texts[0], known)))
    return parts, left_out


def _runs(blocks: Sequence[Block | Grid], levels: Mapping[int, int]) -> Iterator[list[int]]:
    """The places of the blocks that make one part together: the items of a list, a table over several pages."""
    run: list[int] = []
    for place, block in enumerate(blocks):
        if run and (place in levels or run[-1] in levels or not _go_together(blocks[run[-1]], block)):
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _go_together(one: Block | Grid, other: Block | Grid) -> bool:
    if isinstance(one, Grid) and isinstance(other, Grid):
        return other.page == one.page + 1 and agree(one, other)
    return isinstance(one, Block) and isinstance(other, Block) and bool(one.marker and other.marker)


def _text(block: Block, known: frozenset[str]) -> str:
    return joined([line.text for line in block.lines], known)


def _list(blocks: Sequence[Block], setting: Setting, known: frozenset[str]) -> ListPart:
    items = []
    above: list[Marker] = []
    for block in blocks:
        found = marked(block.first)
        if not found:
            continue
        marker, text = found
        # Columns and pages begin at different places.
        marker = replace(marker, left=marker.left - setting.margins[block.first.column])
        above = [*_around(above, marker), marker]
        whole = joined([text, *(line.text for line in block.lines[1:])], known)
        items.append(Item(whole, len(above) - 1, marker.number))
    return ListPart(tuple(items))


def _around(above: list[Marker], marker: Marker) -> list[Marker]:
    """The markers of the lists around an item, given those of the item before it and around that."""
    for place in range(len(above) - 1, -1, -1):
        near = abs(above[place].left - marker.left) < _SAME_INDENT
        if above[place].style == marker.style and (near or follows(above[place].number, marker.number)):
            return above[:place]
    around = list(above)
    while around and around[-1].left > marker.left + _SAME_INDENT:
        around.pop()
    if around and abs(around[-1].left - marker.left) <= _SAME_INDENT and not _opens(around[-1], marker):
        around.pop()
    return around


def _opens(before: Marker, marker: Marker) -> bool:
    """Whether an item at the same place opens an inner list: "a)" below "1.", "2.1.1" or a bullet below "2.1"."""
    if not marker.number:
        return bool(before.number)
    if depth_of_number(marker.number) > depth_of_number(before.number) > 0:
        return True
    return marker.number.strip("().") in {"a", "i", "A", "1"} and bool(before.number) and marker.style != before.style


def _table(grids: Sequence[Grid], known: frozenset[str]) -> tuple[Table, list[LeftOut]]:
    """The table of a grid and those that go on with it on the next pages, and their header rows."""
    rows: list[tuple[str, ...]] = []
    repeated = []
    for grid in grids:
        found = [tuple(cell_text(cell, known) for cell in row) for row in grid.cells]
        if rows and found[0] == rows[0]:
            repeated.append(LeftOut("page furniture", " ".join(found.pop(0)), grid.page))
        if rows and found and _goes_on(found[0]):
            rows[-1] = tuple(joined([*filter(None, pair)], known) for pair in zip(rows[-1], found.pop(0), strict=True))
        rows += found
    return Table(tuple(rows), headed=_headed(grids[0])), repeated


def _goes_on(row: Sequence[str]) -> bool:
    """Whether a row at the top of a page goes on with the last row of the page before."""
    return (not row[0] or row[0][0].islower()) and any(cell[:1].islower() for cell in row)


def cell_text(lines: Sequence[Line], known: frozenset[str]) -> str:
    """The text of a cell; bullets stay where there are several items."""
    texts = []
    bullets = 0
    for line in lines:
        found = marked(line)
        if found and not found[0].number:
            bullets += 1
            texts.append(f"• {found[1]}")
        else:
            texts.append(line.text)
    whole = joined(texts, known)
    return whole.removeprefix("• ") if bullets == 1 else whole


def _headed(grid: Grid) -> bool:
    """Whether the first row names the columns: it alone is bold, or larger than the rest."""
    first = [line for cell in grid.cells[0] for line in cell]
    rest = [line for row in grid.cells[1:] for cell in row[1:] for line in cell]
    if not first or not rest or not all(grid.cells[0][1:]):
        return False
    return all(line.bold for line in first) and not all(line.bold for line in rest)
