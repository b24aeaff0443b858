"""A topic -> every relevant passage of the library, to the letter, as an excerpt with its reference and notes."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from assistant.question.clean import check_question
from assistant.reference import notes_for, page_at, reference
from corpus.document import Document, Passage, Status, Voice
from indexing.keyword import places, token_set, tokens
from indexing.learnt.weights import Cut, fitted_weights
from indexing.search import Hit, Searcher

# The most characters of a topic unless the caller says otherwise: the default of the setting `longest_question`.
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage to take away; `text` is the passage to the letter.

    `notes` say what to know of its age, its voice and the gaps in its text. `matched` are the characters [start, end)
    of each word of `text` that shares a stem with the topic. `position` counts passages through the document. Where
    the text begins with a list item, `marker` is the list marker before it in the document. `page` is the page of the
    original on which it begins; None where that has no pages.
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
    notes: tuple[str, ...]
    score: float
    matched: tuple[tuple[int, int], ...]
    position: int
    marker: str = ""
    page: int | None = None

    def to_json(self) -> dict[str, Any]:
        """The form for other programs: the keys of a citation, then `status`, `notes`, `score` and `matched`."""
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
        }


def find_excerpts(
    searcher: Searcher,
    topic: str,
    documents: Collection[str] | None = None,
    voices: Collection[str] | None = None,
    statuses: Collection[str] | None = None,
    longest: int = _LONGEST,
) -> list[Excerpt]:
    """Every passage that is relevant to a topic or question, best first; empty when none is.

    None or an empty collection stands for all documents, voices or statuses. Raises QuestionError for a text without
    letters or digits and for one longer than `longest` characters.
    """
    query = searcher.spelt(check_question(topic, longest))
    words = set(tokens(query))
    # Judge relevance over the whole library, so that a filter only ever removes passages.
    found = relevant(searcher.search(query, len(searcher.passages)).hits, words, fitted_weights().excerpts)
    excerpts = [
        excerpt_of(hit.passage, searcher.documents[hit.passage.document], hit.score, places(hit.passage.text, words))
        for hit in found
    ]
    return [
        excerpt
        for excerpt in excerpts
        if (not documents or excerpt.document in documents)
        and (not voices or excerpt.voice in voices)
        and (not statuses or excerpt.status in statuses)
    ]


def in_document_order(excerpts: Iterable[Excerpt]) -> list[Excerpt]:
    """The excerpts by document, in reading order within each."""
    return sorted(excerpts, key=lambda excerpt: (excerpt.document, excerpt.position))


def relevant(hits: Sequence[Hit], words: set[str], cut: Cut) -> list[Hit]:
    """Of hits for every passage, those that pass the cut or hold every word of the topic; best first.

    A hit scores more here than in the search where a topic of the catalogue gathers it.
    """
    hits = sorted((replace(hit, score=hit.score + cut.topic * hit.topic) for hit in hits), key=lambda hit: -hit.score)
    if not hits or hits[0].score < cut.least:
        return []
    scores = np.array([hit.score for hit in hits])
    enough = max(scores.mean() + cut.deviations * scores.std(), cut.share * scores[0])
    return [hit for hit in hits if hit.score >= enough or (words and words <= _named(hit))]


def _named(hit: Hit) -> frozenset[str]:
    """The tokens of a passage and of the headings above it."""
    return token_set("\n".join([*hit.passage.section, hit.passage.text]))


def excerpt_of(
    passage: Passage, document: Document, score: float = 0.0, matched: Sequence[tuple[int, int]] = ()
) -> Excerpt:
    """A passage as an excerpt; leave out `score` and `matched` for one that no search found."""
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
        notes=tuple(notes_for([(document, passage, passage.text)])),
        score=score,
        matched=tuple(matched),
        position=passage.position,
        marker=passage.sentences[0].marker,
        page=page_at(passage),
    )
