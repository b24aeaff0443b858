"""What is counted of questions: how they end, and how long they take."""

from collections.abc import Iterator

import pytest

from assistant.answer import Answer, Statement
from corpus.errors import QuestionError
from ui.counts import Counts


def stream(question: str) -> Iterator[Statement | Answer]:
    if question == "?":
        raise QuestionError("It is empty.")
    if question == "broken":
        raise LookupError
    yield Statement("It is.", (1,))
    yield Answer(question, question, "answered", milliseconds={"search": 20.0, "answer": 7000.0, "total": 90_000.0})


@pytest.fixture
def counts() -> Counts:
    return Counts()


def told(counts: Counts) -> dict[str, int]:
    return {outcome: number for outcome, number in counts.questions.items() if number}


def test_a_question_is_counted_by_what_became_of_it(counts: Counts) -> None:
    counted = counts.counting(stream)
    assert len(list(counted("What is it?"))) == 2
    for question, error in (("?", QuestionError), ("broken", LookupError)):
        with pytest.raises(error):
            list(counted(question))
    assert told(counts) == {"answered": 1, "invalid": 1, "error": 1}


def test_one_whose_answer_nobody_waits_for_is_stopped(counts: Counts) -> None:
    parts = counts.counting(stream)("What is it?")
    next(parts)
    parts.close()  # type: ignore[attr-defined]
    assert told(counts) == {"stopped": 1}


def test_seconds_are_counted_by_stage_and_class(counts: Counts) -> None:
    list(counts.counting(stream)("What is it?"))
    assert counts.seconds["search"].classes == [1, *[0] * 10]
    assert counts.seconds["answer"].classes[7] == 1  # at most ten seconds
    assert (counts.seconds["total"].classes[-1], counts.seconds["total"].total) == (1, 90)


def test_requests_that_are_refused_are_counted_by_reason(counts: Counts) -> None:
    counts.refuse("size")
    assert counts.refused == {"limit": 0, "size": 1, "sign-in": 0, "stopping": 0}
