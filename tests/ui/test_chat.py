import logging
from collections.abc import Collection, Sequence

import pytest

from assistant.answer import Answer, Turn
from corpus.errors import QuestionError
from ui.chat import Exchange, Outcome, take_turn, take_up
from ui.filters import Filters
from ui.passages import Library

ALL = Filters()
ANSWER = Answer("What is bread?", "What is bread?", "answered", "Bread is old. [1]", (), (), (), ())
SAID = Exchange(ANSWER, ALL)


class FakeAsk:
    """Answers with what it is given, or raises it, and remembers what it was asked with."""

    def __init__(self, *replies: Answer | Exception) -> None:
        self.replies = list(replies)
        self.history: list[Turn] = []
        self.narrowed: tuple[Collection[str] | None, Collection[str] | None] = (None, None)

    def __call__(
        self,
        question: str,
        history: Sequence[Turn] = (),
        documents: Collection[str] | None = None,
        voices: Collection[str] | None = None,
    ) -> Answer:
        self.history, self.narrowed = list(history), (documents, voices)
        reply = self.replies.pop(0)
        if isinstance(reply, Exception):
            raise reply
        return reply


def test_a_turn_adds_its_answer_and_hands_on_the_turns_before_it(library: Library) -> None:
    ask = FakeAsk(ANSWER)
    assert take_turn(ask, "And cake?", ALL, (SAID,), library) == Outcome((SAID, SAID))
    assert ask.history == [Turn(ANSWER.question, ANSWER.text)]
    assert ask.narrowed == (None, None)


def test_a_turn_asks_only_in_what_passes_the_filters(library: Library) -> None:
    ask = FakeAsk(ANSWER)
    narrow = Filters(voices=("reader",), statuses=("current",))
    assert take_turn(ask, "Bread?", narrow, (), library) == Outcome((Exchange(ANSWER, narrow),))
    assert ask.narrowed == (["sample"], ("reader",))


def test_filters_that_leave_no_document_are_said_plainly(library: Library) -> None:
    outcome = take_turn(FakeAsk(ANSWER), "Bread?", Filters(statuses=("historical",)), (SAID,), library)
    assert outcome.exchanges == (SAID,)
    assert "No document passes these filters" in outcome.problem


def test_what_cannot_be_taken_as_a_question_is_said_plainly_and_adds_no_turn(library: Library) -> None:
    ask = FakeAsk(QuestionError("The question is empty."))
    assert take_turn(ask, " ", ALL, (SAID,), library) == Outcome((SAID,), "The question is empty.")


def test_a_failure_is_said_plainly_and_logged_without_the_question(
    library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        outcome = take_turn(FakeAsk(ValueError("a secret question")), "a secret question", ALL, (SAID,), library)
    assert outcome.exchanges == (SAID,)
    assert outcome.problem.startswith("Something went wrong")
    assert "ValueError" in caplog.text
    assert "test_chat.py" in caplog.text
    assert "secret" not in caplog.text


def test_a_conversation_is_taken_up_as_far_as_it_can_be(library: Library) -> None:
    ask = FakeAsk(ANSWER, QuestionError("The question is empty."), ANSWER)
    outcome = take_up(ask, [("Bread?", ALL), (" ", ALL), ("Cake?", ALL)], library)
    assert outcome == Outcome((SAID,), "The question is empty.")
    assert ask.history == [Turn(ANSWER.question, ANSWER.text)]
