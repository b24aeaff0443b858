"""What a person types is checked and cleaned before it is taken as a question."""

import pytest

from assistant.question.clean import check_question
from corpus.errors import QuestionError


def test_control_characters_and_surplus_space_are_removed() -> None:
    assert check_question("  Who\x00 leads\u200b\n\there?\u2028 ", 50) == "Who leads here?"


@pytest.mark.parametrize("text", ["", " \n", "?!", "\u200b"])
def test_a_question_has_a_letter_or_a_digit(text: str) -> None:
    with pytest.raises(QuestionError, match="The question is empty; type a question"):
        check_question(text, 50)
    assert check_question("3?", 50) == "3?"


def test_a_long_question_is_refused_with_the_limit() -> None:
    assert check_question("x" * 50, 50) == "x" * 50
    with pytest.raises(QuestionError, match="has 2,051 characters; shorten it to at most 2,050"):
        check_question("x" * 2051, 2050)
