"""Scores of every indexed text for one query: by vector, best sentence, questions, subjects and words; fused."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexing.embed import Vectors
from indexing.keyword import KeywordIndex

Scores = NDArray[np.float32]
Numbers = NDArray[np.int64]

# Weights of a text's own vector, of its best sentence, of the best question the catalogue has for it, of its words,
# and of the nearest subject that gathers it. Chosen on `dev`, within a plateau (`python -m evals.tune search`).
TEXT, SENTENCE, ASK, WORDS, SUBJECT = 0.2, 0.2, 0.6, 0.4, 0.6
# The weight of words in a library without a catalogue: that of the first choice on `dev`, before there were subjects.
WORDS_ALONE = 0.3


@dataclass(frozen=True, slots=True)
class Asks:
    """Vectors of questions that single sentences answer; `owners[i]` is the sentence of question i, ascending."""

    vectors: Vectors
    owners: Numbers


@dataclass(frozen=True, slots=True)
class Subjects:
    """Vectors of the ways to ask for subjects; `first[i]` is the first of subject i, `members[i, j]` says of text j.

    Every subject has a vector and is one of the texts' at least.
    """

    vectors: Vectors
    first: Numbers
    members: NDArray[np.bool_]

    def near(self, query: Vectors) -> Scores:
        """The cosine of the nearest way to ask for each subject: shape (subjects,)."""
        return np.asarray(np.maximum.reduceat(self.vectors @ query, self.first), dtype=np.float32)

    def scores(self, query: Vectors) -> Scores:
        """For each text the cosine of the nearest subject that gathers it, 0 where none does: shape (texts,)."""
        return np.asarray((self.members * self.near(query)[:, None]).max(axis=0, initial=0.0), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Ranking:
    """Scores of all texts in their order, higher is better: shape (texts,); `sentences` and `asks` are (sentences,).

    `asks` holds the cosine of the best question of each sentence, `subject` that of the nearest subject of each
    text, both 0 where there is none.
    """

    fused: Scores
    dense: Scores
    subject: Scores
    keyword: Scores
    sentences: Scores
    asks: Scores


class Ranker:
    """Exact search over texts by their vectors and their words."""

    def __init__(
        self,
        vectors: Vectors,
        sentences: tuple[Vectors, Numbers],
        keywords: KeywordIndex,
        asks: Asks | None = None,
        subjects: Subjects | None = None,
    ) -> None:
        """`sentences` are vectors with the text each belongs to, ascending; every text has a sentence."""
        self._vectors, self._keywords, self._asks, self._subjects = vectors, keywords, asks, subjects
        self._sentences, owners = sentences
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
        subject = np.zeros_like(whole) if self._subjects is None else self._subjects.scores(query)
        by_words = WORDS_ALONE if self._asks is None else WORDS
        fused = dense + SUBJECT * subject + by_words * (keyword / top if top > 0 else keyword)
        return Ranking(fused, np.asarray(dense, dtype=np.float32), subject, keyword, sentences, asks)
