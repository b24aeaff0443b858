"""How likely every passage is to be about a topic, whether or not it names it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.excerpts.naming import naming_of, parts_of
from corpus.document import Passage
from indexing.learnt.weights import fitted_weights
from indexing.search import Hit, Searcher

# With so many passages that name the topic, the best first, others are compared. Where fewer name it, the best of all
# make up a few. Half or twice as many were not tried: the labelled topics are too few to tell them apart.
_EXAMPLES, _FEW_EXAMPLES = 8, 5


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for a passage being about a topic.

    `score` is its score in the search and `topic` the cosine of the nearest topic of the catalogue that gathers it.
    `words` is the share that it holds of a topic's words, rare ones counting more, or of the words of one part of it
    ("translation" of "interpreters and translation"). `like` is the mean cosine to the best passages that name it.
    """

    score: float
    topic: float
    words: float
    like: float


@dataclass(frozen=True, slots=True)
class Rated:
    """A passage with the probability that it is about a topic, of which .5 is enough."""

    passage: Passage
    probability: float

    @property
    def about(self) -> bool:
        """Whether it is probable enough."""
        return self.probability >= 1 / 2


def rated(searcher: Searcher, topic: str) -> list[Rated]:
    """Every passage of the library, the likeliest first."""
    weights = fitted_weights()
    models = {True: weights.excerpts, False: weights.excerpts_uncatalogued}
    found = [
        Rated(hit.passage, models[hit.catalogued].probability(asdict(signs))) for hit, signs in weighed(searcher, topic)
    ]
    return sorted(found, key=lambda one: -one.probability)


def weighed(searcher: Searcher, topic: str) -> list[tuple[Hit, Signs]]:
    """Every passage of the library as a hit, with its signs; the best hit first."""
    hits = searcher.search(topic, len(searcher.passages)).hits
    signs = zip(hits, _words_held(hits, topic), _likeness(hits, topic, searcher), strict=True)
    return [(hit, Signs(hit.score, hit.topic, float(words), float(like))) for hit, words, like in signs]


def _words_held(hits: Sequence[Hit], topic: str) -> NDArray[np.float64]:
    """The share of words that each hit holds, of the part of the topic that it holds most of: shape (hits,)."""
    shares = []
    for part in parts_of(topic):
        naming = naming_of(part)
        met = np.array([naming.met(hit.passage.text) for hit in hits], dtype=np.float64)
        rarity = np.log(1 + len(hits) / (1 + met.sum(axis=0)))
        shares.append(met @ rarity / rarity.sum())
    return np.asarray(np.max(shares, axis=0))


def _likeness(hits: Sequence[Hit], topic: str, searcher: Searcher) -> NDArray[np.float32]:
    """The mean cosine of each hit to the examples of the topic, itself left out: shape (hits,)."""
    naming = naming_of(topic)
    named = [place for place, hit in enumerate(hits) if naming.stands_in(hit.passage.text)][:_EXAMPLES]
    others = [place for place in range(len(hits)) if place not in named]
    examples = [*named, *others[: max(_FEW_EXAMPLES - len(named), 0)]]
    numbers = {(passage.document, passage.anchor): number for number, passage in enumerate(searcher.passages)}
    vectors = searcher.vectors[[numbers[hit.passage.document, hit.passage.anchor] for hit in hits]]
    cosines = vectors @ vectors[examples].T
    own = np.zeros_like(cosines, dtype=np.bool_)
    own[examples, range(len(examples))] = True
    counted = np.maximum((~own).sum(axis=1), 1)
    return np.asarray(np.where(own, 0, cosines).sum(axis=1) / counted, dtype=np.float32)
