"""Lines of a batch are read strictly, and their errors say what is wrong."""

import json
from typing import Any

import pytest

from assistant.answer import Turn
from assistant.question.batch import id_of, read_line
from corpus.errors import QuestionError

TURN = {"question": "Bread?", "answer": "Yes [1]"}


def line(**fields: Any) -> str:
    return json.dumps({"id": "a", "question": "And boats?", **fields})


def test_history_is_read_as_turns_of_a_conversation() -> None:
    read = read_line(line(history=[TURN, TURN]))
    assert (read.id, read.question) == ("a", "And boats?")
    assert read.history == [Turn("Bread?", "Yes [1]")] * 2
    assert read_line(line()).history == []


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_byte_order_mark_and_any_line_end_are_read_over(end: str) -> None:
    assert read_line(f"\ufeff{line()}{end}").id == "a"
    assert id_of(f"\ufeff{line(other=1)}{end}") == "a"


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"more": 1}, "more: "),
        ({"history": [{**TURN, "more": 1}]}, "history.0.more: "),
        ({"history": [{"question": "Bread?"}]}, "history.0.answer: Field required"),
        ({"history": [["Bread?", "Yes"]]}, "history.0: "),
        ({"history": [{**TURN, "answer": 1}]}, "history.0.answer: Input should be a valid string"),
        ({"id": ""}, "id: "),
        ({"question": None}, "question: "),
    ],
)
def test_what_is_no_question_of_a_batch_is_named(fields: dict[str, Any], fault: str) -> None:
    with pytest.raises(QuestionError) as raised:
        read_line(line(**fields))
    assert str(raised.value).startswith(f"Not a question of a batch: {fault}")


@pytest.mark.parametrize("text", ["{", '{"id": "a"', "9" * 5000, "[" * 100_000, "\ufeff"])
def test_what_is_no_json_is_said_to_be_none_and_has_no_id(text: str) -> None:
    with pytest.raises(QuestionError, match=r"^Not JSON"):
        read_line(text)
    assert id_of(text) is None


def test_a_lone_surrogate_becomes_a_question_mark() -> None:
    assert read_line(r'{"id": "a\ud800", "question": "Bread\udce9"}').question == "Bread?"
