"""The body of a Word file -> lines and grids in reading order: fields, boxes, controls and tracked changes followed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from corpus.importing.docx.aside import Aside
from corpus.importing.docx.numbering import Numbered, Numbering
from corpus.importing.docx.runs import Runs
from corpus.importing.docx.styles import Style, Styles, indent_of, numbering_of, outline_of, switch, value
from corpus.importing.lines.grid import Cell, Row, blocks_of_table
from corpus.importing.lines.line import Block, Line
from corpus.importing.tree import Node

# Words that tracked changes took out stand in these; their authors mean them to be gone.
_GONE = {"del", "moveFrom"}
# Headings by style stand below the title of the document.
_TITLE = 1
# LibreOffice calls them the second.
_CONTENTS = ("toc ", "contents ", "table of figures")
_QUOTATIONS = {"quote", "intense quote", "block text", "quotations"}


@dataclass(slots=True)
class Reader:
    """Reads the parts of one file in order: its lists and fields go on from one paragraph to the next."""

    styles: Styles
    numbering: Numbering
    aside: Aside = field(default_factory=Aside)
    _fields: list[str] = field(default_factory=list)
    _carried: Runs | None = None

    def blocks(self, node: Node, contents: bool = False) -> Iterator[Block]:
        """The lines and grids of a body, a cell, a box or a note."""
        for child in node.elements():
            if child.name == "p":
                yield from self._paragraph(child, contents)
            elif child.name == "tbl":
                yield from self._table(child, contents)
            elif child.name == "sdt":
                inner = child.first("sdtContent")
                gallery = value(child.first("sdtPr", "docPartObj"), "docPartGallery")
                yield from self.blocks(inner, contents or gallery == "Table of Contents") if inner else ()
            elif child.name == "AlternateContent":
                yield from self.blocks(child.first("Choice") or child, contents)
            elif child.name not in _GONE:
                yield from self.blocks(child, contents)

    def _table(self, table: Node, contents: bool) -> Iterator[Block]:
        rows = [row for row in _unwrapped(table, "tr") if not _has(row.first("trPr"), "del")]
        heads = 0
        while heads < len(rows) and switch(rows[heads].first("trPr"), "tblHeader"):
            heads += 1
        if not heads and self._styles_head(table.first("tblPr")):
            heads = 1
        return blocks_of_table([self._row(row, contents) for row in rows], heads)

    def _styles_head(self, properties: Node | None) -> bool:
        """Whether the table's style sets its first row apart, and the table asks for it."""
        look = properties.first("tblLook") if properties else None
        asked = look is not None and (look.get("firstRow") == "1" or _bits(look.get("val")) & 0x20)
        return bool(asked) and self.styles.of(value(properties, "tblStyle")).heads

    def _row(self, row: Node, contents: bool) -> Row:
        before = value(row.first("trPr"), "gridBefore")
        skipped = [Cell((), min(int(before), 100))] if before.isdecimal() and int(before) else []
        return (*skipped, *(self._cell(cell, contents) for cell in _unwrapped(row, "tc")))

    def _cell(self, node: Node, contents: bool) -> Cell:
        properties = node.first("tcPr")
        span = value(properties, "gridSpan")
        merged = properties.first("vMerge") if properties else None
        shade = properties.first("shd") if properties else None
        return Cell(
            blocks=tuple(self.blocks(node, contents)),
            span=max(1, min(int(span), 100)) if span.isdecimal() else 1,
            continued=merged is not None and merged.get("val") in ("", "continue"),
            shaded=shade is not None and shade.get("fill").lower() not in ("", "auto", "ffffff"),
        )

    def _paragraph(self, node: Node, contents: bool) -> Iterator[Block]:
        properties = node.first("pPr")
        style = self.styles.of(value(properties, "pStyle") or self.styles.default)
        runs, self._carried = self._carried or Runs(self.styles, self.aside, self._fields), None
        runs.read(node, style)
        frame = properties.first("framePr") if properties else None
        mark = properties.first("rPr") if properties else None
        if any(_has(mark, gone) for gone in _GONE) or (frame and frame.get("dropCap") in ("drop", "margin")):
            # The paragraph runs on into the next: its end was taken out, or it is only the large first letter.
            self._carried = runs
            return
        # Word counts an empty paragraph, but none that is hidden whole.
        hidden = not runs.text.strip() and switch(mark, "vanish")
        numbered = None if hidden else self._numbered(properties, style)
        if runs.text.strip():
            yield from self._lines(runs, properties, style, numbered, contents or runs.contents)
        for box in runs.boxes:
            for block in self.blocks(box, contents):
                yield replace(block, boxed=True) if isinstance(block, Line) else block

    def _numbered(self, properties: Node | None, style: Style) -> Numbered | None:
        number = numbering_of(properties, style.number)
        return self.numbering.next(number[0], number[1], style.identities) if number else None

    def _lines(
        self, runs: Runs, properties: Node | None, style: Style, numbered: Numbered | None, contents: bool
    ) -> Iterator[Line]:
        outline = outline_of(properties)
        level = (style.outline or 0) if outline is None else outline
        indents = (indent_of(properties), numbered.indent if numbered else None, style.indent)
        line = Line(
            text="",
            level=_TITLE if style.name == "title" else level and level + _TITLE,
            mark=numbered.mark if numbered else None,
            indent=next((indent for indent in indents if indent is not None), 0),
            quotation=style.name in _QUOTATIONS,
            contents=contents or style.name.startswith(_CONTENTS),
        )
        for number, piece in enumerate(runs.pieces()):
            mark = line.mark if number == 0 else None
            yield replace(line, text=piece.text, bold=piece.bold, size=piece.size, mark=mark)


def _has(node: Node | None, name: str) -> bool:
    return node is not None and node.first(name) is not None


def _bits(text: str) -> int:
    return int(text, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,8}", text) else 0


def _unwrapped(node: Node, name: str) -> Iterator[Node]:
    """The children of a name, also inside content controls and tracked insertions."""
    for child in node.elements():
        if child.name == name:
            yield child
        elif child.name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
            yield from _unwrapped(child, name)
