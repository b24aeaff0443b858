"""A passage -> the reference that can be printed beside a quotation, and the notes it calls for."""

import re
from collections.abc import Iterable

from corpus.document import Document, Passage

_VOICES = {"reader": "a reader's comment", "reply": "official reply to a comment"}


def reference(document: Document, passage: Passage) -> str:
    """Publisher (date) Title, headings, kind or voice; what the document does not state is left out or said."""
    who = document.publisher or "Publisher not stated"
    when = document.published or document.period or "no date"
    where = " › ".join(passage.section)
    what = _VOICES.get(passage.voice, document.kind)
    return f"{who} ({when}) {document.title}. {where} [{what}]."


def notes_for(quoted: Iterable[tuple[Document, Passage]]) -> list[str]:
    """Notes on age, voice and gaps for what is quoted, each once, in the order of the quotations."""
    notes: list[str] = []
    for document, passage in quoted:
        notes += _age(document)
        notes += [n.note for n in document.currency if any(_names(passage, term) for term in n.terms)]
        if passage.voice == "reader":
            notes.append("A reader's comment under the blog is quoted: it is one person's view, not guidance.")
        if passage.voice == "reply":
            notes.append("A reply by the publisher to a reader's comment is quoted: it is not formal guidance.")
        notes += [f"Note on “{passage.section[-1]}”: {note}" for note in passage.notes]
    return list(dict.fromkeys(notes))


def _age(document: Document) -> list[str]:
    date = document.published or document.period
    if document.status == "historical":
        return [f"“{document.title}” ({date or 'no date stated'}) is historical: a record, not current policy."]
    if document.status == "dated":
        return [f"“{document.title}” ({date or 'no date stated'}) is dated: check the current position."]
    return []


def _names(passage: Passage, term: str) -> bool:
    words = "\n".join((*passage.section, passage.text))
    return re.search(rf"(?<!\w){re.escape(term)}(?!\w)", words) is not None
