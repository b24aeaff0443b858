"""A topic -> every relevant passage of the library, exact to the letter, with all that belongs to it as an excerpt."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.question import check_question
from assistant.reference import notes_for, reference
from corpus.document import Status, Voice
from indexing.keyword import places, tokens
from indexing.search import Hit, Searcher

# Characters a topic may have where nobody says otherwise: the default of the setting `longest_question`.
_LONGEST = 2000
_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage to be taken away; `text` is the passage to the letter.

    `notes` are those on age, voice and gaps that it calls for. `matched` are the characters [start, end) of the
    words of `text` that share a stem with the topic. `position` counts passages through the document.
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

    def to_json(self) -> dict[str, Any]:
        """As other programs get it: the keys of a citation, and `status`, `notes`, `score` and `matched`."""
        return {
            "document": self.document,
            "title": self.title,
            "publisher": self.publisher,
            "published": self.published,
            "section": list(self.section),
            "anchor": self.anchor,
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

    None, or an empty collection, names all documents, voices or statuses. Raises QuestionError when the text cannot
    be taken as a topic.
    """
    query = searcher.spelt(check_question(topic, longest))
    allowed = [
        document.id
        for document in searcher.documents.values()
        if (not documents or document.id in documents) and (not statuses or document.status in statuses)
    ]
    if not allowed:
        return []
    hits = searcher.search(query, len(searcher.passages), allowed, voices)
    words = tokens(query)
    return [_excerpt(hit, words, searcher) for hit in _relevant(hits)]


def in_document_order(excerpts: Iterable[Excerpt]) -> list[Excerpt]:
    """The excerpts by document, and in each as they stand in it."""
    return sorted(excerpts, key=lambda excerpt: (excerpt.document, excerpt.position))


def _relevant(hits: Sequence[Hit]) -> list[Hit]:
    return [hit for hit in hits if hit.score >= _SHARE * hits[0].score]


def _excerpt(hit: Hit, words: Sequence[str], searcher: Searcher) -> Excerpt:
    passage, document = hit.passage, searcher.documents[hit.passage.document]
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
        score=hit.score,
        matched=tuple(places(passage.text, words)),
        position=passage.position,
    )
