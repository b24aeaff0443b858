"""Several visitors at once on the real page: each has an answer to every question, and sees their own alone."""

import pytest

from ui.bench.visitors import Wait, strangers, visit_all

pytestmark = pytest.mark.model

ASKED = [
    ["What are the FREDA principles?", "What did The Christie do about bullying?", "What is the best pizza in Naples?"],
    ["How many languages does the interpreting service cover?", "What is equality?", "and in social care?"],
    ["What does it cost when a nurse leaves?", "and in social care?", "What are the FREDA principles?"],
    ["Who wrote the blog?", "How many beds has Castlebar?", "<b>What</b> about “carers” & families?"],
]


def test_each_visitor_is_answered_and_sees_their_own_conversation_alone(address: str) -> None:
    waits = visit_all(address, ASKED)
    assert [[wait.questions for wait in own] for own in waits] == [
        [tuple(questions[:number]) for number in (1, 2, 3)] for questions in ASKED
    ]
    assert all(len(wait.statuses) == len(wait.questions) for own in waits for wait in own)
    assert waits[0][1].statuses == ("answered", "answered")
    assert strangers(ASKED, waits) == 0
    assert all(wait.offers > wait.seconds for own in waits for wait in own)


def test_a_conversation_with_another_visitors_question_would_be_noticed() -> None:
    mine, theirs = ["One?", "Two?"], ["Three?", "Four?"]
    right = [Wait(0.1, ("One?",), ("answered",)), Wait(0.1, ("One?", "Two?"), ("answered",) * 2)]
    mixed = [Wait(0.1, ("Three?",), ("answered",)), Wait(0.1, ("Two?", "Four?"), ("answered",) * 2)]
    assert strangers([mine, theirs], [right, mixed]) == 1
