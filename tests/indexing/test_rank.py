"""The score of a text by its vectors, its questions and its words."""

import numpy as np
import pytest

from indexing.embed import Vectors
from indexing.keyword import KeywordIndex
from indexing.learnt.weights import fitted_weights
from indexing.rank import QuestionVectors, Ranker, Scores

TEXTS = ["Rye dough rests.", "Wheat dough rests.", "Boats float."]


def towards(*cosines: float) -> Vectors:
    """Unit vectors at these cosines from the query (1, 0)."""
    return np.array([(cosine, np.sqrt(1 - cosine**2)) for cosine in cosines], dtype=np.float32)


def scores(questions: Vectors, owners: list[int], catalogued: list[bool]) -> Scores:
    """Of three texts with one sentence each, for a query that shares no word with them."""
    of_questions = QuestionVectors(questions, np.array(owners, dtype=np.int64), np.array(catalogued))
    texts, sentences = towards(0.5, 0.5, 0.1), (towards(0.6, 0.6, 0.1), np.arange(3))
    ranker = Ranker(texts, sentences, KeywordIndex.build(TEXTS), of_questions)
    return ranker.rank(np.array([1, 0], dtype=np.float32), ["nothing"]).fused


def test_a_text_without_a_catalogue_scores_by_its_own_vectors_alone() -> None:
    own = fitted_weights().search_uncatalogued
    found = scores(towards(0.2), [2], [True, False, True])
    assert found[1] == pytest.approx(own.passage * 0.5 + own.sentence * 0.6 + own.constant, abs=1e-5)


def test_a_near_question_lifts_a_text_whether_or_not_its_document_has_a_catalogue() -> None:
    without = scores(towards(0.2), [2], [True, False, True])
    asked = scores(towards(*[0.99] * 10), [0] * 5 + [1] * 5, [True, False, True])
    assert asked[0] > without[0]
    assert asked[1] > without[1]


def test_a_question_far_from_the_query_takes_nothing_away_where_there_is_no_catalogue() -> None:
    without = scores(towards(0.2), [2], [True, False, True])
    assert scores(towards(0.01), [1], [True, False, True])[1] == without[1]
