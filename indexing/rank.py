"""Scores of every indexed text for one query: by its vector, by its best sentence, by its words; and their fusion."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexing.embed import Vectors
from indexing.keyword import KeywordIndex

Scores = NDArray[np.float32]
Numbers = NDArray[np.int64]

# Weights of a text's own vector, of its best sentence, of the best question the catalogue has for it, and of its
# words. Chosen on `dev`, within a wide plateau that `python -m evals.tune search` prints.
TEXT, SENTENCE, ASK, WORDS = 0.2, 0.2, 0.6, 0.3


@dataclass(frozen=True, slots=True)
class Asks:
    """Vectors of questions that single sentences answer; `owners[i]` is the sentence of question i, ascending."""

    vectors: Vectors
    owners: Numbers


@dataclass(frozen=True, slots=True)
class Ranking:
    """Scores of all texts in their order, higher is better: shape (texts,); `sentences` and `asks` are (sentences,).

    `asks` holds the cosine of the best question of each sentence, 0 where it has none.
    """

    fused: Scores
    dense: Scores
    keyword: Scores
    sentences: Scores
    asks: Scores


class Ranker:
    """Exact search over texts by their vectors and their words."""

    def __init__(
        self, vectors: Vectors, sentences: Vectors, owners: Numbers, keywords: KeywordIndex, asks: Asks | None = None
    ) -> None:
        """`owners[i]` is the text that sentence i belongs to, ascending; every text has a sentence."""
        self._vectors, self._sentences, self._keywords, self._asks = vectors, sentences, keywords, asks
        self._first = np.searchsorted(owners, np.arange(len(vectors)))

    def rank(self, query: Vectors, words: list[str]) -> Ranking:
        """Score every text for a query's vector, shape (dimensions,), and its tokens."""
        sentences = self._sentences @ query
        asks = np.zeros_like(sentences)
        if self._asks is not None:
            np.maximum.at(asks, self._asks.owners, self._asks.vectors @ query)
        whole, best = self._vectors @ query, np.maximum.reduceat(sentences, self._first)
        # A text without questions is as near as its own words are, so that it is not put behind the others.
        asked = np.maximum(np.maximum.reduceat(asks, self._first), (whole + best) / 2)
        dense = TEXT * whole + SENTENCE * best + ASK * asked
        keyword = self._keywords.scores(words)
        top = float(keyword.max(initial=0.0))
        fused = dense + WORDS * (keyword / top if top > 0 else keyword)
        return Ranking(fused, np.asarray(dense, dtype=np.float32), keyword, sentences, asks)
