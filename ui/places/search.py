"""Exact words -> every place in all documents where they stand: in passages, headings and the names of columns."""

from collections.abc import Iterator, Sequence
from urllib.parse import urlencode

from markupsafe import Markup

from corpus.document import Document, Passage
from ui.html.addresses import LIBRARY, at, excerpts_address, found_address, topic_address
from ui.html.passages import Holdings, origin
from ui.html.templates import render
from ui.places.document import match_of, spans_of

_SHOWN = 10  # places of a document that are listed; all are marked in the document itself


def search_html(find: str, library: Holdings, topics: Sequence[tuple[str, str]] = (), spelt: str = "") -> Markup:
    """The places where words stand, by document; those in headings and names of columns say so.

    `topics` are those that the words name, each with how much it gathers; `spelt` are the words as the library spells
    them, offered where they stand nowhere as they are.
    """
    found = [(document, _matches(find, document, library)) for document in library.documents.values()]
    return render(
        "search",
        find=find,
        search_address=at(LIBRARY),
        excerpts=excerpts_address(find),
        topics=[(name, topic_address(name), count) for name, count in topics],
        spelt=spelt if spelt != find else "",
        spelt_address=f"{at(LIBRARY)}?{urlencode({'find': spelt})}",
        places=sum(len(matches) for _, matches in found),
        documents=[_document(find, document, matches) for document, matches in found if matches],
    )


def _document(find: str, document: Document, matches: list[dict[str, str]]) -> dict[str, object]:
    return {
        "title": document.title,
        "origin": origin(document),
        "address": found_address(document.id, find),
        "places": len(matches),
        "matches": [
            {"kind": "", **match, "address": found_address(document.id, find, match["anchor"])}
            for match in matches[:_SHOWN]
        ],
    }


def _matches(find: str, document: Document, library: Holdings) -> list[dict[str, str]]:
    """Every place in a document, its headings first."""
    passages = library.passages_of(document.id)
    named = [*_headings(document), *_columns(passages)]
    return [
        *(_named(kind, anchor, text, *span) for kind, anchor, text in named for span in spans_of(find, text)),
        *(match_of(passage, *span) for passage in passages for span in spans_of(find, passage.text)),
    ]


def _headings(document: Document) -> Iterator[tuple[str, str, str]]:
    """The headings of a document, each with what it is and the anchor of its section."""
    for section in document.sections:
        if section.heading:
            yield "Heading", section.anchor, section.path[-1]


def _columns(passages: list[Passage]) -> Iterator[tuple[str, str, str]]:
    """The names of each table's columns, once, with the anchor of its first row."""
    seen = set()
    for passage in passages:
        table = (passage.section_anchor, passage.columns)
        if table not in seen:
            yield from (("Column", passage.anchor, name) for name in passage.columns if name)
        seen.add(table)


def _named(kind: str, anchor: str, text: str, start: int, end: int) -> dict[str, str]:
    return {"kind": kind, "anchor": anchor, "before": text[:start], "words": text[start:end], "after": text[end:]}
