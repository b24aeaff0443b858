"""Parts of a document -> the Markdown body that `corpus.markdown` reads back as the same parts."""

from collections.abc import Iterator, Sequence

from corpus.importing.draft import Heading, ListPart, Paragraph, Part, Table
from corpus.importing.escape import escaped_cell, escaped_heading, escaped_line, escaped_quotation, folded
from corpus.importing.nesting import in_series, nested_levels
from corpus.importing.writing.items import list_lines

# Two lists of one kind in a row would be read as one. A comment parts them, and no passage holds a comment.
_BETWEEN_LISTS = "<!-- -->"


def as_markdown(parts: Sequence[Part]) -> str:
    """The body, which ends in a line feed; "" where no part holds words.

    Headings are put on levels that nest, and what holds no words is left out.
    """
    headings = [part for part in parts if isinstance(part, Heading) and folded(part.text)]
    levels = iter(nested_levels(in_series([(heading.level, heading.text) for heading in headings])))
    blocks: list[str] = []
    sign = ""
    for part in parts:
        of_list, lines = list_lines(part.items) if isinstance(part, ListPart) else ("", [])
        block = "\n".join(lines) if isinstance(part, ListPart) else _block(part, levels)
        if not block:
            continue
        blocks += [_BETWEEN_LISTS] if of_list and of_list == sign else []
        sign = of_list
        blocks.append(block)
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _block(part: Heading | Paragraph | Table, levels: Iterator[int]) -> str:
    if isinstance(part, Table):
        return _table(part)
    text = folded(part.text)
    if not text:
        return ""
    if isinstance(part, Heading):
        return f"{'#' * next(levels)} {escaped_heading(text)}"
    return f"> {escaped_quotation(text)}" if part.quotation else escaped_line(text)


def _table(table: Table) -> str:
    """A pipe table, as wide as its widest row; a table of one row has no column names."""
    rows = [[_cell(cell) for cell in row] for row in table.rows]
    width = max((len(row) for row in rows), default=0)
    named = table.headed and any(any(row) for row in rows[1:])
    head = rows.pop(0) if named else []
    rows = [row for row in rows if any(row)]
    if not rows:
        return ""
    lines = [head, ["---"] * width, *rows]
    return "\n".join(f"| {' | '.join([*line, *[''] * (width - len(line))])} |" for line in lines)


def _cell(text: str) -> str:
    """A cell on one line: a quotation of it holds no sign that the file does not have."""
    return escaped_cell(folded(text))
