"""A document that lost its catalogue stands among the others as an added one does; weights are fitted to that."""

from pathlib import Path

import numpy as np
import pytest

from corpus.load import DOCUMENTS
from evals.fit.opened import OpenedTurn, opened_searchers
from evals.fit.uncatalogued import _fitted_search
from evals.questions import ItemTurn
from indexing.embed import ADAPTED
from indexing.search import Searcher
from indexing.stored.opening import read_whole


@pytest.mark.model
def test_only_the_documents_own_questions_gaps_and_topics_are_taken_away(real_index: Path, searcher: Searcher) -> None:
    whole = read_whole(real_index, ADAPTED, DOCUMENTS, None)
    opened = opened_searchers(whole, searcher)["promoting-equality"]
    kept = {opened.passages[question.passage].document for question in opened.questions}
    assert kept == {document for document in searcher.documents if document != "promoting-equality"}
    assert not [g for g in opened.gaps if g.passage and opened.passages[g.passage].document == "promoting-equality"]
    lost = [q for q in searcher.questions if searcher.passages[q.passage].document == "promoting-equality"]
    assert len(opened.questions) == len(searcher.questions) - len(lost)
    result = opened.search("What does equality mean?")
    assert {hit.passage.document for hit in result.uncatalogued} == {"promoting-equality"}
    assert "promoting-equality" not in {hit.passage.document for hit in result.catalogued}


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
    assert sentence > 3 * max(abs(passage), abs(words), abs(general))
