"""Weights are fitted so that what holds the answer comes first."""

import numpy as np

from evals.fit import _fitted
from indexing.rank import WEIGHTS


def test_what_tells_the_right_passage_gets_the_weight() -> None:
    random = np.random.default_rng(0)
    pairs = []
    for _ in range(200):
        parts = random.normal(size=(20, len(WEIGHTS))).astype(np.float32)
        gold = np.arange(20) == random.integers(20)
        parts[gold, 2] += 3  # only the third part knows
        pairs.append((parts, gold))
    weights = _fitted(pairs)
    assert weights.argmax() == 2
    assert weights[2] > 3 * np.abs(np.delete(weights, 2)).max()
    assert np.isclose(weights.sum(), sum(WEIGHTS))
