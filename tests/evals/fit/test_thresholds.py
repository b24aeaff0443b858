"""The thresholds of a refusal lose and hold back the shares that they are fitted for, and each set counts the same."""

import numpy as np
import pytest
from scipy.special import expit

from evals.fit.thresholds import _HELD_BACK, Flags, Floats, equal_shares, refusal_model

LOST = 0.06


def asked(apart: float, count: int = 2000) -> tuple[Floats, Flags]:
    """A table whose first column tells the answerable half by so much, and whose second tells nothing."""
    random = np.random.default_rng(0)
    answerable = np.arange(count) % 2 == 0
    table = random.normal(size=(count, 2))
    table[answerable, 0] += apart
    return table, answerable


def test_each_set_counts_the_same() -> None:
    shares = equal_shares(["large", "large", "small", "large", "large"])
    assert shares.tolist() == pytest.approx([0.625, 0.625, 2.5, 0.625, 0.625])
    assert shares.mean() == pytest.approx(1)


def test_the_thresholds_lose_and_hold_back_as_many_as_they_may() -> None:
    table, answerable = asked(apart=2.0)
    values, confidence = refusal_model(table, ("tells", "not"), answerable, np.ones(len(table)), LOST)
    assert np.mean(confidence[answerable] < values["touches"]) == pytest.approx(LOST, abs=0.005)
    assert np.mean(confidence[~answerable] < 0.5) == pytest.approx(_HELD_BACK, abs=0.005)
    assert 0 < values["touches"] < 0.5
    assert values["weights"]["tells"] > 5 * abs(values["weights"]["not"])


def test_the_values_give_the_confidence() -> None:
    table, answerable = asked(apart=2.0)
    values, confidence = refusal_model(table, ("tells", "not"), answerable, np.ones(len(table)), LOST)
    by_values = expit(table @ list(values["weights"].values()) + values["constant"])
    np.testing.assert_allclose(by_values, confidence, atol=0.02)


def test_what_is_easily_told_is_answered_or_refused_and_nothing_is_touched_on() -> None:
    """Where an answer's threshold loses no more than may be lost, no more are held back for less."""
    table, answerable = asked(apart=8.0)
    values, confidence = refusal_model(table, ("tells", "not"), answerable, np.ones(len(table)), LOST)
    assert values["touches"] == 0.5
    assert np.mean(confidence[answerable] < 0.5) == pytest.approx(LOST, abs=0.005)


def test_a_small_set_moves_the_thresholds_as_much_as_a_large_one() -> None:
    table, answerable = asked(apart=2.0)
    small = np.arange(len(table)) < 100
    table[small, 0] -= 1.0  # its questions look less answerable
    shares = equal_shares(["small" if one else "large" for one in small])
    values, confidence = refusal_model(table, ("tells", "not"), answerable, shares, LOST)
    lost = confidence[answerable] < values["touches"]
    assert np.average(lost, weights=shares[answerable]) == pytest.approx(LOST, abs=0.01)
    assert lost.mean() < LOST - 0.01
