"""The Excerpts place: a topic in, out every passage that names it or is about it; and the basket that gathers them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from markupsafe import Markup

from assistant.excerpts.export import Format
from assistant.excerpts.find import Excerpt, find_excerpts, in_document_order
from assistant.excerpts.naming import naming_of
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
# What a passage holds of a topic: its one word, its words as a phrase, its words apart; or none of these.
_Kind = Literal["word", "phrase", "apart", "about"]
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
    # The topic as it was understood, so that no misspelling becomes the title of a paper.
    read = replace(search, topic=searcher.spelt(search.topic))
    whole: _Kind = "word" if len(naming_of(read.topic).needs) == 1 else "phrase"
    kinds: dict[_Kind, list[Excerpt]] = {whole: [], "apart": [], "about": []}
    for one in found:
        kinds["about" if one.tier == "about" else whole if one.phrase else "apart"].append(one)
    return render(
        "excerpts_results",
        topic=read.topic,
        typed=search.topic if read.topic != search.topic else "",
        count=_count({kind: len(some) for kind, some in kinds.items()}, read.topic),
        tiers=[_tier(kind, some, read, library) for kind, some in kinds.items() if some],
        folded=len(found) > len(kinds["about"]) > FOLDED,
    )


def _count(counts: Mapping[_Kind, int], topic: str) -> str:
    """How many passages hold the topic's words, together and apart, and how many more are about it."""
    whole, apart, about = counts.values()
    what = "word" if "word" in counts else "phrase"
    parts = [_so_many(whole, f"holds the {what} “{topic}”", f"hold the {what} “{topic}”", "passage")] if whole else []
    if apart:
        its = "its words" if whole else f"the words of “{topic}”"
        parts.append(_so_many(apart, f"holds {its} apart", f"hold {its} apart", "" if whole else "passage"))
    if not parts:
        words = "word" if what == "word" else "words of"
        return f"No passage holds the {words} “{topic}”; {_so_many(about, 'is about it', 'are about it')}."
    parts += [_so_many(about, "more is about it", "more are about it")] if about else []
    *most, last = parts
    return f"{', '.join(most)}{', and ' if len(most) > 1 else ' and ' if most else ''}{last}."


def _so_many(number: int, one: str, several: str, what: str = "") -> str:
    counted = f"{number} {what}{'' if number == 1 else 's'}" if what else str(number)
    return f"{counted} {one if number == 1 else several}"


def _tier(kind: _Kind, found: Sequence[Excerpt], search: Search, library: Holdings) -> dict[str, object]:
    """What the template shows of a kind of passages: them by document, that with the best first."""
    shown = found if search.all else found[:SHOWN]
    groups: dict[str, list[Excerpt]] = {}
    for excerpt in in_document_order(shown) if search.order == "document" else shown:
        groups.setdefault(excerpt.document, []).append(excerpt)
    everything = [*search.filters.pairs(), ("order", search.order), ("all", "yes")]
    return {
        "name": kind,
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
