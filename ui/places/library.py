"""The library as a place: its documents, with what they are, how old they are, and who may use them how."""

from html import escape

from corpus.document import Document
from ui.html.addresses import EXCERPTS, document_address
from ui.html.passages import Holdings, badges, origin

_STATUSES = {
    "current": "No later position is known to this library.",
    "dated": "Dated: some of it has been overtaken. Check the current position.",
    "historical": "Historical: a record of its time, not current policy.",
}


def library_html(library: Holdings) -> str:
    """All documents, each with the way to its text, and a search through all of them."""
    entries = "".join(_entry(document, library) for document in library.documents.values())
    return (
        f"<h1>Library</h1><p class=intro>{len(library.documents)} documents, cut into "
        f"{len(library.passages)} passages. Every answer and every excerpt comes from these, letter for letter.</p>"
        f'<form class="search" action="{EXCERPTS}" role="search"><label class="label" for="topic">'
        'Find passages in all documents</label><div class="bar"><input class="field" id="topic" name="topic" '
        'type="search" maxlength="500" required><button class="button main">Find</button></div></form>'
        f'<ul class="documents">{entries}</ul>'
    )


def _entry(document: Document, library: Holdings) -> str:
    count = len(library.passages_of(document.id))
    return (
        f'<li class="card"><h2><a href="{document_address(document.id)}">{escape(document.title)}</a></h2>'
        f'{origin(document)}{badges(document)}<dl class="facts">{_facts(document)}'
        f"<div><dt>Passages</dt><dd>{count}</dd></div></dl>{currency(document)}</li>"
    )


def about(document: Document) -> str:
    """What is to be known of a document before it is read."""
    return f'{origin(document)}{badges(document)}<dl class="facts">{_facts(document)}</dl>{currency(document)}'


def _facts(document: Document) -> str:
    facts = {
        "Author": document.author,
        "Covers": document.period if document.published else None,
        "Status": _STATUSES[document.status],
        "Rights": document.rights or "The text as received states no terms of use.",
        "Source": document.url,
    }
    return "".join(f"<div><dt>{name}</dt><dd>{_linked(fact)}</dd></div>" for name, fact in facts.items() if fact)


def _linked(fact: str) -> str:
    """An address that a document names can be followed; all else is text."""
    if fact.startswith("www.") and " " not in fact:
        return f'<a href="https://{escape(fact)}" rel="noreferrer">{escape(fact)}</a>'
    return escape(fact)


def currency(document: Document) -> str:
    """What has changed since, folded; "" where nothing is known to have."""
    if not document.currency:
        return ""
    items = "".join(f"<li>{escape(note.note)}</li>" for note in document.currency)
    return (
        f'<details class="more"><summary>What has changed since ({len(document.currency)})</summary>'
        f"<ul>{items}</ul></details>"
    )
