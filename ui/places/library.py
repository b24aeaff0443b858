"""The Library place: every document with who wrote it, how old it is, and the terms of its use."""

from markupsafe import Markup

from assistant.reference import is_own, review_is_past
from corpus.document import Document
from ui.html.addresses import EXCERPTS, document_address
from ui.html.passages import Holdings, badges, date_words, fold, origin, review_words
from ui.html.templates import render

_STATUSES = {
    "current": "As far as this library knows, nothing has replaced it.",
    "dated": "Dated: parts of it are out of date. Check the current position.",
    "historical": "Historical: a record of its time, not current policy.",
}


def library_html(library: Holdings) -> Markup:
    """All documents, each with a link to its text, and a search through all of them."""
    documents = [
        {
            "title": document.title,
            "address": document_address(document.id),
            "about": about(document, passages=len(library.passages_of(document.id))),
        }
        for document in library.documents.values()
    ]
    return render("library", documents=documents, passages=len(library.passages), excerpts=EXCERPTS)


def about(document: Document, passages: int | None = None) -> Markup:
    """What to know about a document before reading it; `passages` is their number, where it is to be shown."""
    own = is_own(document)
    facts = {
        "Author": document.author,
        "Covers": document.period if document.published else None,
        "Review": review_words(document) if document.review_due and not review_is_past(document) else None,
        "Status": None if own and document.status == "current" else _STATUSES[document.status],
        "Rights": document.rights or (None if own else "The text we received states no terms of use."),
        "Source": document.url,
        "Added": date_words(document.added) if document.added else None,
        "Passages": passages,
    }
    return render(
        "about",
        origin=origin(document),
        badges=badges(document),
        link=document.url if document.url and _is_web_address(document.url) else None,
        facts={name: fact for name, fact in facts.items() if fact is not None},
        changes=fold("What has changed since", [note.note for note in document.currency]),
    )


def _is_web_address(text: str) -> bool:
    return text.startswith("www.") and " " not in text
