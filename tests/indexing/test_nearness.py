"""How near a query is to the catalogue: the nearest of its questions and gaps, and the vote of those near."""

import numpy as np
import pytest

from indexing.learnt.weights import Vote, fitted_weights
from indexing.library import KnownGap, Question
from indexing.nearness import Cosines, Nearness, nearness_of, vote

QUESTIONS = [Question(0, 0, text) for text in ("far", "nearest", "third", "second")]
GAPS = [KnownGap("a gap", 0, premise=False), KnownGap("a nearer gap", 1, premise=True)]


def cosines(answered: list[float], gaps: list[float]) -> Cosines:
    return Cosines(np.array(answered, dtype=np.float32), np.array(gaps, dtype=np.float32))


WHOLE = cosines([0.1, 0.9, 0.5, 0.7], [0.2, 0.6])


def test_the_nearest_gap_is_named() -> None:
    found = nearness_of([WHOLE], QUESTIONS, GAPS)
    assert found.nearest_gap is GAPS[1]
    assert (found.answered, found.gap) == pytest.approx((0.9, 0.6))


def test_a_catalogue_may_have_no_gaps() -> None:
    found = nearness_of([cosines([0.4, 0.8], [])], QUESTIONS[:2], [])
    assert (found.gap, found.vote, found.nearest_gap) == (0.0, 1.0, None)


def test_without_a_catalogue_nothing_is_near() -> None:
    assert nearness_of([cosines([], [])], [], []) == Nearness()


def test_the_lowest_vote_counts_and_the_gap_comes_from_the_whole_query() -> None:
    own = cosines([0.1, 0.1, 0.1, 0.1], [0.9, 0.9])
    found = nearness_of([WHOLE, own], QUESTIONS, GAPS)
    weights = fitted_weights().vote
    assert found.vote == vote(own, weights) < vote(WHOLE, weights)
    assert found.gap == pytest.approx(0.6)


def test_only_the_nearest_vote_and_the_nearer_count_more() -> None:
    both = cosines([0.9], [0.8, 0.1])
    assert vote(both, Vote(voters=1, sharpness=20)) == 1.0
    assert 0.5 < vote(both, Vote(voters=2, sharpness=1)) < vote(both, Vote(voters=2, sharpness=20)) < 1
