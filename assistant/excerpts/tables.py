"""Excerpts as CSV for spreadsheets and as JSON for programs.

A spreadsheet takes a cell that begins with = + - @ or a tab as a formula. In the CSV such a cell, and one that
begins with an apostrophe, has an apostrophe before it; a cell without its first apostrophe is the exact text again.
"""

import csv
import io
import json
from collections.abc import Iterator

from assistant.excerpts.takeaway import SelectedExcerpt, Selection

# The first are what spreadsheets take for formulas, in full width too; the last is the mark itself.
_MARKED = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")
_COLUMNS = (
    "number", "topic", "taken", "document", "title", "publisher", "published", "section", "anchor", "voice",
    "status", "quote", "reference", "url", "notes", "own note",
)  # fmt: skip


def excerpts_csv(takeaway: Selection) -> bytes:
    """One row an excerpt, in UTF-8 with the mark that spreadsheets know it by."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(_COLUMNS)
    writer.writerows([guarded(cell) for cell in _row(number, one, takeaway)] for number, one in takeaway.ordered)
    return text.getvalue().encode("utf-8-sig", "replace")


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes as a formula, even after blanks; without its first apostrophe it is the text."""
    return f"'{cell}" if cell.startswith(_MARKED) or cell.lstrip().startswith(_MARKED) else cell


def _row(number: int, one: SelectedExcerpt, takeaway: Selection) -> Iterator[str]:
    excerpt = one.excerpt
    yield from (str(number), takeaway.topic, takeaway.date.isoformat())
    yield from (excerpt.document, excerpt.title, excerpt.publisher or "", excerpt.published or "")
    yield from (" › ".join(excerpt.section), excerpt.anchor, excerpt.voice, excerpt.status, excerpt.text)
    yield from (excerpt.reference, excerpt.url or "", "\n".join(excerpt.notes), one.note)


def excerpts_json(takeaway: Selection) -> bytes:
    """One object: the topic, the day, and the excerpts, each as `Excerpt.to_json` gives it with number and note."""
    excerpts = [{"number": number, **one.excerpt.to_json(), "own_note": one.note} for number, one in takeaway.ordered]
    whole = {"topic": takeaway.topic, "taken": takeaway.date.isoformat(), "excerpts": excerpts}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
