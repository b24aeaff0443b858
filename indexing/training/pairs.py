"""The catalogue -> pairs to train the cross-encoder with: a question or known gap beside words or another question."""

from typing import NamedTuple

import numpy as np

from indexing.embed import Embedder
from indexing.learnt.cross_encoder import sentence_window
from indexing.learnt.tokenizer import PairTokenizer
from indexing.library import Library
from indexing.stored.parts import texts_of
from indexing.training.nearest import Nearest, Numbers
from indexing.training.triplets import positions_by

# The numbers here were set by hand; no command fits them, since each try takes a graphics processor.
# Pairs of a batch: questions with words that answer them, with words of another passage, with another question of the
# same sentence and of another one; known gaps with words, and with questions.
_ANSWERED, _OTHER_PASSAGE, _ALIKE, _UNLIKE, _GAPS_WITH_WORDS, _GAPS_WITH_QUESTIONS = 64, 24, 48, 24, 72, 32
# Words and questions that are wrong for a question are drawn from its nearest others, from the first rank here to the
# second. The very nearest may be right.
_OTHER_WORDS, _OTHER_QUESTIONS = (3, 24), (2, 20)
# How many of the nearest words, the nearest words of its passage and the nearest questions a known gap draws from.
_GAP_WORDS, _GAP_OWN_WORDS, _GAP_QUESTIONS = 8, 4, 12
# It draws nearer ones more often: the ranks follow exponentials of these scales.
_WORDS_SCALE, _QUESTIONS_SCALE = 1.2, 3.0
# How often a known gap is one of no passage, and how often it stands beside words of its own passage.
_GENERAL, _OWN = 0.08, 0.65
# How often a question or known gap follows an earlier question, and how many tokens of that are read.
_FOLLOWS, _LONGEST_EARLIER = 0.08, 25


class Pair(NamedTuple):
    """A question or known gap and the words or question beside it, both as tokens without marks, and what is right."""

    question: list[int]
    words: list[int]
    right: bool


class PairDraw:
    """Draws batches of pairs at random.

    Right are a question beside words that answer it, and two questions of one sentence. Wrong are a question beside
    near words of another passage or a near question of another sentence, and a known gap beside the words and questions
    nearest to it. Some questions and known gaps follow an earlier question on the same passage, as in a conversation.
    """

    def __init__(self, library: Library, embedder: Embedder, tokenizer: PairTokenizer, seed: int = 0) -> None:
        self._random = np.random.default_rng(seed)
        texts = texts_of(library)
        windows = [sentence_window(passage, n) for passage in library.passages for n in range(len(passage.sentences))]
        self._words, self._questions, self._gaps = map(tokenizer.tokens, (windows, texts["questions"], texts["gaps"]))
        self._sentence: list[int] = library.sentence_numbers.tolist()
        self._passage = [question.passage for question in library.questions]
        self._of_sentence, self._of_passage = positions_by(self._sentence), positions_by(self._passage)
        self._gap_passage = [gap.passage for gap in library.gaps]
        self._general = [n for n, passage in enumerate(self._gap_passage) if passage is None]
        self._particular = [n for n, passage in enumerate(self._gap_passage) if passage is not None]
        self._passages = library.passages
        nearest = Nearest(library, embedder)
        self._gap_words = nearest.sentences_to_gaps(_GAP_WORDS)
        self._gap_own_words = nearest.own_sentences_to_gaps(_GAP_OWN_WORDS)
        self._gap_questions = nearest.questions_to_gaps(_GAP_QUESTIONS)
        self._other_words = nearest.other_sentences(_OTHER_WORDS[1])
        self._other_questions = nearest.other_questions(_OTHER_QUESTIONS[1])

    def batch(self) -> list[Pair]:
        """The pairs of one step; a few less where the only question of a sentence is drawn."""
        return [
            *(self._answered(n) for n in self._some(_ANSWERED)),
            *(self._with_other_words(n) for n in self._some(_OTHER_PASSAGE)),
            *(self._alike(n) for n in self._some(_ALIKE) if len(self._of_sentence[self._sentence[n]]) > 1),
            *(self._unlike(n) for n in self._some(_UNLIKE)),
            *(self._gap_with_words(self._some_gap()) for _ in range(_GAPS_WITH_WORDS)),
            *(self._gap_with_question(self._some_gap()) for _ in range(_GAPS_WITH_QUESTIONS)),
        ]

    def _some(self, count: int) -> list[int]:
        return [int(number) for number in self._random.integers(len(self._questions), size=count)]

    def _some_gap(self) -> int:
        general = self._general and (not self._particular or self._random.random() < _GENERAL)
        return int(self._random.choice(self._general if general else self._particular))

    def _answered(self, question: int) -> Pair:
        return Pair(self._following(question), self._words[self._sentence[question]], right=True)

    def _with_other_words(self, question: int) -> Pair:
        words = self._words[self._other(self._other_words[question], _OTHER_WORDS)]
        return Pair(self._questions[question], words, right=False)

    def _alike(self, question: int) -> Pair:
        others = [other for other in self._of_sentence[self._sentence[question]] if other != question]
        return Pair(self._following(question), self._questions[int(self._random.choice(others))], right=True)

    def _unlike(self, question: int) -> Pair:
        other = self._questions[self._other(self._other_questions[question], _OTHER_QUESTIONS)]
        return Pair(self._questions[question], other, right=False)

    def _gap_with_words(self, gap: int) -> Pair:
        passage, nearest = self._gap_passage[gap], self._gap_words[gap]
        if passage is not None and self._random.random() < _OWN:
            nearest = self._gap_own_words[gap][: len(self._passages[passage].sentences)]
        words = self._words[self._near(nearest, _WORDS_SCALE)]
        return Pair(self._earlier(passage) + self._gaps[gap], words, right=False)

    def _gap_with_question(self, gap: int) -> Pair:
        question = self._questions[self._near(self._gap_questions[gap], _QUESTIONS_SCALE)]
        return Pair(self._earlier(self._gap_passage[gap]) + self._gaps[gap], question, right=False)

    def _following(self, question: int) -> list[int]:
        return self._earlier(self._passage[question]) + self._questions[question]

    def _earlier(self, passage: int | None) -> list[int]:
        """Now and then the beginning of an earlier question on the same passage."""
        if passage not in self._of_passage or self._random.random() >= _FOLLOWS:
            return []
        return self._questions[int(self._random.choice(self._of_passage[passage]))][:_LONGEST_EARLIER]

    def _other(self, nearest: Numbers, ranks: tuple[int, int]) -> int:
        return int(nearest[self._random.integers(min(ranks[0], len(nearest) - 1), len(nearest))])

    def _near(self, nearest: Numbers, scale: float) -> int:
        return int(nearest[min(len(nearest) - 1, int(self._random.exponential(scale)))])
