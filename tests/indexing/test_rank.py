"""The score of a text by its vectors, its questions and its words."""

import numpy as np
import pytest

from indexing.embed import Vectors
from indexing.keyword import KeywordIndex
from indexing.learnt.weights import fitted_weights
from indexing.rank import SIGNALS, QuestionVectors, Ranker, Ranking, Scores

TEXTS = ["Rye dough rests.", "Wheat dough rests.", "Boats float."]


def towards(*cosines: float) -> Vectors:
    """Unit vectors at these cosines from the query (1, 0)."""
    return np.array([(cosine, np.sqrt(1 - cosine**2)) for cosine in cosines], dtype=np.float32)


QUERY = np.array([1, 0], dtype=np.float32)


def ranker(questions: Vectors, owners: list[int], catalogued: list[bool], general: Vectors | None = None) -> Ranker:
    """Of three texts with one sentence each."""
    of_questions = QuestionVectors(questions, np.array(owners, dtype=np.int64), np.array(catalogued))
    texts, sentences = towards(0.5, 0.5, 0.1), (towards(0.6, 0.6, 0.1), np.arange(3))
    return Ranker(texts, sentences, KeywordIndex.build(TEXTS), of_questions, general=general)


def scores(questions: Vectors, owners: list[int], catalogued: list[bool]) -> Scores:
    """For a query that shares no word with the texts."""
    return ranker(questions, owners, catalogued).rank(QUERY, ["nothing"]).fused


def test_a_text_without_a_catalogue_scores_by_its_own_vectors_alone() -> None:
    own = fitted_weights().search_uncatalogued
    found = scores(towards(0.2), [2], [True, False, True])
    by_hand = own.passage * 0.5 + own.sentence * 0.6 + own.general * 0.5 + own.constant
    assert found[1] == pytest.approx(by_hand, abs=1e-5)


def test_a_general_vector_counts_for_a_text_without_a_catalogue() -> None:
    own = fitted_weights().search_uncatalogued
    general = np.stack([np.zeros(2, dtype=np.float32), *towards(0.9, 0.9)])
    ranking = ranker(towards(0.2), [2], [True, False, True], general).rank(QUERY, ["nothing"], QUERY)
    by_hand = own.passage * 0.5 + own.sentence * 0.6 + own.general * 0.9 + own.constant
    assert ranking.fused[1] == pytest.approx(by_hand, abs=1e-5)
    without = scores(towards(0.2), [2], [True, False, True])
    assert ranking.fused[[0, 2]].tolist() == without[[0, 2]].tolist()  # with a catalogue it changes nothing


def test_where_there_is_no_general_vector_the_own_one_takes_its_place() -> None:
    general = np.stack([np.zeros(2, dtype=np.float32), *towards(0.9, 0.8)])
    with_vectors = ranker(towards(0.2), [2], [True, False, True], general)
    place = len(SIGNALS)

    def generally(ranking: Ranking) -> list[float]:
        return [round(cosine, 3) for cosine in ranking.signals[place].tolist()]

    assert generally(with_vectors.rank(QUERY, [], QUERY)) == [0.5, 0.9, 0.8]
    assert generally(with_vectors.rank(QUERY, [])) == [0.5, 0.5, 0.1]
    assert generally(ranker(towards(0.2), [2], [True, False, True]).rank(QUERY, [], QUERY)) == [0.5, 0.5, 0.1]


def test_a_near_question_lifts_a_text_whether_or_not_its_document_has_a_catalogue() -> None:
    without = scores(towards(0.2), [2], [True, False, True])
    asked = scores(towards(*[0.99] * 10), [0] * 5 + [1] * 5, [True, False, True])
    assert asked[0] > without[0]
    assert asked[1] > without[1]


def test_a_question_far_from_the_query_takes_nothing_away_where_there_is_no_catalogue() -> None:
    without = scores(towards(0.2), [2], [True, False, True])
    assert scores(towards(0.01), [1], [True, False, True])[1] == without[1]
