"""Scores of every indexed text for one query: its vector, best sentence, questions, topics and words, and their sum."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from indexing.embed import Vectors
from indexing.learnt.weights import fitted_weights

Scores = NDArray[np.float32]
Numbers = NDArray[np.int64]

# What is weighed of each text, in the order of the weights: the cosine of its own vector, of its best sentence, of the
# best question the catalogue has for it, of its five best ones, of the nearest topic that gathers it, and its words.
SIGNALS = ("passage", "sentence", "question", "agreeing", "topic", "words")
# What is weighed besides of texts whose document has no catalogue: the cosine of the general vector.
GENERAL = "general"
# How many questions of a text must agree.
_AGREEING = 5
# The signals before this one come from vectors of the text and its questions.
_DENSE = SIGNALS.index("topic")


@dataclass(frozen=True, slots=True)
class QuestionVectors:
    """Vectors of questions that single sentences answer; `owners[i]` is the sentence of question i, ascending.

    `catalogued`, shape (texts,), says which texts are of documents that have such questions on most of their texts.
    """

    vectors: Vectors
    owners: Numbers
    catalogued: NDArray[np.bool_]

    def among(self, sentences: Numbers, texts: Numbers) -> "QuestionVectors":
        """Those of some sentences and texts, by their numbers, ascending; the owners are places among the former."""
        first, end = (np.searchsorted(self.owners, sentences, side=side) for side in ("left", "right"))
        rows = ranges(first, end)
        return QuestionVectors(
            self.vectors[rows], np.searchsorted(sentences, self.owners[rows]), self.catalogued[texts]
        )


@dataclass(frozen=True, slots=True)
class TopicVectors:
    """Vectors of the ways to ask for topics; `first[i]` is the first of topic i, `members[i, j]` whether it has text j.

    Every topic has at least one vector and one text.
    """

    vectors: Vectors
    first: Numbers
    members: NDArray[np.bool_]

    def near(self, query: Vectors) -> Scores:
        """The cosine of the nearest way to ask for each topic: shape (topics,)."""
        return np.asarray(np.maximum.reduceat(self.vectors @ query, self.first), dtype=np.float32)

    def scores(self, near: Scores) -> Scores:
        """For each text the cosine of the nearest topic that gathers it, 0 where none does: shape (texts,)."""
        return np.asarray((self.members * near[:, None]).max(axis=0, initial=0.0), dtype=np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """Scores of all texts in their order, higher is better: shape (texts,); `sentences` and `questions` (sentences,).

    `signals`, shape (signals, texts), is what is weighed, in the order of SIGNALS and GENERAL. `questions` holds the
    cosine of the best question of each sentence and `topic` that of the nearest topic of each text, both 0 where there
    is none.
    `question_cosines` holds the cosine of each question, shape (questions,), and `topic_cosines` that of each topic,
    shape (topics,).
    """

    fused: Scores
    dense: Scores
    topic: Scores
    keyword: Scores
    sentences: Scores
    questions: Scores
    question_cosines: Scores
    topic_cosines: Scores
    signals: Scores

    @classmethod
    def mean(cls, rankings: Sequence["Ranking"]) -> "Ranking":
        """The mean of several rankings, of which there is at least one."""
        if len(rankings) == 1:
            return rankings[0]
        found = {field.name: [getattr(ranking, field.name) for ranking in rankings] for field in fields(cls)}
        return cls(**{name: sum(scores) / np.float32(len(scores)) for name, scores in found.items()})


class Words(Protocol):
    """What scores all texts by the words of a query."""

    def scores(self, words: list[str]) -> Scores:
        """Shape (texts,), 0 where none of the words stands."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class _WordsAmong:
    """The scores of some texts by their words, as they are among all of them."""

    words: Words
    numbers: Numbers

    def scores(self, words: list[str]) -> Scores:
        return self.words.scores(words)[self.numbers]


class Ranker:
    """Exact search over texts by their vectors and their words."""

    def __init__(
        self,
        vectors: Vectors,
        sentences: tuple[Vectors, Numbers],
        keywords: Words,
        questions: QuestionVectors | None = None,
        topics: TopicVectors | None = None,
        general: Vectors | None = None,
    ) -> None:
        """`sentences` are vectors with the text each belongs to, ascending; every text has at least one sentence.

        `general` are vectors of the texts by the general model, zeros for those that have none.
        """
        self._vectors, self._keywords, self._questions, self._topics = vectors, keywords, questions, topics
        self._catalogued = np.zeros(len(vectors), dtype=np.bool_) if questions is None else questions.catalogued
        self._sentences, self._owners = sentences
        self._first = np.searchsorted(self._owners, np.arange(len(vectors)))
        self._general = general

    @cached_property
    def _of_text(self) -> Numbers | None:
        """The numbers of each text's questions; made when it is asked for, since `among` can do without."""
        if self._questions is None:
            return None
        return _by_text(self._owners[self._questions.owners], len(self._vectors))

    @cached_property
    def _has_questions(self) -> NDArray[np.bool_]:
        return self._catalogued if self._of_text is None else np.asarray(self._of_text[:, 0] >= 0, dtype=np.bool_)

    @cached_property
    def _with_general(self) -> NDArray[np.bool_]:
        general = np.zeros((0, 1), dtype=np.float32) if self._general is None else self._general
        return np.asarray(general.any(axis=1), dtype=np.bool_)

    def among(self, numbers: Numbers) -> "Ranker":
        """One over some of the texts, by their numbers, ascending; of the others no vector is read."""
        places = np.searchsorted(self._owners, numbers), np.searchsorted(self._owners, numbers, side="right")
        sentences = ranges(*places)
        return Ranker(
            self._vectors[numbers],
            (self._sentences[sentences], np.searchsorted(numbers, self._owners[sentences])),
            _WordsAmong(self._keywords, numbers),
            None if self._questions is None else self._questions.among(sentences, numbers),
            None if self._topics is None else replace(self._topics, members=self._topics.members[:, numbers]),
            None if self._general is None else self._general[numbers],
        )

    def rank(self, query: Vectors, words: list[str], general: Vectors | None = None) -> Ranking:
        """Score every text for a query's vector, shape (dimensions,), its tokens, and its vector by the general model.

        Where a text or the query has no general vector, the cosine of the other one takes its place.
        """
        sentences = self._sentences @ query
        whole, best = self._vectors @ query, np.maximum.reduceat(sentences, self._first)
        questions, agreeing, cosines = self._asked(query, sentences, whole)
        # A text without questions counts as near as its own words are, so that it does not fall behind the others.
        own = (whole + best) / 2
        asked, agreeing = np.maximum(np.maximum.reduceat(questions, self._first), own), np.maximum(agreeing, own)
        keyword = self._keywords.scores(words)
        top = float(keyword.max(initial=0.0))
        near = np.zeros(0, dtype=np.float32) if self._topics is None else self._topics.near(query)
        topic = np.zeros_like(whole) if self._topics is None else self._topics.scores(near)
        share = keyword / top if top > 0 else keyword
        generally = self._generally(general, whole)
        signals = np.stack([whole, best, asked, agreeing, topic, share, generally]).astype(np.float32)
        dense = np.array(fitted_weights().search[:_DENSE], dtype=np.float32) @ signals[:_DENSE]
        fused = self._fused(signals)
        return Ranking(fused, dense, topic, keyword, sentences, questions, cosines, near, signals)

    def nearest(self, query: Vectors) -> tuple[float, float]:
        """The cosines of the nearest sentence and of the nearest question that one answers, -1 where there is none."""
        questions = np.zeros(0) if self._questions is None else self._questions.vectors @ query
        return float((self._sentences @ query).max()), float(questions.max(initial=-1.0))

    def _generally(self, query: Vectors | None, otherwise: Scores) -> Scores:
        """The cosine of each text's general vector, and what stands in `otherwise` where there is none."""
        if self._general is None or query is None:
            return otherwise
        return np.where(self._with_general, self._general @ query, otherwise)

    def _fused(self, signals: Scores) -> Scores:
        """The score of every text; the few questions of a text whose document has no catalogue can only add to it."""
        weights = fitted_weights()
        own = weights.search_uncatalogued
        by_questions = np.array(weights.search, dtype=np.float32) @ signals[: len(SIGNALS)]
        passage, sentence, *_, words, general = signals
        alone = own.passage * passage + own.sentence * sentence + own.words * words + own.general * general
        alone += own.constant
        best = np.where(self._has_questions, np.maximum(alone, by_questions), alone)
        return np.asarray(np.where(self._catalogued, by_questions, best), dtype=np.float32)

    def _asked(self, query: Vectors, sentences: Scores, texts: Scores) -> tuple[Scores, Scores, Scores]:
        """By sentence the best question's cosine, by text the mean of its five best, and every question's cosine."""
        best, agreeing = np.zeros_like(sentences), np.zeros_like(texts)
        if self._questions is None or self._of_text is None:
            return best, agreeing, np.zeros(0, dtype=np.float32)
        cosines = self._questions.vectors @ query
        np.maximum.at(best, self._questions.owners, cosines)
        return best, _mean_of_best(np.append(cosines, 0)[self._of_text]), cosines


def ranges(first: Numbers, end: Numbers) -> Numbers:
    """The numbers from each `first` on, before its `end`, one range after another."""
    lengths = end - first
    return np.repeat(first - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())


def _by_text(owners: Numbers, count: int) -> Numbers:
    """Row i: the numbers of the questions of text i, filled up with -1: shape (count, most questions).

    The `owners` of the questions are ascending.
    """
    lengths = np.bincount(owners, minlength=count)
    of_text = np.full((count, max(_AGREEING, lengths.max(initial=0))), -1)
    first = np.cumsum(lengths) - lengths
    of_text[owners, np.arange(len(owners)) - first[owners]] = np.arange(len(owners))
    return of_text


def _mean_of_best(cosines: Scores) -> Scores:
    """The mean of the best few of each row."""
    return np.asarray(np.partition(cosines, -_AGREEING, axis=1)[:, -_AGREEING:].mean(axis=1), dtype=np.float32)
