"""Which passages are about a topic, over the real library."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from assistant.excerpts.find import find_excerpts
from assistant.excerpts.naming import naming_of
from assistant.excerpts.relevance import rated, weighed
from evals.topics.labels import load_topics
from evals.topics.measure import Counts, counts_of
from indexing.learnt.weights import Weights, fitted_weights
from indexing.search import Searcher

pytestmark = pytest.mark.model


def test_what_is_about_a_topic_is_mostly_relevant_and_little_is_missed(searcher: Searcher) -> None:
    found = Counts()
    for topic in load_topics("dev"):
        found += counts_of(topic, find_excerpts(searcher, topic.topic))
    assert found.precision_of_about is not None
    assert found.precision_of_about >= 0.7
    assert found.recall is not None
    assert found.recall >= 0.6


def test_every_passage_is_rated_and_the_likeliest_comes_first(searcher: Searcher) -> None:
    found = rated(searcher, "carers")
    assert len(found) == len(searcher.passages)
    assert [one.probability for one in found] == sorted((one.probability for one in found), reverse=True)
    assert 0 < sum(one.about for one in found) < len(found) / 4


def test_a_passage_without_a_catalogue_is_rated_by_weights_of_its_own(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    weights = fitted_weights()
    alone = replace(weights.excerpts_uncatalogued, weights={}, constant=30.0)
    monkeypatch.setattr(
        searcher, "_catalogued", np.array([p.document != "stp-equality-blog" for p in searcher.passages])
    )
    changed: Callable[[], Weights] = lambda: replace(weights, excerpts_uncatalogued=alone)  # noqa: E731
    monkeypatch.setattr("assistant.excerpts.relevance.fitted_weights", changed)
    own = [one.passage.document == "stp-equality-blog" for one in rated(searcher, "carers")]
    assert all(own[: sum(own)])


def test_a_topic_of_several_parts_is_held_by_what_names_one_of_them(searcher: Searcher) -> None:
    for hit, signs in weighed(searcher, "interpreters and translation"):
        parts = [naming_of(part).stands_in(hit.passage.text) for part in ("interpreters", "translation")]
        assert signs.words == (1 if any(parts) else 0)


def test_rare_words_of_a_topic_count_more_than_common_ones(searcher: Searcher) -> None:
    held = {hit.passage.text: signs.words for hit, signs in weighed(searcher, "chapel equality")}
    rare = max(words for text, words in held.items() if "chapel" in text)
    assert rare > max(words for text, words in held.items() if "chapel" not in text) > 0
