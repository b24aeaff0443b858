"""A passage -> the reference to print beside a quotation, and the notes on its age, its voice and its gaps."""

import re
from calendar import month_name
from collections.abc import Iterable

from corpus.document import Document, Passage

_VOICES = {"reader": "a reader's comment", "reply": "official reply to a comment"}


def reference(document: Document, passage: Passage) -> str:
    """The publisher (date) and title, then the headings and the kind of document or voice.

    A publisher or date that the document does not state is said to be missing.
    """
    who = document.publisher or "Publisher not stated"
    when = in_words(document.published) or document.period or "no date"
    where = " › ".join(passage.section)
    what = _VOICES.get(passage.voice, document.kind)
    return f"{who} ({when}) {document.title}. {where} [{what}]."


def notes_for(quoted: Iterable[tuple[Document, Passage, str]]) -> list[str]:
    """Notes on age, voice and gaps, each once, in the order of the quotations.

    Each quotation is given as its document, its passage and the exact words.
    """
    notes: list[str] = []
    for document, passage, words in quoted:
        notes += _age(document)
        notes += [n.note for n in document.currency if any(_names(words, term) for term in n.terms)]
        if passage.voice == "reader":
            notes.append("A reader's comment is quoted: it is one person's view, not guidance.")
        if passage.voice == "reply":
            notes.append(f"{replier(document)}'s reply to a reader's comment is quoted: it is not formal guidance.")
        notes += [f"Note on “{passage.section[-1]}”: {note}" for note in passage.notes]
    return list(dict.fromkeys(notes))


def replier(document: Document) -> str:
    """Who answers readers' comments in a document, with a capital to begin a sentence."""
    return document.replies_by or document.publisher or "The publisher"


def in_words(published: str | None) -> str | None:
    """A date of the front matter as it is printed: "2012-10" becomes "October 2012", anything else stays as it is."""
    year, _, month = (published or "").partition("-")
    return f"{month_name[int(month[:2])]} {year}" if month[:2].isdigit() and 1 <= int(month[:2]) <= 12 else published


def _age(document: Document) -> list[str]:
    date = document.period or in_words(document.published) or "no date stated"
    if document.status == "historical":
        return [f"“{document.title}” ({date}) is historical: read it as a record, not as current policy."]
    if document.status == "dated":
        return [f"“{document.title}” ({date}) is dated: check the current position."]
    return []


def _names(words: str, term: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(term)}(?!\w)", words) is not None
