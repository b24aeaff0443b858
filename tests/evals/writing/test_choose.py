"""Thresholds are chosen by the lies that pass and the honest sentences that are dropped."""

from dataclasses import replace

import pytest

from assistant.writing.checks.thresholds import Thresholds
from assistant.writing.checks.wording import Wording
from evals.writing.choose import Measured, choose

IN_FORCE = Thresholds(like=0.65, covered=0.65, covered_part=0.37, new_in_a_row=2, near=0.5)
FAMILIAR = (1.0, 1.0, 1.0, 1.0)


def honest(nearness: float, *, fails: bool = False) -> Measured:
    return Measured(honest=True, fails=fails, wording=Wording(FAMILIAR, (), nearness))


def lie(nearness: float, *, fails: bool = False) -> Measured:
    return Measured(honest=False, fails=fails, wording=Wording(FAMILIAR, (), nearness))


def test_the_fewest_lies_pass() -> None:
    near = [honest(0.62)] * 20
    scored = choose([*near, lie(0.58), lie(0.3)], IN_FORCE)
    assert (scored.passed, scored.dropped) == (0, 0)
    assert 0.58 < scored.thresholds.near <= 0.62


def test_of_equals_those_in_force_stay() -> None:
    sentences = [*[honest(0.9)] * 20, lie(0.1)]
    assert choose(sentences, IN_FORCE).thresholds == IN_FORCE


def test_of_equals_without_those_in_force_the_strictest_are_chosen() -> None:
    sentences = [*[honest(0.9)] * 20, lie(0.1)]
    chosen = choose(sentences, replace(IN_FORCE, near=0.05)).thresholds
    assert chosen == Thresholds(like=0.8, covered=0.8, covered_part=0.46, new_in_a_row=1, near=0.7)


def test_one_honest_sentence_in_twenty_may_be_dropped_to_catch_a_lie() -> None:
    sentences = [*[honest(0.9)] * 19, honest(0.58), lie(0.62)]
    scored = choose(sentences, IN_FORCE)
    assert (scored.passed, scored.dropped) == (0, 1)


def test_one_in_nineteen_may_not() -> None:
    sentences = [*[honest(0.9)] * 18, honest(0.58), lie(0.62)]
    scored = choose(sentences, IN_FORCE)
    assert (scored.passed, scored.dropped) == (1, 0)


def test_a_lie_that_another_check_catches_counts_for_nothing() -> None:
    sentences = [*[honest(0.5)] * 20, lie(0.9, fails=True)]
    assert choose(sentences, IN_FORCE).passed == 0


def test_it_is_reported_where_too_many_honest_sentences_fail_anyway() -> None:
    with pytest.raises(LookupError, match="more than 1 of 20 honest sentences"):
        choose([honest(0.9, fails=True)] * 20, IN_FORCE)
