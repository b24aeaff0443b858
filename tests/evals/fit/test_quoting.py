"""The score of a sentence is fitted so that the sentences that answer come first."""

import numpy as np

from evals.fit.quoting import _fitted

NAMES = ("near", "words", "passage")


def test_what_tells_the_sentence_that_answers_gets_the_weight() -> None:
    random = np.random.default_rng(0)
    sentences = []
    for _ in range(200):
        features = random.normal(size=(20, 3))
        answers = np.arange(20) == random.integers(20)
        features[answers, 1] += 3  # only the second tells
        sentences.append(([dict(zip(NAMES, row, strict=True)) for row in features.tolist()], answers))
    weights = _fitted(sentences)
    assert tuple(weights) == NAMES
    assert weights["words"] > 3 * max(abs(weights["near"]), abs(weights["passage"]))
