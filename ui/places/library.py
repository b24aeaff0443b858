"""The Library place: every document with who wrote it, how old it is, and the terms of its use."""

from markupsafe import Markup

from corpus.document import Document
from ui.html.addresses import EXCERPTS, document_address
from ui.html.passages import Holdings, badges, fold, origin
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
    facts = {
        "Author": document.author,
        "Covers": document.period if document.published else None,
        "Status": _STATUSES[document.status],
        "Rights": document.rights or "The text we received states no terms of use.",
        "Source": document.url,
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
