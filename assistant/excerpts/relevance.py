"""How near every passage is to a topic, and whether it is about it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corpus.document import Passage
from indexing.learnt.weights import Cut, fitted_weights
from indexing.search import Hit, Searcher


@dataclass(frozen=True, slots=True)
class Rated:
    """A passage with its score for a topic, and whether it is `about` the topic."""

    passage: Passage
    score: float
    about: bool


def rated(searcher: Searcher, topic: str) -> list[Rated]:
    """Every passage of the library, best first."""
    return rate(searcher.search(topic, len(searcher.passages)).hits, fitted_weights().excerpts)


def rate(hits: Sequence[Hit], cut: Cut) -> list[Rated]:
    """Hits for every passage, rated; best first.

    A hit scores more here than in the search where a topic of the catalogue gathers it.
    """
    if not hits:
        return []
    scores = np.array([hit.score + cut.topic * hit.topic for hit in hits])
    best = scores.max()
    enough = max(scores.mean() + cut.deviations * scores.std(), cut.share * best) if best >= cut.least else np.inf
    order = np.argsort(-scores, kind="stable")
    return [Rated(hits[number].passage, float(scores[number]), bool(scores[number] >= enough)) for number in order]
