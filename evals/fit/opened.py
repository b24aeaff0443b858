"""Questions asked of the library when one document has lost its catalogue, and so stands there as an added one does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from assistant.settings import Settings
from corpus.document import Passage
from evals.fit.turns import Sets, holds_gold
from evals.questions import ItemTurn
from indexing.gaps import gaps_answered
from indexing.keyword import KeywordIndex
from indexing.library import Library
from indexing.rank import SIGNALS
from indexing.search import Searcher, SearchResult
from indexing.stored.opening import read_whole
from indexing.stored.parts import GENERAL, passage_tokens, texts_of
from indexing.stored.whole import Whole


@dataclass(frozen=True, slots=True, eq=False)
class OpenedTurn:
    """The first turn of an item, asked when the document `opened` had no catalogue.

    Of every passage, `signals`, shape (signals, passages), is what is weighed and `scores` what it scores; `gold` says
    whether it answers and `own` whether it is of that document. `result` is kept where the turn is to be judged: a
    question that this document alone answers, or one that nothing answers and that comes nearest to it.
    """

    set: str
    turn: ItemTurn
    opened: str
    signals: NDArray[np.float32]
    scores: NDArray[np.float32]
    gold: NDArray[np.bool_]
    own: NDArray[np.bool_]
    result: SearchResult | None


def read_curated(settings: Settings) -> Whole:
    """The index of the documents that come with Evenhand, without any that were added."""
    return read_whole(settings.index, settings.embedding_model, settings.curated, None)


def opened_searchers(whole: Whole, models: Searcher) -> dict[str, Searcher]:
    """For each document the library as if it had no catalogue, by the document's id, searched with these models."""
    whole = _with_general_vectors(whole, models)
    searchers = {}
    for document in whole.library.documents:
        rest = _without_catalogue(whole, document.id)
        words = KeywordIndex.of_tokens(passage_tokens(rest.library))
        searchers[document.id] = Searcher(rest.library, rest.vectors, words, models.embedder, models.cross_encoder)
    return searchers


def opened_turns(sets: Sets, searchers: dict[str, Searcher]) -> Iterator[OpenedTurn]:
    """The first turn of every item over every library, in order; a follow-up needs what was answered before it."""
    for opened, searcher in searchers.items():
        own = np.array([passage.document == opened for passage in searcher.passages])
        for name, items in sets.items():
            asked = [item for item in items if not item.turns[0].about]
            for item in tqdm(asked, desc=f"{opened}, {name}", unit="item", leave=False):
                yield _asked(name, item.turns[0], opened, searcher, own)


def _asked(name: str, turn: ItemTurn, opened: str, searcher: Searcher, own: NDArray[np.bool_]) -> OpenedTurn:
    result = searcher.search(searcher.spelt(turn.question))
    gold = np.array([turn.answerable and holds_gold(turn, passage) for passage in searcher.passages])
    judged = result if document_of(turn, result, searcher.passages) == opened else None
    return OpenedTurn(name, turn, opened, result.ranking.signals, result.ranking.fused, gold, own, judged)


def document_of(turn: ItemTurn, result: SearchResult, passages: Sequence[Passage]) -> str | None:
    """The document that alone answers a turn, or whose sentence is nearest where nothing does; else None.

    `result` is what was found among the passages, with or without the catalogue of any document.
    """
    if turn.answerable:
        answering = {quote.document for choice in turn.gold for quote in choice}
        return answering.pop() if len(answering) == 1 else None
    return passages[int(result.ranking.signals[SIGNALS.index("sentence")].argmax())].document


def _with_general_vectors(whole: Whole, models: Searcher) -> Whole:
    """The library with general vectors of all passages, which documents with a catalogue do without."""
    if models.cross_encoder is None:
        return whole
    texts = texts_of(replace(whole.library, general=True))[GENERAL]
    return Whole(whole.library, {**whole.vectors, GENERAL: models.cross_encoder.general_vectors(texts)})


def _without_catalogue(whole: Whole, document: str) -> Whole:
    """The library with no questions, known gaps and topics on this document, nor known gaps that it may answer.

    The latter are not in force beside an added document either.
    """
    library, vectors = whole.library, whole.vectors
    own = {number for number, passage in enumerate(library.passages) if passage.document == document}
    questions = [number for number, question in enumerate(library.questions) if question.passage not in own]
    answered = gaps_answered(vectors["gaps"], vectors["sentences"][np.isin(library.passage_numbers, list(own))])
    gone = {number for number, gap in enumerate(library.gaps) if gap.passage in own}.union(answered)
    gaps = [number for number in range(len(library.gaps)) if number not in gone]
    topics = [replace(t, places=tuple(place for place in t.places if place[0] not in own)) for t in library.topics]
    asking = np.repeat([bool(topic.places) for topic in topics], [len(topic.questions) for topic in topics])
    kept = Library(
        library.documents,
        library.passages,
        [library.questions[number] for number in questions],
        [library.gaps[number] for number in gaps],
        [topic for topic in topics if topic.places],
        library.about,
    )
    left = {"questions": vectors["questions"][questions], "gaps": vectors["gaps"][gaps]}
    return Whole(kept, {**vectors, **left, "topics": vectors["topics"][np.flatnonzero(asking)]})
