"""Our glossary says what an abbreviation stands for where the documents do not."""

import pytest

from assistant.answer import Answer, Statement
from assistant.own.definitions import defined
from corpus.lists.glossary import Abbreviation

GLOSSARY = [
    Abbreviation(("AIS",), "Accessible Information Standard", stated=False, meaning="how to inform"),
    Abbreviation(("IT",), "information technology", stated=False, capitals=True),
]
REFUSED = Answer("?", "?", "not_found", "The library does not answer this.")
OURS = "From our glossary, not from the documents: AIS stands for Accessible Information Standard: how to inform."


@pytest.mark.parametrize("question", ["what does AIS stand for?", "what is ais", "AIS meaning", "define AIS", "AIS"])
def test_a_refusal_becomes_our_words(question: str) -> None:
    answer = defined(REFUSED, question, GLOSSARY)
    assert (answer.status, answer.text, answer.opening) == ("answered", OURS, OURS)
    assert (answer.statements, answer.citations) == ((), ())


@pytest.mark.parametrize(
    "question", ["what does AIS mean for a home care agency", "when was AIS introduced", "what is it", "what is WXYZ"]
)
def test_any_other_question_is_left_as_it_was_answered(question: str) -> None:
    assert defined(REFUSED, question, GLOSSARY) is REFUSED


def test_what_the_documents_define_stays_and_what_they_do_not_is_added_before_it() -> None:
    quotation = Answer("?", "?", "answered", "The Accessible Information Standard (AIS) … [1]", (Statement("…", (1,)),))
    assert defined(quotation, "what is AIS", GLOSSARY) is quotation
    other = Answer("?", "?", "answered", "AIS applies to all. [1]", (Statement("AIS applies to all.", (1,)),))
    answer = defined(other, "what is AIS", GLOSSARY)
    assert answer.text == f"{OURS}\n\nAIS applies to all. [1]"
    assert (answer.opening, answer.statements) == (OURS, other.statements)
