"""The cut of excerpts lets through what is relevant often enough, whatever topic it was fitted without."""

import numpy as np
import pytest

from evals.fit.excerpts import Weighed, fitted, threshold


def test_the_threshold_is_the_lowest_at_which_enough_is_relevant() -> None:
    odds = np.array([4.0, 3.0, 2.0, 1.0, 0.0])
    # Both, both, neither, one, neither of two labellers: precision 1, 1, 2/3, 5/8, 1/2.
    assert threshold(odds, np.array([2, 2, 0, 1, 0])) == 3.0
    # With both calling the fourth relevant it is 3/4 there.
    assert threshold(odds, np.array([2, 2, 0, 2, 0])) == 1.0


def test_what_tells_relevant_passages_gets_the_weight(capsys: pytest.CaptureFixture[str]) -> None:
    random = np.random.default_rng(0)
    labellers = np.repeat([0, 2], 300)
    signs = random.normal(size=(600, 4))
    signs[:, 2] += labellers
    found = fitted(Weighed(signs, np.arange(600) % 6, labellers), ("score", "words"))
    assert found["weights"]["words"] > 1 > abs(found["weights"]["score"])
    assert "precision 0.7" in capsys.readouterr().out
