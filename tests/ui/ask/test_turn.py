import logging
from collections.abc import Collection, Iterator, Sequence

import pytest

from assistant.answer import Answer, Statement, Turn
from corpus.errors import QuestionError
from ui.ask.turn import Exchange, TurnResult, take_turn, take_up
from ui.html.filters import Filters
from ui.html.passages import Holdings

ALL = Filters()
ANSWER = Answer("What is bread?", "What is bread?", "answered", "Bread is old. [1]", (), (), (), ())
SAID = Exchange(ANSWER, ALL)


class FakeAsk:
    """Gives the parts it is given, or raises them, and remembers what it was asked with."""

    def __init__(self, *parts: Statement | Answer | Exception) -> None:
        self.parts = list(parts)
        self.history: list[Turn] = []
        self.narrowed: tuple[Collection[str] | None, Collection[str] | None] = (None, None)
        self.quotations = False

    def __call__(
        self,
        question: str,
        history: Sequence[Turn] = (),
        documents: Collection[str] | None = None,
        voices: Collection[str] | None = None,
        *,
        quotations: bool = False,
    ) -> Iterator[Statement | Answer]:
        self.history, self.narrowed, self.quotations = list(history), (documents, voices), quotations
        while self.parts:
            part = self.parts.pop(0)
            if isinstance(part, Exception):
                raise part
            yield part
            if isinstance(part, Answer):
                return


def outcome_of(
    ask: FakeAsk, question: str, filters: Filters, said: tuple[Exchange, ...], library: Holdings
) -> TurnResult:
    *_, outcome = take_turn(ask, question, filters, said, library)
    assert isinstance(outcome, TurnResult)
    return outcome


def test_a_turn_adds_its_answer_and_hands_on_the_turns_before_it(library: Holdings) -> None:
    ask = FakeAsk(ANSWER)
    assert outcome_of(ask, "And cake?", ALL, (SAID,), library) == TurnResult((SAID, SAID))
    assert ask.history == [Turn(ANSWER.question, ANSWER.text)]
    assert ask.narrowed == (None, None)


def test_a_turn_asks_only_in_what_passes_the_filters(library: Holdings) -> None:
    ask = FakeAsk(ANSWER)
    narrow = Filters(voices=("reader",), statuses=("current",))
    assert outcome_of(ask, "Bread?", narrow, (), library) == TurnResult((Exchange(ANSWER, narrow),))
    assert ask.narrowed == (["sample"], ("reader",))


def test_filters_that_leave_no_document_are_said_plainly(library: Holdings) -> None:
    outcome = outcome_of(FakeAsk(ANSWER), "Bread?", Filters(statuses=("historical",)), (SAID,), library)
    assert outcome.exchanges == (SAID,)
    assert "No document passes these filters" in outcome.problem


def test_what_cannot_be_taken_as_a_question_is_said_plainly_and_adds_no_turn(library: Holdings) -> None:
    ask = FakeAsk(QuestionError("The question is empty."))
    assert outcome_of(ask, " ", ALL, (SAID,), library) == TurnResult((SAID,), "The question is empty.")


def test_a_failure_is_said_plainly_and_logged_without_the_question(
    library: Holdings, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        outcome = outcome_of(FakeAsk(ValueError("a secret question")), "a secret question", ALL, (SAID,), library)
    assert outcome.exchanges == (SAID,)
    assert outcome.problem.startswith("Something went wrong")
    assert "ValueError" in caplog.text
    assert "test_turn.py" in caplog.text
    assert "secret" not in caplog.text


def test_a_conversation_is_taken_up_as_far_as_it_can_be(library: Holdings) -> None:
    ask = FakeAsk(ANSWER, QuestionError("The question is empty."), ANSWER)
    outcome = take_up(ask, [("Bread?", ALL), (" ", ALL), ("Cake?", ALL)], library)
    assert outcome == TurnResult((SAID,), "The question is empty.")
    assert ask.history == [Turn(ANSWER.question, ANSWER.text)]
    assert ask.quotations


def test_statements_are_shown_as_they_grow_and_then_the_answer(library: Holdings) -> None:
    first, second = Statement("Bread is old.", (1,)), Statement("Add water.", (1,))
    parts = list(take_turn(FakeAsk(first, second, ANSWER), "Bread?", ALL, (), library))
    assert parts == [(first,), (first, second), TurnResult((SAID,))]


def test_what_fails_half_way_leaves_no_half_answer(library: Holdings) -> None:
    parts = list(take_turn(FakeAsk(Statement("Bread is old.", (1,)), ValueError("x")), "Bread?", ALL, (SAID,), library))
    assert parts[-1].exchanges == (SAID,)
    assert parts[-1].problem.startswith("Something went wrong")


def test_a_single_question_of_a_link_may_be_answered_by_a_model(library: Holdings) -> None:
    ask = FakeAsk(ANSWER)
    assert take_up(ask, [("Bread?", ALL)], library) == TurnResult((SAID,))
    assert not ask.quotations


def test_who_wants_quotations_gets_them_whatever_model_is_set(library: Holdings) -> None:
    ask = FakeAsk(ANSWER)
    outcome_of(ask, "Bread?", Filters(quotations=True), (), library)
    assert ask.quotations
