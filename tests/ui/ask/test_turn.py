import logging
from collections.abc import Collection, Iterator, Sequence

import pytest

from assistant.answer import Answer, Statement, Turn
from corpus.errors import QuestionError, StoredIndexError
from ui.ask.turn import Exchange, TurnResult, resume, take_turn
from ui.html.filters import Filters
from ui.html.passages import Holdings

ALL = Filters()
ANSWER = Answer("What is bread?", "What is bread?", "answered", "Bread is old. [1]", (), (), (), ())
EARLIER = Exchange(ANSWER, ALL, Holdings({}, {}))


class FakeAnswerer:
    """Gives the parts that it was made with, raises those that are errors, and remembers what it was asked."""

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


def result_of(
    answerer: FakeAnswerer, question: str, filters: Filters, earlier: tuple[Exchange, ...], library: Holdings
) -> TurnResult:
    *_, result = take_turn(answerer, question, filters, earlier, library)
    assert isinstance(result, TurnResult)
    return result


def test_a_turn_adds_its_answer_and_hands_on_the_turns_before_it(library: Holdings) -> None:
    answerer = FakeAnswerer(ANSWER)
    assert result_of(answerer, "And cake?", ALL, (EARLIER,), library) == TurnResult((EARLIER, EARLIER))
    assert answerer.history == [Turn(ANSWER.question, ANSWER.text)]
    assert answerer.narrowed == (None, None)


def test_a_library_that_is_away_is_said_so_and_its_server_is_not_named(library: Holdings) -> None:
    answerer = FakeAnswerer(StoredIndexError("The Chroma server at http://inside:8000 cannot be reached."))
    result = result_of(answerer, "And cake?", ALL, (EARLIER,), library)
    assert result.exchanges == (EARLIER,)
    assert "cannot be searched at the moment" in result.problem
    assert "inside" not in result.problem


def test_a_turn_searches_only_what_passes_the_filters(library: Holdings) -> None:
    answerer = FakeAnswerer(ANSWER)
    narrow = Filters(voices=("reader",), statuses=("current",))
    assert result_of(answerer, "Bread?", narrow, (), library) == TurnResult((Exchange(ANSWER, narrow, library),))
    assert answerer.narrowed == (["sample"], ("reader",))


def test_filters_that_leave_no_document_are_reported_plainly(library: Holdings) -> None:
    result = result_of(FakeAnswerer(ANSWER), "Bread?", Filters(statuses=("historical",)), (EARLIER,), library)
    assert result.exchanges == (EARLIER,)
    assert "No document passes these filters" in result.problem


def test_text_that_is_no_question_is_reported_plainly_and_adds_no_turn(library: Holdings) -> None:
    answerer = FakeAnswerer(QuestionError("The question is empty."))
    assert result_of(answerer, " ", ALL, (EARLIER,), library) == TurnResult((EARLIER,), "The question is empty.")


def test_a_failure_is_reported_plainly_and_logged_without_the_question(
    library: Holdings, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        result = result_of(FakeAnswerer(ValueError("a secret question")), "a secret question", ALL, (EARLIER,), library)
    assert result.exchanges == (EARLIER,)
    assert result.problem.startswith("Something went wrong")
    assert "ValueError" in caplog.text
    assert "test_turn.py" in caplog.text
    assert "secret" not in caplog.text


def test_a_conversation_is_resumed_until_a_question_fails(library: Holdings) -> None:
    answerer = FakeAnswerer(ANSWER, QuestionError("The question is empty."), ANSWER)
    result = resume(answerer, [("Bread?", ALL), (" ", ALL), ("Cake?", ALL)], library)
    assert result == TurnResult((EARLIER,), "The question is empty.")
    assert answerer.history == [Turn(ANSWER.question, ANSWER.text)]
    assert answerer.quotations


def test_a_conversation_is_resumed_after_what_is_at_hand_of_it(library: Holdings) -> None:
    answerer = FakeAnswerer(ANSWER)
    assert resume(answerer, [("Cake?", ALL)], library, (EARLIER,)) == TurnResult((EARLIER, EARLIER))
    assert answerer.history == [Turn(ANSWER.question, ANSWER.text)]


def test_statements_are_shown_one_by_one_and_then_the_answer(library: Holdings) -> None:
    first, second = Statement("Bread is old.", (1,)), Statement("Add water.", (1,))
    parts = list(take_turn(FakeAnswerer(first, second, ANSWER), "Bread?", ALL, (), library))
    assert parts == [(first,), (first, second), TurnResult((EARLIER,))]


def test_a_failure_half_way_leaves_no_half_answer(library: Holdings) -> None:
    parts = list(
        take_turn(FakeAnswerer(Statement("Bread is old.", (1,)), ValueError("x")), "Bread?", ALL, (EARLIER,), library)
    )
    assert parts[-1].exchanges == (EARLIER,)
    assert parts[-1].problem.startswith("Something went wrong")


def test_a_question_may_be_answered_by_a_model(library: Holdings) -> None:
    answerer = FakeAnswerer(ANSWER)
    result_of(answerer, "Bread?", ALL, (), library)
    assert not answerer.quotations


def test_a_visitor_who_wants_quotations_gets_them_whatever_model_is_set(library: Holdings) -> None:
    answerer = FakeAnswerer(ANSWER)
    result_of(answerer, "Bread?", Filters(quotations=True), (), library)
    assert answerer.quotations
