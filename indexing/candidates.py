"""Which passages a query is compared with, where there are more than can be compared with it one by one."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from indexing.embed import Vectors
from indexing.library import Library
from indexing.rank import Numbers, TopicVectors, Words

# How many of the nearest vectors of each kind, and of the passages with most of a query's words, are candidates. They
# are some 250 passages, and of 100,000 no other is among the first ten (docs/running-it.md).
_PASSAGES, _SENTENCES, _QUESTIONS, _GENERAL, _WORDS = 100, 150, 100, 50, 100
# The nearest topics whose passages are candidates.
_TOPICS = 3


class Nearest(Protocol):
    """What finds the nearest of all vectors of a collection."""

    def nearest(self, collection: str, queries: Vectors, count: int) -> Numbers:
        """The numbers of the vectors nearest to each query, at least `count` of each if there are; ascending."""
        ...


class Candidates:
    """The passages that may be among the best for a query: each is so by one of the signals that are weighed."""

    def __init__(self, nearest: Nearest, library: Library, words: Words, topics: TopicVectors | None) -> None:
        self._nearest, self._words, self._topics = nearest, words, topics
        self._of_sentence = library.passage_numbers
        self._of_question = np.array([question.passage for question in library.questions], dtype=np.int64)

    def of(self, queries: Vectors, words: Sequence[list[str]], general: Vectors | None = None) -> Numbers:
        """The numbers of the candidates for a query that is read in one or more ways, ascending.

        `queries` are the vectors of these, shape (ways, dimensions), with the `words` of each; `general` is the vector
        by the general model. Raises StoredIndexError where the nearest cannot be found.
        """
        found = [
            self._nearest.nearest("passages", queries, _PASSAGES),
            self._of_sentence[self._nearest.nearest("sentences", queries, _SENTENCES)],
            *map(self._with_words, words),
        ]
        if len(self._of_question):
            found.append(self._of_question[self._nearest.nearest("questions", queries, _QUESTIONS)])
        if general is not None:
            found.append(self._nearest.nearest("general", general[None], _GENERAL))
        if self._topics is not None:
            found += [self._gathered(self._topics, query) for query in queries]
        return np.unique(np.concatenate(found))

    def _with_words(self, words: list[str]) -> Numbers:
        """The passages that hold most of the words."""
        scores = self._words.scores(words)
        if len(scores) > _WORDS:
            best = np.argpartition(-scores, _WORDS)[:_WORDS]
            return best[scores[best] > 0]
        return np.flatnonzero(scores)

    def _gathered(self, topics: TopicVectors, query: Vectors) -> Numbers:
        """The passages of the nearest topics."""
        nearest = np.argsort(-topics.near(query))[:_TOPICS]
        return np.flatnonzero(topics.members[nearest].any(axis=0))
