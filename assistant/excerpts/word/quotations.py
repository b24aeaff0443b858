"""Verbatim words as block quotations: paragraphs, lists with the numbers of the text, and rows of tables."""

import re
from collections.abc import Sequence

from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Length
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from assistant.excerpts.word.blank import printable
from corpus.document import Span
from corpus.lines import Line, lines_of
from corpus.markdown.inline import Styled, styled_spans
from corpus.markdown.parse import cell_spans

_TABLE_WIDTH = Cm(14)  # the width of a block quotation
_DEEPEST = 3  # Word's own list styles have three levels
_BULLET = re.compile(r"\s*•\s*")
# Definitions of lists in template/numbering.xml.
_NUMBERED = {".": 2, ")": 3}
_REFERENCES = 4


class Quotations:
    """Writes the words of documents into one Word document."""

    def __init__(self, word: Word) -> None:
        self._word = word
        self._definitions = word.part.numbering_part.element
        self._last: dict[tuple[int, int], int] = {}
        self._ids: dict[tuple[int, int], int] = {}

    def write(self, text: str, marker: str = "", columns: Sequence[str] = ()) -> Paragraph:
        """Write the exact words, a paragraph for each line, and return the last paragraph.

        Lists become lists, a table row a table, and everything else a block quotation. `marker` is the list marker
        before the text; `columns` are the names of a row's columns.
        """
        if any(columns):
            return self._row(text, columns)
        spans = styled_spans(text)
        lines = [line for line in lines_of(text, marker) if line.kind != "blank"]
        return [self._line(line, text, spans) for line in lines][-1]

    def add_reference(self, number: int, words: str) -> None:
        """An entry of a list of references, with its number."""
        paragraph = self._word.add_paragraph(words, style="Bibliography")
        self._number(paragraph, _REFERENCES, 0, number)

    def _line(self, line: Line, text: str, spans: Sequence[Styled]) -> Paragraph:
        """One line as a paragraph in the style of its kind."""
        level = min(line.depth, _DEEPEST - 1)
        suffix = f" {level + 1}" if level else ""
        styles = {"item": f"List Bullet{suffix}", "number": f"List Number{suffix}", "quotation": "Intense Quote"}
        paragraph = self._word.add_paragraph(style=styles.get(line.kind, "Quote"))
        _add_words(paragraph, text, spans, Span(line.start, line.start + len(line.words)))
        if line.kind == "number":
            marker = line.marker.strip()
            self._number(paragraph, _NUMBERED[marker[-1]], level, int(marker[:-1]))
        return paragraph

    def _number(self, paragraph: Paragraph, definition: int, level: int, number: int) -> None:
        """Give an item its own number, where Word would go on counting from the list before."""
        which = definition, level
        if self._last.get(which) != number - 1:
            new = self._definitions.add_num(definition)
            new.add_lvlOverride(ilvl=level).add_startOverride(number)
            self._ids[which] = new.numId
        self._last[which] = number
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = level
        properties.get_or_add_numId().val = self._ids[which]

    def _row(self, text: str, columns: Sequence[str]) -> Paragraph:
        """A row under the names of its columns, which are marked as a header for screen readers and further pages."""
        cells = cell_spans(text)
        table = self._word.add_table(2, len(cells), style="Table Grid")
        for column, width in zip(table.columns, _widths(cells), strict=True):
            column.width = width
        header = OxmlElement("w:tblHeader", {qn("w:val"): "true"})
        table.rows[0]._tr.get_or_add_trPr().append(header)
        spans = styled_spans(text)
        for number, span in enumerate(cells):
            table.cell(0, number).width = table.cell(1, number).width = table.columns[number].width
            named = table.cell(0, number).paragraphs[0]
            named.style, named.text = "Table Heading", columns[number] if number < len(columns) else ""
            _fill(table.cell(1, number), text, spans, span)
        last: Paragraph = table.cell(1, len(cells) - 1).paragraphs[-1]
        return last


def _widths(cells: Sequence[Span]) -> list[Length]:
    """A width for each cell: what has more words gets more, within reason, so that no column is too narrow to read."""
    wants = [min(max(cell.end - cell.start, 200), 400) for cell in cells]
    return [Length(_TABLE_WIDTH * want // sum(wants)) for want in wants]


def _fill(cell: _Cell, text: str, spans: Sequence[Styled], span: Span) -> None:
    """The words of a cell; those after each "•" become an item of a list."""
    bullets = list(_BULLET.finditer(text, span.start, span.end))
    ends = [*(bullet.start() for bullet in bullets), span.end]
    parts = [("Table Text", Span(span.start, ends[0]))]
    parts += [("Table Bullet", Span(b.end(), end)) for b, end in zip(bullets, ends[1:], strict=True)]
    filled = [(style, part) for style, part in parts if part.start < part.end] or parts[:1]
    for number, (style, part) in enumerate(filled):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        paragraph.style = style
        _add_words(paragraph, text, spans, part)


def _add_words(paragraph: Paragraph, text: str, spans: Sequence[Styled], part: Span) -> None:
    """Characters of the text without their Markdown marks, emphasis as emphasis."""
    for span in spans:
        start, end = max(span.start, part.start), min(span.end, part.end)
        if start < end:
            run = paragraph.add_run(printable(text[start:end]))
            run.bold, run.italic = span.strong or None, span.emphasis or None
