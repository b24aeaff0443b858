"""Scores of every indexed text for one query: by its vector, by its best sentence, by its words; and their fusion."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexing.embed import Vectors
from indexing.keyword import KeywordIndex

Scores = NDArray[np.float32]

# Share of the best sentence in the score by meaning, and weight of the words beside it.
BEST_SENTENCE = 0.5
WORDS = 0.35


@dataclass(frozen=True, slots=True)
class Ranking:
    """Scores of all texts in their order, higher is better: shape (texts,); `sentences` is (sentences,)."""

    fused: Scores
    dense: Scores
    keyword: Scores
    sentences: Scores


class Ranker:
    """Exact search over texts that each have a vector, vectors of their sentences, and words."""

    def __init__(self, vectors: Vectors, sentences: Vectors, owners: NDArray[np.int64], keywords: KeywordIndex) -> None:
        """`owners[i]` is the text that sentence i belongs to, ascending; every text has a sentence."""
        self._vectors, self._sentences, self._keywords = vectors, sentences, keywords
        self._first = np.searchsorted(owners, np.arange(len(vectors)))

    def rank(self, query: Vectors, words: list[str]) -> Ranking:
        """Score every text for a query's vector, shape (dimensions,), and its tokens."""
        sentences = self._sentences @ query
        best = np.maximum.reduceat(sentences, self._first)
        dense = (1 - BEST_SENTENCE) * (self._vectors @ query) + BEST_SENTENCE * best
        keyword = self._keywords.scores(words)
        top = float(keyword.max(initial=0.0))
        fused = dense + WORDS * (keyword / top if top > 0 else keyword)
        return Ranking(fused, dense, keyword, sentences)
