"""The Excerpts place: a topic in, out every passage that names it or is about it; and the basket that gathers them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from markupsafe import Markup

from assistant.excerpts.export import Format
from assistant.excerpts.find import Excerpt, Tier, find_excerpts, in_document_order
from corpus.errors import QuestionError
from indexing.search import Searcher
from ui.html.addresses import EXCERPTS, at, excerpts_address
from ui.html.filters import Filters, filters_html
from ui.html.passages import Holdings, badges, notes, origin, passage_html, path
from ui.html.sources import acts
from ui.html.templates import render

ORDERS = {"relevance": "Most relevant first", "document": "As in the documents"}
SHOWN = 25  # passages of a tier shown until all are asked for
FOLDED = 10  # passages about a topic are folded where others name it and there are more than so many
FORMATS: dict[Format, str] = {"docx": "Word", "md": "Markdown", "csv": "CSV", "json": "JSON"}


@dataclass(frozen=True, slots=True)
class Search:
    """What was asked for: a topic, what the library is narrowed to, the order, and whether all passages are to show.

    `longest` is how many characters a topic may have.
    """

    topic: str
    filters: Filters
    order: str
    all: bool
    longest: int


def excerpts_html(search: Search, searcher: Searcher, library: Holdings) -> Markup:
    """The whole place; without a topic, with the library's topics to start with."""
    return render(
        "excerpts",
        address=at(EXCERPTS),
        search=search,
        orders=ORDERS,
        filters=filters_html(search.filters, library),
        results=_results(search, searcher, library) if search.topic else _topics(searcher.about.topics),
        formats=FORMATS,
    )


def _topics(topics: Sequence[str]) -> Markup:
    """Topics to start with, as links; "" where the library names none."""
    if not topics:
        return Markup()
    return render("excerpts_topics", topics=[(topic, excerpts_address(topic)) for topic in topics])


def _results(search: Search, searcher: Searcher, library: Holdings) -> Markup:
    filters = search.filters
    try:
        found = find_excerpts(searcher, search.topic, filters.allowed(library), filters.voices, None, search.longest)
    except QuestionError as error:
        return render("excerpts_problem", problem=str(error))
    tiers = {tier: [one for one in found if one.tier == tier] for tier in get_args(Tier)}
    return render(
        "excerpts_results",
        topic=search.topic,
        count=_count(len(tiers["names"]), len(tiers["about"]), search.topic),
        tiers=[_tier(tier, some, search, library) for tier, some in tiers.items() if some],
        folded=bool(tiers["names"]) and len(tiers["about"]) > FOLDED,
    )


def _count(names: int, about: int, topic: str) -> str:
    """How many passages name the topic, and how many more are about it."""
    if not names:
        return f"No passage names “{topic}”; {about} {'is' if about == 1 else 'are'} about it."
    naming = f"{names} {'passage names' if names == 1 else 'passages name'} “{topic}”"
    return f"{naming}, and {about} more {'is' if about == 1 else 'are'} about it." if about else f"{naming}."


def _tier(tier: Tier, found: Sequence[Excerpt], search: Search, library: Holdings) -> dict[str, object]:
    """What the template shows of a tier: its passages by document, that with the best first."""
    shown = found if search.all else found[:SHOWN]
    groups: dict[str, list[Excerpt]] = {}
    for excerpt in in_document_order(shown) if search.order == "document" else shown:
        groups.setdefault(excerpt.document, []).append(excerpt)
    everything = [*search.filters.pairs(), ("order", search.order), ("all", "yes")]
    return {
        "name": tier,
        "found": len(found),
        "shown": len(shown),
        "all_address": excerpts_address(search.topic, everything) if len(shown) < len(found) else "",
        "groups": [group_of(excerpts, search.topic, library) for excerpts in groups.values()],
    }


def group_of(excerpts: Sequence[Excerpt], topic: str, library: Holdings) -> dict[str, object]:
    """What the template shows of a document and its excerpts; `topic` is what they are taken for."""
    document = library.documents[excerpts[0].document]
    return {
        "title": document.title,
        "origin": origin(document),
        "badges": badges(document),
        "cards": [_card(excerpt, topic, library) for excerpt in excerpts],
    }


def _card(excerpt: Excerpt, topic: str, library: Holdings) -> dict[str, object]:
    document, passage = library.documents[excerpt.document], library.passages[excerpt.document, excerpt.anchor]
    return {
        "document": excerpt.document,
        "anchor": excerpt.anchor,
        "heading": excerpt.section[-1],
        "path": path(document, passage),
        "voice": badges(document, passage.voice) if passage.voice != "publisher" else "",
        "before": excerpt.before,
        "words": passage_html(passage, excerpt.matched),
        "notes": notes(document, passage),
        "acts": acts(document, passage, topic, (), takes=False),
    }
