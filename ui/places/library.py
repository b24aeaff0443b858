"""The Library place: every document with who wrote it, how old it is, and the terms of its use."""

from collections import Counter
from collections.abc import Mapping

from markupsafe import Markup

from assistant.reference import is_own, review_is_past
from corpus.document import Document
from ui.html.addresses import ADD, LIBRARY, at, document_address, original_address, remove_address, replace_address
from ui.html.passages import Holdings, badges, date_words, fold, origin, review_words
from ui.html.templates import render
from ui.places.original import Original

_STATUSES = {
    "current": "As far as this library knows, nothing has replaced it.",
    "dated": "Dated: parts of it are out of date. Check the current position.",
    "historical": "Historical: a record of its time, not current policy.",
}


# What is said once on the page that a change leads to, by the word for it in the address.
NEWS = {
    "added": "The document is in the library. You can ask about it now.",
    "replaced": "The new version is in the library, in place of the old one. You can ask about it now.",
    "removed": "The document is no longer in the library.",
    "discarded": "The file was discarded. The library is as it was.",
}
_NONE: Mapping[str, Original | None] = {}
_NO_WORDS: Mapping[str, str] = {}


def library_html(
    library: Holdings,
    originals: Mapping[str, Original | None] = _NONE,
    good_for: Mapping[str, str] = _NO_WORDS,
    news: str = "",
    *,
    keeper: bool = False,
) -> Markup:
    """All documents, each with a link to its text, and a search through all of them.

    `originals` are the files that documents were made from, and `good_for` says what they are good for, both by id; a
    `keeper` may add documents.
    """
    sizes = Counter(document for document, _ in library.passages)
    documents = [
        {
            "title": document.title,
            "address": document_address(document.id),
            "good_for": good_for.get(document.id, ""),
            "about": about(document, originals.get(document.id), sizes[document.id]),
        }
        for document in library.documents.values()
    ]
    add = at(ADD) if keeper else ""
    passages = len(library.passages)
    return render("library", documents=documents, passages=passages, search_address=at(LIBRARY), add=add, news=news)


def about(document: Document, original: Original | None = None, passages: int | None = None) -> Markup:
    """What to know about a document before reading it; `passages` is their number, where it is to be shown."""
    own = is_own(document)
    facts = {
        "Author": document.author,
        "Covers": document.period if document.published else None,
        "Review": review_words(document) if document.review_due and not review_is_past(document) else None,
        "Status": None if own and document.status == "current" else _STATUSES[document.status],
        "Rights": document.rights or (None if own else "The text we received states no terms of use."),
        "Source": document.url,
        "File": _file(original) if original else None,
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


def acts_html(document: Document, original: Original | None, *, keeper: bool) -> Markup:
    """What can be done with a whole document: see its original, and for a keeper, replace and remove it."""
    return render(
        "document_acts",
        title=document.title,
        original=original_address(document.id) if original else "",
        shown=original is not None and original.is_pdf,
        replace=replace_address(document.id) if keeper and document.added else "",
        remove=remove_address(document.id) if keeper and document.added else "",
    )


def _file(original: Original) -> str:
    """The kind of file, and its pages where it has any."""
    pages = {None: "", 1: "1 page"}.get(original.pages, f"{original.pages} pages")
    return ", ".join(part for part in (original.kind, pages) if part)


def _is_web_address(text: str) -> bool:
    return text.startswith("www.") and " " not in text
