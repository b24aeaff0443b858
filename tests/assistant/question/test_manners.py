"""Words about the answer are left out of a question; words about its subject are not."""

import pytest

from assistant.question.manners import bare


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("what is a human rights based approach in plain english", "what is a human rights based approach"),
        ("quick one for my board - why should we care about equality", "why should we care about equality"),
        ("Hi, can you tell me what FREDA means pls?", "what FREDA means ?"),
        ("sorry if this is a silly question but what is the equality duty", "what is the equality duty"),
        ("reasonable adjustments for deaf patients, bullet points please", "reasonable adjustments for deaf patients"),
        ("Need this for tomorrow. Which groups are protected? Two sentences max.", "Which groups are protected?"),
        ("one page summary of why human rights matter, for a board paper on thursday", "why human rights matter"),
        ("explain the three aims of the duty in simple words, thanks", "explain the three aims of the duty"),
    ],
)
def test_courtesy_form_and_haste_are_left_out(question: str, asked: str) -> None:
    assert bare(question) == asked


@pytest.mark.parametrize(
    "question",
    [
        "What should a board paper on equality cover?",
        "How many were promised, and by when?",
        "can a couple who are both residents share a room",
        "What is the deadline for asking for a refusal to be looked at again?",
        "do residents who speak no english get an interpreter",
        "who can put the request in - me, the family or her consultant?",
        "what questions should i ask when a resident moves in",
        "policy says we treat everyone the same - is that wrong?",
    ],
)
def test_what_is_asked_stays_as_it_is(question: str) -> None:
    assert bare(question) == question


@pytest.mark.parametrize("question", ["exact words please", "hello", "quick summary?", "in plain english", "and?"])
def test_a_question_of_nothing_else_stays(question: str) -> None:
    assert bare(question) == question or bare(question) == "exact words"
