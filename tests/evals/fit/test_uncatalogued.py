"""A document that lost its catalogue stands among the others as an added one does; weights are fitted to that."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus.load import DOCUMENTS
from evals.fit.opened import OpenedTurn, opened_searchers
from evals.fit.uncatalogued import _fitted_search
from evals.questions import ItemTurn
from indexing.embed import ADAPTED, Vectors
from indexing.keyword import KeywordIndex
from indexing.rank import SIGNALS
from indexing.search import Searcher
from indexing.stored.opening import read_whole
from indexing.stored.parts import passage_tokens


class General:
    """A general model by which every text is the same."""

    def log_odds(self, question: str, words: Sequence[str]) -> list[float]:
        raise NotImplementedError

    def general_vectors(self, texts: Sequence[str]) -> Vectors:
        return np.tile(np.array([1, 0], dtype=np.float32), (len(texts), 1))


@pytest.fixture(scope="module")
def opened(real_index: Path, searcher: Searcher) -> Searcher:
    """The library as if `promoting-equality` had no catalogue; embedding it by the real general model takes minutes."""
    whole = read_whole(real_index, ADAPTED, DOCUMENTS, None)
    words = KeywordIndex.of_tokens(passage_tokens(whole.library))
    models = Searcher(whole.library, whole.vectors, words, searcher.embedder, General())
    return opened_searchers(whole, models)["promoting-equality"]


@pytest.mark.model
def test_only_the_documents_own_questions_gaps_and_topics_are_taken_away(opened: Searcher, searcher: Searcher) -> None:
    kept = {opened.passages[question.passage].document for question in opened.questions}
    assert kept == {document for document in searcher.documents if document != "promoting-equality"}
    assert not [g for g in opened.gaps if g.passage and opened.passages[g.passage].document == "promoting-equality"]
    lost = [q for q in searcher.questions if searcher.passages[q.passage].document == "promoting-equality"]
    assert len(opened.questions) == len(searcher.questions) - len(lost)
    result = opened.search("What does equality mean?")
    assert {hit.passage.document for hit in result.uncatalogued} == {"promoting-equality"}
    assert "promoting-equality" not in {hit.passage.document for hit in result.catalogued}


@pytest.mark.model
def test_its_passages_have_general_vectors_as_those_of_an_added_document_do(opened: Searcher) -> None:
    general = opened.search("What does equality mean?").ranking.signals[len(SIGNALS)]
    assert set(general.tolist()) == {1.0}


def test_the_signal_that_tells_the_right_passage_gets_the_weight() -> None:
    random = np.random.default_rng(0)
    turns = []
    for _ in range(100):
        signals = random.normal(size=(7, 20)).astype(np.float32) / 10
        gold = np.arange(20) == random.integers(20)  # the first ten are without a catalogue
        signals[1, gold] += 0.5  # the best sentence tells
        scores = random.normal(size=20).astype(np.float32) / 10 + 0.5 * gold
        turn = ItemTurn(question="?", why="none")
        turns.append(OpenedTurn("dev", turn, "one", signals, scores, gold, np.arange(20) < 10, None))
    passage, sentence, words, general, _ = _fitted_search(turns)
    assert sentence > 3 * max(abs(passage), abs(words))
    assert general == 0.9  # given, not fitted
