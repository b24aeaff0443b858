"""Verbatim text -> HTML: paragraphs, lists, quotations and table rows, all escaped, with the quoted words marked.

Emphasis, code and links are drawn without their Markdown marks.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from corpus.lines import Line, lines_of
from corpus.markdown.inline import Styled, styled_spans
from corpus.markdown.parse import cell_spans

# Characters [start, end) of a text that are to be marked.
Marks = Sequence[tuple[int, int]]

_LETTER = re.compile(r"[a-z]\. ")
_BULLET = re.compile(r"\s*•\s*")
_LIST = ("item", "number")
# Addresses that a link of a document may lead to; "javascript:" would run in the page.
_SAFE_ADDRESS = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
_CELL = " | "
_NOTHING = Markup()


def text_html(
    text: str, marks: Marks = (), columns: Sequence[str] = (), tail: Markup = _NOTHING, marker: str = ""
) -> Markup:
    """The text as HTML, its own characters escaped; `tail` follows the last word.

    `columns` name the cells of a table row; cells without a name are shown as paragraphs. `marker` is the list marker
    that stands before the text in its document.
    """
    draw = _Drawing(text, styled_spans(text), marks, columns, tail)
    return Markup().join(draw.block(block) for block in _blocks(lines_of(text, marker)))


def words_html(text: str, tail: Markup = _NOTHING) -> Markup:
    """A text as HTML without paragraphs or lists: its characters escaped, emphasis drawn; `tail` follows the last word.

    For a text that the caller puts into an element of its own.
    """
    return _Drawing(text, styled_spans(text), (), (), tail).words(0, text)


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each paragraph, list or quotation; a line that continues a list item is part of that item."""
    blocks: list[list[Line]] = [[]]
    for line in lines:
        block = blocks[-1]
        if line.kind == "blank":
            blocks.append([])
        elif not block or _same_block(block[0], line):
            block.append(line)
        elif block[0].kind in _LIST and line.kind == "text":
            block[-1] = replace(block[-1], words=f"{block[-1].words}\n{line.words}")
        else:
            blocks.append([line])
    return [block for block in blocks if block]


def _same_block(first: Line, line: Line) -> bool:
    return line.kind == first.kind or (first.kind in _LIST and line.kind in _LIST)


@dataclass(frozen=True, slots=True)
class _Drawing:
    """A text and how to draw it; the methods draw parts of it."""

    text: str
    spans: Sequence[Styled]
    marks: Marks
    columns: Sequence[str]
    tail: Markup

    def block(self, block: list[Line]) -> Markup:
        if block[0].kind in _LIST:
            return self.as_list(block)
        if block[0].kind == "quotation":
            inner = Markup().join(self.paragraph(line) for line in block)
            return Markup("<blockquote>{}</blockquote>").format(inner)
        return Markup().join(self.row(line) if self.is_row(line) else self.paragraph(line) for line in block)

    def as_list(self, lines: list[Line]) -> Markup:
        """A list; each item holds the deeper ones that follow it."""
        depth = lines[0].depth
        starts = [n for n, line in enumerate(lines) if line.depth <= depth]
        items = Markup().join(
            self.item(lines[first], lines[first + 1 : following])
            for first, following in zip(starts, [*starts[1:], len(lines)], strict=True)
        )
        if lines[0].kind == "number":
            return Markup('<ol start="{}">{}</ol>').format(int(lines[0].marker.strip()[:-1]), items)
        return Markup("<ul>{}</ul>").format(items)

    def item(self, line: Line, deeper: list[Line]) -> Markup:
        lettered = Markup(' class="lettered"') if _LETTER.match(line.words) else ""
        inner = self.as_list(deeper) if deeper else ""
        return Markup("<li{}>{}{}</li>").format(lettered, self.words(line.start, line.words), inner)

    def paragraph(self, line: Line) -> Markup:
        indent = len(line.words) - len(line.words.lstrip())
        return Markup("<p>{}</p>").format(self.words(line.start + indent, line.words[indent:]))

    def is_row(self, line: Line) -> bool:
        return bool(self.columns) or _CELL in line.words

    def row(self, line: Line) -> Markup:
        """A table row as a list of its cells under the names of their columns."""
        cells = []
        for number, span in enumerate(cell_spans(line.words)):
            name = self.columns[number] if number < len(self.columns) else ""
            inner = self.cell(line.start + span.start, line.words[span.start : span.end])
            cells.append(Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(name, inner) if name else inner)
        row = Markup().join(cells)
        return Markup('<dl class="row">{}</dl>').format(row) if any(self.columns) else row

    def cell(self, start: int, cell: str) -> Markup:
        """The bullets of a cell as a list, with a paragraph for the words before them."""
        bullets = list(_BULLET.finditer(cell))
        ends = [*(bullet.start() for bullet in bullets), len(cell)]
        before = cell[: ends[0]]
        html = Markup("<p>{}</p>").format(self.words(start, before)) if before.strip() else Markup()
        items = Markup().join(
            Markup("<li>{}</li>").format(self.words(start + bullet.end(), cell[bullet.end() : end]))
            for bullet, end in zip(bullets, ends[1:], strict=True)
        )
        return html + (Markup("<ul>{}</ul>").format(items) if items else "")

    def words(self, start: int, words: str) -> Markup:
        """Running words, the marked ones within <mark>; the tail follows the last word of the text."""
        end = start + len(words)
        html, at = Markup(), start
        for mark_start, mark_end in sorted(self.marks):
            first, last = max(mark_start, at), min(mark_end, end)
            if first < last:
                marked = self.styled(first, last)
                html += self.styled(at, first) + (Markup("<mark>{}</mark>").format(marked) if marked else "")
                at = last
        html += self.styled(at, end)
        return html + self.tail if end == len(self.text.rstrip()) else html

    def styled(self, start: int, end: int) -> Markup:
        """Characters [start, end) of the text, each in its style, without the Markdown marks."""
        return Markup().join(
            _in_style(self.text[max(span.start, start) : min(span.end, end)], span)
            for span in self.spans
            if span.start < end and span.end > start
        )


def _in_style(words: str, style: Styled) -> Markup:
    html = escape(words)
    if style.code:
        html = Markup("<code>{}</code>").format(html)
    if style.emphasis:
        html = Markup("<em>{}</em>").format(html)
    if style.strong:
        html = Markup("<strong>{}</strong>").format(html)
    if _SAFE_ADDRESS.match(style.address):
        html = Markup('<a href="{}" rel="noreferrer">{}</a>').format(style.address, html)
    return html
