import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from ui.ask.offers import Offers, candidates
from ui.live import Snapshot

pytestmark = pytest.mark.model

FREDA = "What does FREDA stand for?"


def offered(assistant: Assistant, answer: Answer, asked: tuple[str, ...] = (), document: str = "") -> list[str]:
    """What is offered after an answer, in one document or all."""
    pairs = [("ask", str(number)) for number in candidates(answer, asked, assistant.searcher)]
    return Offers(Snapshot.of(assistant)).answered([*pairs, ("document", document)])


def sections(answer: Answer) -> set[tuple[str, ...]]:
    return {citation.section[:-1] for citation in answer.citations}


def test_three_answerable_questions_from_near_the_answer_are_offered(assistant: Assistant) -> None:
    answer = assistant.ask(FREDA)
    questions = offered(assistant, answer)
    assert len(set(questions)) == 3
    for question in questions:
        reply = assistant.ask(question)
        assert reply.status == "answered"
        assert sections(reply) & sections(answer) or not reply.citations  # from the glossary


def test_a_question_asked_before_is_not_offered_again(assistant: Assistant) -> None:
    answer = assistant.ask(FREDA)
    first = tuple(offered(assistant, answer))
    assert not set(first) & set(offered(assistant, answer, asked=first))


def test_a_question_not_answered_by_its_expected_passage_is_not_offered(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer, elsewhere = assistant.ask(FREDA), assistant.searcher.passages[0]
    assert elsewhere.anchor not in {citation.anchor for citation in answer.citations}
    for found in (elsewhere, None):
        monkeypatch.setattr(assistant, "answering", lambda *_, found=found: found)
        assert offered(assistant, answer) == []


def test_questions_about_filtered_out_documents_are_not_offered(assistant: Assistant) -> None:
    answer = assistant.ask(FREDA)
    other = next(id_ for id_ in assistant.searcher.documents if id_ != answer.citations[0].document)
    assert offered(assistant, answer, document=other) == []


def test_after_a_refusal_questions_that_the_library_answers_are_offered(assistant: Assistant) -> None:
    refused = assistant.ask("How much does a week at Castlebar cost?")
    assert refused.status == "not_found"
    questions = offered(assistant, refused)
    assert questions
    assert all(assistant.ask(question).status == "answered" for question in questions)


def test_an_address_that_names_no_questions_gets_none(assistant: Assistant) -> None:
    offers = Offers(Snapshot.of(assistant))
    strange = [("ask", value) for value in ("99999999", "9999999", "-1", "²", "x", "9" * 5000)]
    assert offers.answered([*strange, ("other", "1")]) == []


def test_only_the_first_few_questions_of_an_address_are_tried(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []
    monkeypatch.setattr(assistant, "answering", lambda question, *_: tried.append(question))
    offers = Offers(Snapshot.of(assistant))
    assert offers.answered([("ask", str(number)) for number in range(100)]) == []
    assert len(tried) == 8


def test_the_questions_to_start_with_are_answered(assistant: Assistant) -> None:
    examples = assistant.searcher.about.examples
    assert examples
    assert {question: assistant.ask(question).status for question in examples} == dict.fromkeys(examples, "answered")
