"""Excerpts as CSV for spreadsheets and as JSON for programs.

A spreadsheet reads a cell that begins with = + - @ or a tab as a formula. In the CSV an apostrophe is put before such
a cell, and before one that begins with an apostrophe; remove that apostrophe to get the exact text back. A quotation
that begins with an item of a list has the item's marker before it there, as the further items have.
"""

import csv
import io
import json
from collections.abc import Iterator

from assistant.excerpts.selection import SelectedExcerpt, Selection

# Spreadsheets read all but the last as the start of a formula, in full width too; the last is the mark itself.
_MARKED = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")
_COLUMNS = (
    "number", "topic", "taken", "document", "title", "publisher", "published", "section", "anchor", "page",
    "voice", "status", "lead-in", "items", "quote", "reference", "url", "notes", "own note",
)  # fmt: skip


def excerpts_csv(selection: Selection) -> bytes:
    """One row an excerpt, in UTF-8 with the byte order mark by which spreadsheets recognise it."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(_COLUMNS)
    writer.writerows([guarded(cell) for cell in _row(number, one, selection)] for number, one in selection.ordered)
    return text.getvalue().encode("utf-8-sig", "replace")


def guarded(cell: str) -> str:
    """The cell, marked with an apostrophe where a spreadsheet would read it as a formula, even after blanks."""
    return f"'{cell}" if cell.startswith(_MARKED) or cell.lstrip().startswith(_MARKED) else cell


def _row(number: int, one: SelectedExcerpt, selection: Selection) -> Iterator[str]:
    excerpt = one.excerpt
    yield from (str(number), one.topic, selection.date.isoformat())
    yield from (excerpt.document, excerpt.title, excerpt.publisher or "", excerpt.published or "")
    yield from (" › ".join(excerpt.section), excerpt.anchor, str(excerpt.page or ""))
    yield from (excerpt.voice, excerpt.status, excerpt.lead, excerpt.items)
    yield f"{excerpt.marker.lstrip()}{excerpt.text}"
    yield from (excerpt.reference, excerpt.url or "", "\n".join(excerpt.notes), one.note)


def excerpts_json(selection: Selection) -> bytes:
    """One object: the title, the topics, the day, and the excerpts.

    Each is as in `Excerpt.to_json`, with its number, the topic it was found by and the person's note.
    """
    excerpts = [
        {"number": number, "topic": one.topic, **one.excerpt.to_json(), "own_note": one.note}
        for number, one in selection.ordered
    ]
    whole = {
        "title": selection.heading,
        "topics": selection.topics,
        "taken": selection.date.isoformat(),
        "excerpts": excerpts,
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
