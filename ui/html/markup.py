"""Verbatim text -> HTML: paragraphs, lists, quotations and table rows, all escaped, with quoted words marked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

# Characters [start, end) of a text that are to be marked.
Marks = Sequence[tuple[int, int]]

_LINE = re.compile(r"( *)(- |> |\d+\. )?")
_LETTER = re.compile(r"[a-z]\. ")
_BULLET = re.compile(r"\s*•\s*")
_CELL = " | "


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a text without its marker; `start` counts from the beginning of the text."""

    start: int
    text: str
    depth: int
    marker: str


def text_html(text: str, marks: Marks = (), columns: Sequence[str] = (), tail: str = "") -> str:
    """The text as HTML, its own characters escaped; `tail` is HTML that follows the last word.

    `columns` name the cells when the text is a table row; cells without a name stand as paragraphs.
    """
    draw = _Drawing(text, marks, tail)
    return "".join(draw.group(group, columns) for group in _groups(text))


def _groups(text: str) -> list[list[_Line]]:
    """Lines that stand together, without a blank one between them."""
    groups: list[list[_Line]] = [[]]
    start = 0
    for line in text.split("\n"):
        if line.strip():
            groups[-1].append(_line(line, start))
        elif groups[-1]:
            groups.append([])
        start += len(line) + 1
    return [_with_first_item(group) for group in groups if group]


def _line(line: str, start: int) -> _Line:
    indent, marker = next(_LINE.finditer(line)).groups("")
    skipped = len(indent) + len(marker)
    return _Line(start + skipped, line[skipped:], len(indent) // 2, marker.strip())


def _with_first_item(group: list[_Line]) -> list[_Line]:
    """A quotation that begins with an item begins after the item's marker: the next line shows that it is one."""
    first = group[0]
    if first.marker or len(group) == 1 or group[1].marker in ("", ">"):
        return group
    return [_Line(first.start, first.text, 0, "-"), *group[1:]]


@dataclass(frozen=True, slots=True)
class _Drawing:
    text: str
    marks: Marks
    tail: str

    def group(self, group: list[_Line], columns: Sequence[str]) -> str:
        if group[0].marker == ">":
            inner = "".join(f"<p>{self.words(line.start, line.text)}</p>" for line in group)
            return f"<blockquote>{inner}</blockquote>"
        if group[0].marker:
            return self.list(group)
        return "".join(self.line(line, columns) for line in group)

    def line(self, line: _Line, columns: Sequence[str]) -> str:
        if _CELL not in line.text and not columns:
            return f"<p>{self.words(line.start, line.text)}</p>"
        return self.row(line, columns)

    def list(self, lines: list[_Line]) -> str:
        """Items of one depth, each with the deeper ones that follow it."""
        depth = lines[0].depth
        starts = [n for n, line in enumerate(lines) if line.depth <= depth]
        items = ""
        for first, following in zip(starts, [*starts[1:], len(lines)], strict=True):
            line, inner = lines[first], lines[first + 1 : following]
            lettered = ' class="lettered"' if _LETTER.match(line.text) else ""
            items += f"<li{lettered}>{self.words(line.start, line.text)}{self.list(inner) if inner else ''}</li>"
        if lines[0].marker == "-":
            return f"<ul>{items}</ul>"
        return f'<ol start="{int(lines[0].marker[:-1])}">{items}</ol>'

    def row(self, line: _Line, columns: Sequence[str]) -> str:
        """A table row as a list of its cells under the names of their columns."""
        cells, start = [], line.start
        for number, cell in enumerate(line.text.split(_CELL)):
            name = columns[number] if number < len(columns) else ""
            inner = self.cell(start, cell)
            cells.append(f"<div><dt>{escape(name)}</dt><dd>{inner}</dd></div>" if name else inner)
            start += len(cell) + len(_CELL)
        return f'<dl class="row">{"".join(cells)}</dl>' if any(columns) else "".join(cells)

    def cell(self, start: int, cell: str) -> str:
        """The bullets of a cell as a list, what stands before them as a paragraph."""
        ends = [*(match.start() for match in _BULLET.finditer(cell)), len(cell)]
        parts = [f"<p>{self.words(start, cell[: ends[0]])}</p>" if cell[: ends[0]].strip() else ""]
        items = ""
        for bullet, end in zip(_BULLET.finditer(cell), ends[1:], strict=True):
            items += f"<li>{self.words(start + bullet.end(), cell[bullet.end() : end])}</li>"
        return "".join([*parts, f"<ul>{items}</ul>" if items else ""])

    def words(self, start: int, text: str) -> str:
        """Running words, those inside a mark within <mark>; the last of the text are followed by the tail."""
        end = start + len(text)
        html, at = "", start
        for a, b in sorted(self.marks):
            first, last = max(a, at), min(b, end)
            if first < last:
                html += f"{escape(self.text[at:first])}<mark>{escape(self.text[first:last])}</mark>"
                at = last
        return html + escape(self.text[at:end]) + (self.tail if end == len(self.text.rstrip()) else "")
