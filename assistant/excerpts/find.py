"""A topic -> every passage of the library that names it or is about it, to the letter, with its reference and notes."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from assistant.excerpts.before import before, before_words
from assistant.excerpts.headings import levels_of
from assistant.excerpts.naming import Naming, joined, naming_of
from assistant.excerpts.relevance import Rated, rated
from assistant.question.clean import check_question
from assistant.reference import cited, notes_on, page_at, reference, whole_reference
from corpus.cells import column_names
from corpus.document import Document, Passage, Status, Voice
from indexing.search import Searcher

# A passage names a topic where it holds the topic's words, or what the glossary calls them.
Tier = Literal["names", "about"]

# The most characters of a topic unless the caller says otherwise: the default of the setting `longest_question`.
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage to take away; `text` is the passage to the letter.

    `notes` say what to know of its age, its voice and the gaps in its text. `matched` are the characters [start, end)
    of each word of `text` that is one of the topic's, by its stem or as the glossary calls it. `position` counts
    passages through the document. Where the text begins with a list item, `marker` is the list marker before it in the
    document. `page` is the page of the original on which it begins; None where that has no pages. `tier` says whether
    it names the topic or is about it without naming it. `whole_reference` is the reference to its document, and `cited`
    how that is cited in a text. Of a table row, `columns` are the names of its cells' columns. `lead` and `items` say
    what it goes on from, as in `Before`. `phrase` says whether
    the topic's words stand in it as one phrase. `levels` are how many of its last headings tell its section from the
    document's others.
    """

    document: str
    title: str
    publisher: str | None
    published: str | None
    section: tuple[str, ...]
    anchor: str
    text: str
    voice: Voice
    status: Status
    url: str | None
    reference: str
    whole_reference: str
    cited: str
    notes: tuple[str, ...]
    score: float
    matched: tuple[tuple[int, int], ...]
    position: int
    marker: str = ""
    page: int | None = None
    tier: Tier = "names"
    columns: tuple[str, ...] = ()
    lead: str = ""
    items: str = ""
    phrase: bool = True
    levels: int = 1

    @property
    def before(self) -> str:
        """One line on what stands before it in its document and gives it its meaning; "" where nothing does."""
        return before_words(self.lead, self.items, row=any(self.columns))

    def to_json(self) -> dict[str, Any]:
        """The form for other programs: the keys of a citation, then those that a citation does not have."""
        return {
            "document": self.document,
            "title": self.title,
            "publisher": self.publisher,
            "published": self.published,
            "section": list(self.section),
            "anchor": self.anchor,
            "page": self.page,
            "quote": self.text,
            "voice": self.voice,
            "url": self.url,
            "reference": self.reference,
            "status": self.status,
            "notes": list(self.notes),
            "score": round(self.score, 4),
            "matched": [list(span) for span in self.matched],
            "tier": self.tier,
            "lead_in": self.lead or None,
            "items": self.items or None,
            "marker": self.marker,
            "phrase": self.phrase,
        }


def find_excerpts(
    searcher: Searcher,
    topic: str,
    documents: Collection[str] | None = None,
    voices: Collection[str] | None = None,
    statuses: Collection[str] | None = None,
    longest: int = _LONGEST,
) -> list[Excerpt]:
    """Every passage that holds a topic's words, then every other that is about it; empty when there is none.

    Those that hold the words as a phrase come before those that hold them apart, and of each kind the best first.
    None or an empty collection stands for all documents, voices or statuses. Raises QuestionError for a text without
    letters or digits and for one longer than `longest` characters.
    """
    typed = check_question(topic, longest)
    query = searcher.spelt(typed)
    naming = [naming_of(wording) for wording in dict.fromkeys((typed, query))]
    # Judge relevance over the whole library, so that a filter only ever removes passages.
    every = [_excerpt(one, searcher, naming) for one in rated(searcher, query)]
    found = sorted((excerpt for excerpt in every if excerpt), key=lambda one: (one.tier != "names", not one.phrase))
    return [
        excerpt
        for excerpt in found
        if (not documents or excerpt.document in documents)
        and (not voices or excerpt.voice in voices)
        and (not statuses or excerpt.status in statuses)
    ]


def in_document_order(excerpts: Iterable[Excerpt]) -> list[Excerpt]:
    """The excerpts by document, in reading order within each, whether or not they name the topic."""
    return sorted(excerpts, key=lambda excerpt: (excerpt.document, excerpt.position))


def _excerpt(one: Rated, searcher: Searcher, naming: Sequence[Naming]) -> Excerpt | None:
    """A passage as an excerpt on the topic that is worded in these ways; None where it is not on it."""
    passage = one.passage
    named = any(wording.stands_in(passage.text) for wording in naming)
    if not named and not one.about:
        return None
    matched = joined(place for wording in naming for place in wording.places(passage.text))
    document = searcher.documents[passage.document]
    excerpt = excerpt_of(passage, document, one.probability, matched, "names" if named else "about")
    return replace(excerpt, phrase=any(wording.stands_as_phrase_in(passage.text) for wording in naming))


def excerpt_of(
    passage: Passage,
    document: Document,
    score: float = 0.0,
    matched: Sequence[tuple[int, int]] = (),
    tier: Tier = "names",
) -> Excerpt:
    """A passage as an excerpt; leave out `score`, `matched` and `tier` for one that no search found."""
    stands = before(passage, document)
    return Excerpt(
        document=document.id,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        section=passage.section,
        anchor=passage.anchor,
        text=passage.text,
        voice=passage.voice,
        status=document.status,
        url=document.url,
        reference=reference(document, passage),
        whole_reference=whole_reference(document),
        cited=cited(document),
        notes=tuple(notes_on(document, passage)),
        score=score,
        matched=tuple(matched),
        position=passage.position,
        marker=passage.sentences[0].marker,
        page=page_at(passage),
        columns=column_names(passage),
        tier=tier,
        lead=stands.lead,
        items=stands.items,
        levels=levels_of(passage.section, document),
    )
