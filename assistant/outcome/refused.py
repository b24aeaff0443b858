"""Refusals: why there is no answer, and the passages nearest to one, as just that."""

from collections.abc import Mapping
from dataclasses import replace

from assistant.answer import FEW, Answer, NearPassage
from assistant.judge import Judgement
from assistant.outcome.lacking import listed
from assistant.outcome.near import near_piece
from assistant.quoting.cite import quoted, statements_of
from assistant.reference import page_at, reference
from corpus.document import Document
from indexing.search import Hit, Searcher

_NOT_FOUND = "The library does not answer this question. The nearest passages are listed below; they are not an answer."
_PREMISE = "The question may take something for granted that the guidance does not say: read the first passage below."
_OUT_OF_SCOPE = "This is outside the library"


def refused(answer: Answer, judgement: Judgement, searcher: Searcher) -> Answer:
    """The refusal; where the library contradicts what the question takes for granted, that passage comes first."""
    against = None if judgement.premise is None else searcher.passages[judgement.premise]
    hits, text = answer.hits, _NOT_FOUND
    if judgement.verdict == "out_of_scope":
        text = _outside(searcher)
    elif any(hit.passage is against for hit in hits):
        hits = tuple(sorted(hits, key=lambda hit: hit.passage is not against))
        text = f"{_NOT_FOUND} {_PREMISE}"
    near = tuple(_near(hit, searcher.documents) for hit in hits[:FEW])
    return replace(answer, text=text, opening=text, hits=hits, nearest=near)


def _near(hit: Hit, documents: Mapping[str, Document]) -> NearPassage:
    piece, document = near_piece(hit), documents[hit.passage.document]
    (words,) = statements_of(quoted([piece]), documents)
    page = page_at(hit.passage, piece.start)
    return NearPassage(hit.passage, replace(words, citations=()), piece.start, reference(document, hit.passage, page))


def _outside(searcher: Searcher) -> str:
    """That a question is outside the library, what that is about, and what the organisation added to it."""
    scope = f", which is about {searcher.about.scope}" if searcher.about.scope else ""
    titles = [document.title for document in searcher.documents.values() if document.added]
    named = f"{len(titles)} documents" if len(titles) > FEW else titles and listed(titles, "and")
    return f"{_OUT_OF_SCOPE}{scope}." + (f" Your organisation has added {named}." if named else "")
