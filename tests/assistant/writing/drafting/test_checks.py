"""Which drafted questions are dropped, and for what."""

import pytest

from assistant.writing.drafting import checks
from assistant.writing.drafting.checks import Checks, repeats
from indexing.search import Searcher


@pytest.fixture
def why_not(bread: Searcher) -> "WhyNot":
    return WhyNot(bread)


class WhyNot:
    """Says why a question for a sentence of the first passage is dropped."""

    def __init__(self, searcher: Searcher) -> None:
        self._checks, self._passage = Checks(searcher, "bread"), searcher.passages[0]

    def __call__(self, question: str, number: int = 0) -> str | None:
        return self._checks.why_not(self._passage, number, question)


def test_a_question_that_its_sentence_answers_is_kept(why_not: WhyNot) -> None:
    assert why_not("for how many minutes is dough kneaded") is None


def test_a_question_that_its_sentence_does_not_answer_is_dropped(why_not: WhyNot) -> None:
    assert why_not("where do boats moor") == checks.UNANSWERED


def test_a_question_that_another_sentence_answers_better_is_dropped(bread: Searcher) -> None:
    why_not, (_, steps, _) = Checks(bread, "bread").why_not, bread.passages
    assert why_not(steps, 1, "do we add the water or milk") == checks.ELSEWHERE
    assert why_not(steps, 2, "do we add the water or milk") is None


def test_without_a_cross_encoder_the_cosine_decides(bread: Searcher) -> None:
    bread.cross_encoder = None
    why_not = WhyNot(bread)
    assert why_not("knead the dough for how many minutes") is None
    assert why_not("where do boats moor") == checks.UNANSWERED


def test_a_question_for_no_sentence_is_dropped(why_not: WhyNot) -> None:
    assert why_not("how many minutes is the dough kneaded", 2) == checks.NOWHERE
    assert why_not("how many minutes is the dough kneaded", -1) == checks.NOWHERE


def test_a_question_about_the_passage_itself_is_dropped(why_not: WhyNot) -> None:
    assert why_not("what does the passage say about ten minutes of dough") == checks.SPOKE_OF_IT


@pytest.mark.parametrize(
    "question", ["how many minutes is the dough kneaded", "Is the dough kneaded? How many minutes"]
)
def test_the_same_question_again_is_dropped(why_not: WhyNot, question: str) -> None:
    assert why_not("How many minutes is the dough kneaded?") is None
    assert why_not(question) == checks.TWICE


def test_another_question_for_the_same_sentence_is_kept(why_not: WhyNot) -> None:
    assert why_not("How many minutes is the dough kneaded?") is None
    assert why_not("what is done for ten minutes to dough") is None


@pytest.mark.parametrize(
    "question", ["Knead the dough?", "the dough for ten minutes", "Do we have to knead the dough for ten minutes?"]
)
def test_a_question_that_only_repeats_its_sentence_is_dropped(why_not: WhyNot, question: str) -> None:
    assert why_not(question) == checks.REPEATED


def test_a_question_may_name_a_short_sentence_and_most_of_a_long_one() -> None:
    assert not repeats("who pays for interpreting services", "Interpreting services")
    assert not repeats("who tastes every loaf", "The senior baker tastes every loaf.")
