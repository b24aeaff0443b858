import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from ui.offers import offers
from ui.talk import EXAMPLES

pytestmark = pytest.mark.model

FREDA = "What does FREDA stand for?"


def sections(answer: Answer) -> set[tuple[str, ...]]:
    return {citation.section[:-1] for citation in answer.citations}


def test_three_answerable_questions_from_near_the_answer_are_offered(assistant: Assistant) -> None:
    answer = assistant.ask(FREDA)
    offered = offers(answer, [], assistant.searcher, assistant.answering)
    assert len(set(offered)) == 3
    for question in offered:
        reply = assistant.ask(question)
        assert reply.status == "answered"
        assert sections(reply) & sections(answer)


def test_what_was_asked_before_is_not_offered_again(assistant: Assistant) -> None:
    answer = assistant.ask(FREDA)
    first = offers(answer, [], assistant.searcher, assistant.answering)
    assert not set(first) & set(offers(answer, first, assistant.searcher, assistant.answering))


def test_what_is_not_answered_from_the_expected_passage_is_not_offered(assistant: Assistant) -> None:
    elsewhere = assistant.searcher.passages[0]
    assert elsewhere.anchor not in {citation.anchor for citation in assistant.ask(FREDA).citations}
    assert offers(assistant.ask(FREDA), [], assistant.searcher, lambda _: elsewhere) == []
    assert offers(assistant.ask(FREDA), [], assistant.searcher, lambda _: None) == []


def test_after_a_refusal_questions_that_the_library_answers_are_offered(assistant: Assistant) -> None:
    refused = assistant.ask("How much does a week at Castlebar cost?")
    assert refused.status == "not_found"
    offered = offers(refused, [], assistant.searcher, assistant.answering)
    assert offered
    assert all(assistant.ask(question).status == "answered" for question in offered)


@pytest.mark.parametrize("question", EXAMPLES)
def test_the_questions_to_start_with_are_answered(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status == "answered"
