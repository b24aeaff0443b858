"""The catalogue -> triplets to train the adapter with: a question, what it belongs with, and a known gap."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from indexing.library import Library
from indexing.stored.parts import texts_of

# How often a question is paired with another question of its sentence rather than with the sentence.
_WITH_QUESTION = 0.6
# How often the known gap is a false premise, where its passage has one, and how often it belongs to no passage.
_PREMISE, _GENERAL = 0.45, 0.05
# How often a question or known gap follows an earlier question.
_FOLLOWS = 0.2


class Batch(NamedTuple):
    """Three columns of the same length: questions, what each belongs with, and a known gap for each."""

    questions: list[str]
    positives: list[str]
    gaps: list[str]


class TripletDraw:
    """Draws batches of triplets at random.

    A question belongs with another question of its sentence, or with the sentence itself. Its known gap is mostly one
    of its own passage. Some questions and known gaps follow an earlier question on the same passage, as in a
    conversation, so that the model learns to go by the last one.
    """

    def __init__(self, library: Library, size: int, seed: int = 0) -> None:
        """`size` is how many questions are drawn for a batch."""
        self._random = np.random.default_rng(seed)
        self._questions = [question.text for question in library.questions]
        self._sentences = texts_of(library)["sentences"]
        self._passage = [question.passage for question in library.questions]
        self._sentence: list[int] = library.sentence_numbers.tolist()
        self._of_passage, self._of_sentence = positions_by(self._passage), positions_by(self._sentence)
        self._gaps: dict[int | None, list[str]] = defaultdict(list)
        self._premises: dict[int | None, list[str]] = defaultdict(list)
        for gap in library.gaps:
            (self._premises if gap.premise else self._gaps)[gap.passage].append(gap.text)
        self._size = size
        self.batches_a_round = len(self._questions) // size

    def a_round(self) -> Iterator[Batch]:
        """All questions in a new order; those at the end that do not fill a batch wait for the next round.

        Of the questions of one sentence, a batch keeps one: the loss takes all that the others belong with for wrong.
        """
        order = self._random.permutation(len(self._questions)).tolist()
        for start in range(0, self.batches_a_round * self._size, self._size):
            distinct = {self._sentence[n]: n for n in order[start : start + self._size]}.values()
            yield Batch(
                [self._following(self._passage[n], self._questions[n]) for n in distinct],
                [self._positive(n) for n in distinct],
                [self._gap(self._passage[n]) for n in distinct],
            )

    def _positive(self, question: int) -> str:
        others = [n for n in self._of_sentence[self._sentence[question]] if n != question]
        if others and self._random.random() < _WITH_QUESTION:
            return self._questions[int(self._random.choice(others))]
        return self._sentences[self._sentence[question]]

    def _gap(self, passage: int) -> str:
        premises, gaps = self._premises[passage], self._gaps[passage]
        chosen = premises if premises and self._random.random() < _PREMISE else gaps or premises
        if not chosen or self._random.random() < _GENERAL:
            chosen = self._gaps[None] or chosen
        return self._following(passage, chosen[self._random.integers(len(chosen))])

    def _following(self, passage: int, question: str) -> str:
        """The question, now and then after an earlier one on the same passage."""
        if self._random.random() >= _FOLLOWS:
            return question
        return f"{self._questions[int(self._random.choice(self._of_passage[passage]))]} {question}"


def positions_by(keys: Sequence[int]) -> dict[int, list[int]]:
    """Where each key stands among the keys, in order; empty for any other key."""
    positions: dict[int, list[int]] = defaultdict(list)
    for position, key in enumerate(keys):
        positions[key].append(position)
    return positions
