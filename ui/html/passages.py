"""A passage as HTML, with who says it, when, where, and how far its age and voice are to be minded."""

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from assistant.reference import notes_for
from corpus.document import Document, Passage
from indexing.search import Searcher
from ui.html.markup import CELL, Marks, text_html

VOICES = {"reply": "Official reply to a comment", "reader": "Reader’s comment, not guidance"}
AGES = {"dated": "Dated: check current position", "historical": "Historical: not current policy"}


@dataclass(frozen=True, slots=True)
class Holdings:
    """Documents by id, and passages by document and anchor, in reading order."""

    documents: Mapping[str, Document]
    passages: Mapping[tuple[str, str], Passage]

    @classmethod
    def of(cls, searcher: Searcher) -> "Holdings":
        """What the index holds."""
        return cls(searcher.documents, {(p.document, p.anchor): p for p in searcher.passages})

    def passages_of(self, document: str) -> list[Passage]:
        """The passages of one document in reading order."""
        return [passage for passage in self.passages.values() if passage.document == document]


def origin(document: Document) -> str:
    """Publisher and date in one line."""
    who = document.publisher or "Publisher not stated"
    return f'<p class="origin">{escape(who)} · {escape(date_words(document.published or document.period))}</p>'


def date_words(date: str | None) -> str:
    """A date as a person says it: "2012-10" is October 2012; anything else stays as it is."""
    if date is None:
        return "no date stated"
    if match := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])(?:-(\d{2}))?", date):
        day = f"{int(match[3])} " if match[3] else ""
        return f"{day}{calendar.month_name[int(match[2])]} {match[1]}"
    return date


def badges(document: Document, voice: str = "publisher") -> str:
    """What kind of voice speaks, and how far its age is to be minded."""
    what = VOICES.get(voice, document.kind.capitalize())
    age = AGES.get(document.status)
    items = [f'<li class="badge {voice}">{escape(what)}</li>']
    items += [f'<li class="badge age">{age}</li>'] if age else []
    return f'<ul class="badges">{"".join(items)}</ul>'


def path(passage: Passage) -> str:
    """The headings above a passage, outermost first."""
    return f'<p class="path">{" › ".join(escape(heading) for heading in passage.section)}</p>'


def notes(document: Document, passage: Passage) -> str:
    """The notes that this passage alone calls for, folded; "" where there are none."""
    texts = notes_for([(document, passage, passage.text)])
    if not texts:
        return ""
    items = "".join(f"<li>{escape(note)}</li>" for note in texts)
    return f'<details class="more"><summary>Notes on this source ({len(texts)})</summary><ul>{items}</ul></details>'


def passage_html(passage: Passage, marks: Marks = ()) -> Markup:
    """A whole passage with the quoted words marked; a table row under the names of its columns."""
    return text_html(passage.text, marks, _column_names(passage), marker=passage.sentences[0].marker)


def _column_names(passage: Passage) -> list[str]:
    """The names of a table row's cells, "" for an empty cell; [] for what is not a row.

    A long row is cut into several passages, so the first cell of one need not stand in the table's first column.
    """
    if not passage.columns:
        return []
    names, start = [], 0
    for cell in passage.text.split(CELL):
        end = start + len(cell)
        names.append(next((s.column for s in passage.sentences if start <= s.start < end), ""))
        start = end + len(CELL)
    return names
