"""The answers to the questions that we tune on read as one text."""

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest

from assistant.answer import Answer, Statement
from assistant.assistant import Assistant
from evals.questions import MANAGERS, PRACTICE, load_questions

pytestmark = pytest.mark.model

QUESTIONS = [
    item.turns[0].question
    for items in (load_questions(split="dev"), load_questions(PRACTICE), load_questions(MANAGERS))
    for item in items
    if item.turns[0].answerable
]
# How many questions of the walk one of the quick sample stands for.
SAMPLED = 12

# "This blog was written by …" names the document itself.
LEANS = re.compile(
    r"(?:these|those|they|but|also|however|here are|for example(?!.*:\n)|this (?!blog|policy|resource|report))\b",
    re.IGNORECASE,
)
LIST = re.compile(r"\n\s*(?:[-•]|\d+[.)]|[a-z]\))")


def faults(answer: Answer) -> Iterator[str]:
    """What is wrong with the way an answer reads."""
    first = answer.statements[0]
    if not first.intro and LEANS.match(first.text):
        yield "its first line leans on something left out"
    if re.match(r"\W*\[", first.text) or any("[…]" in s.intro for s in answer.statements):
        yield "it begins with a gap"
    for statement, after in pairwise([*answer.statements, None]):
        if statement is not None and leads_to_nothing(statement, after):
            yield f"'{statement.text[-60:]}' leads to nothing"
    yield from (f"'{one}' stands after '{other}'" for one, other in out_of_order(answer))


def leads_to_nothing(statement: Statement, after: Statement | None) -> bool:
    """Whether a statement ends as a lead-in does, and neither a list nor a heading follows."""
    return statement.text.endswith(":") and (after is None or bool(after.intro))


def out_of_order(answer: Answer) -> Iterator[tuple[str, str]]:
    """Statements of one passage in another order than the passage's."""
    for citation in answer.citations:
        of_passage = [s.text for s in answer.statements if s.citations == (citation.number,) and s.verbatim]
        places = [(citation.quote.find(text), text) for text in of_passage]
        yield from ((b[1][:40], a[1][:40]) for a, b in pairwise(places) if 0 <= b[0] < a[0])


def walk(assistant: Assistant, questions: list[str]) -> dict[str, list[str]]:
    answers = {question: assistant.ask(question) for question in questions}
    found = {question: list(faults(answer)) for question, answer in answers.items() if answer.statements}
    return {question: wrong for question, wrong in found.items() if wrong}


def test_a_sample_of_answers_reads_as_one_text(assistant: Assistant) -> None:
    assert walk(assistant, QUESTIONS[::SAMPLED]) == {}


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_all_answers_read_as_one_text(assistant: Assistant) -> None:
    assert walk(assistant, QUESTIONS) == {}
