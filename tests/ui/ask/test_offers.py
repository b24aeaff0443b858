import re
from dataclasses import replace
from typing import Any

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from corpus.lists.offered import OfferedQuestion
from ui.ask.offers import Offers, candidates, next_questions
from ui.html.filters import Filters
from ui.live import Snapshot

pytestmark = pytest.mark.model

FREDA = "What does FREDA stand for?"
PARTS = 8  # so that none takes long


@pytest.fixture(scope="module")
def now(assistant: Assistant) -> Snapshot:
    return Snapshot.of(assistant)


def offered(now: Snapshot, answer: Answer, asked: tuple[str, ...] = (), document: str = "") -> list[str]:
    """What is offered after an answer, in one document or all."""
    further = next_questions(answer, asked, Filters((document,) if document else ()), now)
    if not isinstance(further, str):
        return further
    return Offers(now).answered(re.findall(r"(\w+)=([\w-]+)", further))


@pytest.mark.parametrize("part", range(PARTS))
def test_every_offered_question_is_answered_from_its_own_section(now: Snapshot, part: int) -> None:
    sections = {(p.document, p.anchor): p.section_anchor for p in now.assistant.searcher.passages}
    astray = []
    for one in now.offered.questions[part::PARTS]:
        answer = now.assistant.ask(one.text)
        cited = {(c.document, sections[c.document, c.anchor]) for c in answer.citations}
        if answer.status != "answered" or (one.document, one.section) not in cited:
            astray.append((one.text, answer.status, sorted(cited)))
    assert astray == []


def test_no_offered_question_is_one_of_the_catalogues(now: Snapshot) -> None:
    """Of its own, not copied: a catalogue's paraphrase is never shown. A plain question can be worded in one way."""
    catalogue = {question.text.casefold() for question in now.assistant.searcher.questions}
    same = [one.text for one in now.offered.questions if one.text.casefold() in catalogue]
    assert len(same) <= len(now.offered.questions) / 5, same


def test_three_answerable_questions_from_near_the_answer_are_offered(now: Snapshot) -> None:
    answer = now.assistant.ask(FREDA)
    questions = offered(now, answer)
    texts = {one.text: one for one in now.offered.questions}
    assert len(set(questions)) == 3
    for question in questions:
        assert texts[question].document in {citation.document for citation in answer.citations}
        assert now.assistant.ask(question).status == "answered"


def test_what_the_answer_has_just_quoted_is_not_offered(now: Snapshot) -> None:
    answer = now.assistant.ask("What does Dhek Bhal do?")
    assert answer.citations[0].anchor.endswith("dhek-bhal-bristol/p1")
    assert "What does Dhek Bhal provide?" not in offered(now, answer)
    assert "What does Dhek Bhal provide?" in offered(now, replace(answer, citations=(), status="not_found"))


def test_a_question_asked_before_is_not_offered_again(now: Snapshot) -> None:
    answer = now.assistant.ask(FREDA)
    first = tuple(offered(now, answer))
    assert not set(first) & set(offered(now, answer, asked=first))


def test_a_question_not_answered_by_its_own_section_is_not_offered(
    now: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer, elsewhere = now.assistant.ask(FREDA), now.assistant.ask("Why is equality important?")
    assert not {one.document for one in elsewhere.citations} & {one.document for one in answer.citations}
    for found in (elsewhere, replace(answer, status="not_found", citations=())):
        monkeypatch.setattr(now.assistant, "ask", lambda *_, found=found, **__: found)
        assert offered(now, answer) == []


def test_questions_about_filtered_out_documents_are_not_offered(now: Snapshot) -> None:
    answer = now.assistant.ask(FREDA)
    other = next(id_ for id_ in now.library.documents if id_ != answer.citations[0].document)
    assert offered(now, answer, document=other) == []


def test_after_a_refusal_questions_that_the_library_answers_are_offered(now: Snapshot) -> None:
    refused = now.assistant.ask("How much does a week at Castlebar cost?")
    assert refused.status == "not_found"
    questions = offered(now, refused)
    assert any("Castlebar" in question for question in questions)
    assert all(now.assistant.ask(question).status == "answered" for question in questions)


def test_after_a_question_from_elsewhere_questions_to_start_with_are_offered(now: Snapshot) -> None:
    outside = now.assistant.ask("What is the best pizza in Naples?")
    assert outside.status == "out_of_scope"
    first = offered(now, outside)
    starters = [text for texts in now.offered.starters.values() for text in texts]
    assert first == starters[:3]
    assert offered(now, outside, asked=tuple(first)) == starters[3:6]


def test_an_address_that_names_no_questions_gets_none(now: Snapshot) -> None:
    strange = [("ask", value) for value in ("99999999", "9999999", "-1", "²", "x", "9" * 5000)]
    assert Offers(now).answered([*strange, ("other", "1"), ("shown", "9999999")]) == []


def test_only_the_first_few_questions_of_an_address_are_tried(now: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []
    refused = now.assistant.ask("What is the best pizza in Naples?")

    def refuse(question: str, *_: Any, **__: Any) -> Answer:
        tried.append(question)
        return refused

    monkeypatch.setattr(now.assistant, "ask", refuse)
    assert Offers(now).answered([("ask", str(number)) for number in range(100)]) == []
    assert len(tried) == 8


def test_the_next_section_comes_before_a_second_question_from_two_sections_away(now: Snapshot) -> None:
    answer = now.assistant.ask("Which activities does Castlebar Care Centre offer?")
    questions: list[OfferedQuestion] = [now.offered.questions[n] for n in candidates(answer, [], now)]
    steps = [one.section.rpartition("/")[2][:12] for one in questions]
    assert steps[0] == "case-study-3"
    assert set(steps[1:3]) == {"case-study-2", "case-study-4"}
    assert "case-study-1" in steps[3:]


def test_the_librarys_own_examples_are_answered(assistant: Assistant) -> None:
    examples = assistant.searcher.about.examples
    assert examples
    assert {question: assistant.ask(question).status for question in examples} == dict.fromkeys(examples, "answered")
