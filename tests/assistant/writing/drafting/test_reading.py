"""Which lines of a reply are questions, and for which sentence."""

import pytest

from assistant.writing.drafting.reading import ReadQuestion, read_questions


@pytest.mark.parametrize(
    "line",
    [
        "2: how long do we knead",
        "  2 : how long do we knead",
        "- 2: how long do we knead",
        "[2]: how long do we knead",
        "**2:** how long do we knead",
        "Sentence 2: how long do we knead",
        "4. 2: “how long do we knead”",
        '2: "how long   do we knead"',
    ],
)
def test_a_line_with_a_number_and_a_colon_is_a_question(line: str) -> None:
    assert read_questions(line) == [ReadQuestion(2, "how long do we knead")]


@pytest.mark.parametrize(
    "line",
    [
        "Here are the questions:",
        "1. how long do we knead",
        "how long do we knead?",
        "2:",
        "2: 10:30",
        "2: dough",
        f"2: {'how long do we knead ' * 10}",
        "```",
        "",
    ],
)
def test_any_other_line_is_ignored(line: str) -> None:
    assert read_questions(line) == []


def test_questions_keep_their_order() -> None:
    reply = "Certainly!\n\n3: who mixes the flour\nor\n1: how long do we knead?\n"
    assert read_questions(reply) == [ReadQuestion(3, "who mixes the flour"), ReadQuestion(1, "how long do we knead?")]
