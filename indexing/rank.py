"""Scores of every indexed text for one query: by vector, best sentence, questions, subjects and words; fused."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from indexing.embed import Vectors
from indexing.keyword import KeywordIndex

Scores = NDArray[np.float32]
Numbers = NDArray[np.int64]

# Weights of a text's own vector, of its best sentence, of the best question the catalogue has for it, of its five best
# ones, of the nearest subject that gathers it, and of its words. Fitted to `dev` and the practice questions by
# `python -m evals.fit search`.
WEIGHTS = (0.11, 0.22, 0.61, 0.56, 0.24, 0.26)
# The same in a library without a catalogue: the first choice on `dev`, before there was one.
BARE_WEIGHTS = (0.5, 0.5, 0.0, 0.0, 0.0, 0.3)
# How many questions of a text must agree, and how many of the weights are of vectors alone.
_AGREEING, _DENSE = 5, 4


@dataclass(frozen=True, slots=True)
class QuestionVectors:
    """Vectors of questions that single sentences answer; `owners[i]` is the sentence of question i, ascending."""

    vectors: Vectors
    owners: Numbers


@dataclass(frozen=True, slots=True)
class TopicVectors:
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

    `parts`, shape (parts, texts), are what is weighed, in the order of WEIGHTS; `asks` holds the cosine of the best
    question of each sentence, `subject` that of the nearest subject of each text, both 0 where there is none.
    `questions` holds the cosine of each question: shape (questions,).
    """

    fused: Scores
    dense: Scores
    topic: Scores
    keyword: Scores
    sentences: Scores
    questions: Scores
    question_cosines: Scores
    signals: Scores

    @classmethod
    def mean(cls, rankings: Sequence["Ranking"]) -> "Ranking":
        """What several rankings say together; at least one is needed, and one alone is as it is."""
        if len(rankings) == 1:
            return rankings[0]
        found = {field.name: [getattr(ranking, field.name) for ranking in rankings] for field in fields(cls)}
        return cls(**{name: sum(scores) / np.float32(len(scores)) for name, scores in found.items()})


class Ranker:
    """Exact search over texts by their vectors and their words."""

    def __init__(
        self,
        vectors: Vectors,
        sentences: tuple[Vectors, Numbers],
        keywords: KeywordIndex,
        asks: QuestionVectors | None = None,
        subjects: TopicVectors | None = None,
    ) -> None:
        """`sentences` are vectors with the text each belongs to, ascending; every text has a sentence."""
        self._vectors, self._keywords, self._asks, self._subjects = vectors, keywords, asks, subjects
        self._sentences, owners = sentences
        self._first = np.searchsorted(owners, np.arange(len(vectors)))
        self._asked = None if asks is None else _by_text(owners[asks.owners], len(vectors))

    def rank(self, query: Vectors, words: list[str]) -> Ranking:
        """Score every text for a query's vector, shape (dimensions,), and its tokens."""
        sentences = self._sentences @ query
        whole, best = self._vectors @ query, np.maximum.reduceat(sentences, self._first)
        asks, agreeing = np.zeros_like(sentences), np.zeros_like(whole)
        questions = np.zeros(0, dtype=np.float32)
        if self._asks is not None and self._asked is not None:
            questions = self._asks.vectors @ query
            np.maximum.at(asks, self._asks.owners, questions)
            agreeing = _mean_of_best(np.append(questions, 0)[self._asked])
        # A text without questions is as near as its own words are, so that it is not put behind the others.
        own = (whole + best) / 2
        asked, agreeing = np.maximum(np.maximum.reduceat(asks, self._first), own), np.maximum(agreeing, own)
        keyword = self._keywords.scores(words)
        top = float(keyword.max(initial=0.0))
        subject = np.zeros_like(whole) if self._subjects is None else self._subjects.scores(query)
        said = keyword / top if top > 0 else keyword
        parts = np.stack([whole, best, asked, agreeing, subject, said]).astype(np.float32)
        weights = np.array(BARE_WEIGHTS if self._asks is None else WEIGHTS, dtype=np.float32)
        fused, dense = weights @ parts, weights[:_DENSE] @ parts[:_DENSE]
        return Ranking(fused, dense, subject, keyword, sentences, asks, questions, parts)


def _by_text(owners: Numbers, count: int) -> Numbers:
    """Row i: the numbers of the questions of text i, filled up with -1: shape (count, most questions)."""
    of_text = [np.flatnonzero(owners == text) for text in range(count)]
    most = max(_AGREEING, *(len(numbers) for numbers in of_text))
    return np.stack([np.pad(numbers, (0, most - len(numbers)), constant_values=-1) for numbers in of_text])


def _mean_of_best(cosines: Scores) -> Scores:
    """The mean of the best few of each row."""
    return np.asarray(np.partition(cosines, -_AGREEING, axis=1)[:, -_AGREEING:].mean(axis=1), dtype=np.float32)
