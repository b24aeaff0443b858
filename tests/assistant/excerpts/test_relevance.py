"""Which passages are about a topic, over the real library."""

from dataclasses import replace

import pytest

from assistant.excerpts.relevance import rate
from indexing.learnt.weights import fitted_weights
from indexing.search import Searcher

pytestmark = pytest.mark.model


def test_a_stricter_cut_shows_fewer(searcher: Searcher) -> None:
    hits = searcher.search("race inequality among staff", len(searcher.passages)).hits
    cut = fitted_weights().excerpts
    before = [one for one in rate(hits, cut) if one.about]
    for stricter in (replace(cut, deviations=3.0), replace(cut, share=0.95)):
        assert 0 < sum(one.about for one in rate(hits, stricter)) < len(before)
    assert not any(one.about for one in rate(hits, replace(cut, least=before[0].score + 0.01)))
