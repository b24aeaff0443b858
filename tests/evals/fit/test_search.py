"""Weights are fitted so that the passages that hold the answer come first."""

import numpy as np

from evals.fit.search import _fitted
from indexing.learnt.weights import fitted_weights


def test_the_signal_that_tells_the_right_passage_gets_the_weight() -> None:
    random = np.random.default_rng(0)
    in_force = fitted_weights().search
    pairs = []
    for _ in range(200):
        signals = random.normal(size=(20, len(in_force))).astype(np.float32)
        gold = np.arange(20) == random.integers(20)
        signals[gold, 2] += 3  # only the third signal tells
        pairs.append((signals, gold))
    weights = _fitted(pairs)
    assert weights.argmax() == 2
    assert weights[2] > 3 * np.abs(np.delete(weights, 2)).max()
    assert np.isclose(weights.sum(), sum(in_force))
