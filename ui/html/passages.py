"""A passage as HTML, with who says it, when and where, and whether its age or voice calls for caution."""

import calendar
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from assistant.reference import (
    age_notes,
    headings,
    in_full,
    is_own,
    notes_for,
    notes_on,
    page_at,
    review_is_past,
    version_in_words,
)
from corpus.cells import column_names
from corpus.document import Document, Passage
from corpus.markdown.preview import in_one_line
from indexing.search import Searcher
from ui.html.markup import Marks, text_html
from ui.html.templates import render

OWN = "Added by your organisation"
VOICES = {"reply": "Official reply to a comment", "reader": "Reader’s comment, not guidance"}
AGES = {"dated": "Dated: check current position", "historical": "Historical: not current policy"}


@dataclass(frozen=True, slots=True)
class Holdings:
    """The documents by id, and the passages by document and anchor, both in reading order."""

    documents: Mapping[str, Document]
    passages: Mapping[tuple[str, str], Passage]

    @classmethod
    def of(cls, searcher: Searcher) -> "Holdings":
        """The documents and passages of an index."""
        return cls(searcher.documents, {(p.document, p.anchor): p for p in searcher.passages})

    def passages_of(self, document: str) -> list[Passage]:
        """The passages of one document in reading order."""
        return [passage for passage in self.passages.values() if passage.document == document]


def origin(document: Document, page: int | None = None) -> Markup:
    """Publisher, version and date in one line, and the page of the original, where it is given.

    Nothing is said of what a document that an organisation added does not state.
    """
    published, publisher = document.published or document.period, document.publisher
    if not is_own(document):
        parts = [publisher or "Publisher not stated", date_words(published)]
    else:
        version = version_in_words(document.version) if document.version else None
        parts = [part for part in (publisher, version, published and date_words(published)) if part]
        parts[:1] = [f"{part[0].upper()}{part[1:]}" for part in parts[:1]]
    return render("origin", parts=[*parts, f"p. {page}"] if page else parts)


def date_words(date: str | None) -> str:
    """A date as a person says it: "2012-10" is October 2012; anything else stays as it is."""
    if date is None:
        return "no date stated"
    if match := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])(?:-(\d{2}))?", date):
        day = f"{int(match[3])} " if match[3] else ""
        return f"{day}{calendar.month_name[int(match[2])]} {match[1]}"
    return date


def badges(document: Document, voice: str = "publisher") -> Markup:
    """Who speaks, whether an organisation added the document, and whether its age calls for caution."""
    kind = document.kind.capitalize() if document.kind else ""
    ages = [AGES.get(document.status), review_words(document) if review_is_past(document) else None]
    return render(
        "badges",
        voice=voice,
        speaker=VOICES.get(voice, kind),
        own=OWN if is_own(document) else "",
        ages=[age for age in ages if age],
    )


def review_words(document: Document) -> str:
    """When the document is to be reviewed, or was; "" where it does not say."""
    if document.review_due is None:
        return ""
    due = in_full(document.review_due)
    return f"Review was due {due}: check that it is current" if review_is_past(document) else f"Due {due}"


def path(document: Document, passage: Passage) -> Markup:
    """The headings above a passage, outermost first."""
    return render("path", headings=headings(document, passage))


def place(document: Document, passage: Passage, page: int | None = None) -> Markup:
    """Who says a passage, when, and under which headings; `page` is where the words begin, if not with the passage."""
    at = origin(document, page or page_at(passage))
    return Markup().join([at, badges(document, passage.voice), path(document, passage)])


def notes(document: Document, passage: Passage) -> Markup:
    """The notes that this passage alone calls for, folded; "" where there are none."""
    return fold("Notes on this source", notes_on(document, passage))


def further_notes(document: Document, passage: Passage, said: Collection[str]) -> list[str]:
    """Notes on words of a passage that were not quoted: those that were not `said`, and none on its age."""
    known = {*age_notes(document), *said}
    return [note for note in notes_for([(document, passage, passage.text)]) if note not in known]


def fold(summary: str, texts: Sequence[str]) -> Markup:
    """A list folded under its summary and their number; "" where there are no texts."""
    return render("fold", summary=summary, texts=texts)


def opening(passage: Passage, longest: int) -> str:
    """The first words of a passage, at most `longest`, without inline marks; they stand for it where it is folded."""
    words = in_one_line(passage.text).split()
    return " ".join(words[:longest]) + (" …" if len(words) > longest else "")


def passage_html(passage: Passage, marks: Marks = ()) -> Markup:
    """A whole passage with the quoted words marked; a table row under the names of its columns."""
    return text_html(passage.text, marks, column_names(passage), marker=passage.sentences[0].marker)
