"""The questions that must come back right, complete and cited, each in two wordings."""

import re
from dataclasses import dataclass

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from corpus.document import Document

pytestmark = pytest.mark.model


@dataclass(frozen=True)
class Wanted:
    """Facts that the answer must quote from one document; `words` is how long it may be."""

    name: str
    wordings: tuple[str, str]
    document: str
    facts: tuple[str, ...]
    words: int = 180


WANTED = [
    Wanted(
        "the nine success factors",
        ("What are the nine success factors?", "List the 9 success factors that the case studies share"),
        "equally-outstanding",
        ("Committed leadership", "Equality and human rights principles into action", "Culture of staff equality",
         "Apply equality and human rights thinking to improvement issues", "Staff as improvement partners",
         "People who use services at the centre", "Use external help", "Courage", "Continuous learning and curiosity"),
        words=450,
    ),
    Wanted(
        "the six questions for STP footprints",
        ("What are the six questions an STP footprint could look at?",
         "Which questions should an STP ask itself about equality and health inequalities?"),
        "stp-equality-blog",
        ("what do we know already about the access, experience and outcomes",
         "potential impact of STP plans on workforce equality", "targeted engagement",
         "maximise opportunities to advance equality", "concrete changes need to be made",
         "monitor and evaluate the impact"),
        words=260,
    ),
    Wanted(
        "the cost of a leaver",
        ("How much does it cost when a member of staff leaves an NHS trust, and in social care?",
         "What does staff turnover cost per leaver in the NHS and in social care?"),
        "equally-outstanding",
        ("£4,500", "£4,000"),
    ),
    Wanted(
        "The Christie on bullying",
        ("What did The Christie do about bullying and what changed?",
         "How did the Christie tackle bullying and harassment of staff, and did it work?"),
        "equally-outstanding",
        ("network of staff advisors", "28%", "11%"),
    ),
    Wanted(
        "the four steps to workforce equality",
        ("What are the four steps to improve workforce equality?",
         "How can we improve equality for our staff, step by step?"),
        "equally-outstanding",
        ("Understand where you are now", "Understand the root causes", "Apply effective interventions",
         "Review your progress"),
        words=450,
    ),
    Wanted(
        "the FREDA principles",
        ("What are the FREDA principles?", "What does FREDA stand for?"),
        "equally-outstanding",
        ("fairness", "respect", "equality", "dignity", "autonomy"),
    ),
    Wanted(
        "who leads on dignity in care",
        ("Who leads the objective on dignity in care?", "Which Director General is responsible for dignity in care?"),
        "equality-objectives-action-plan",
        ("Director General Social Care, Local Government and Care Partnerships",),
    ),
    Wanted(
        "the languages of Westminster's interpreting",
        ("How many languages does Westminster's interpreting service cover?",
         "In how many languages can people get an interpreter from Westminster council?"),
        "westminster-equity-assessment",
        ("250 languages",),
    ),
    Wanted(
        "the reply about transport",
        ("What did NHS England reply about transport?",
         "What did NHS England say to the reader worried about travelling to services further away?"),
        "stp-equality-blog",
        ("service reconfiguration and transport issues is well-made", "equality impact assessments"),
    ),
]  # fmt: skip

# Our own words besides what is quoted: who speaks, and what is only touched on or lacking.
OWN_WORDS = 30
CASES = [
    pytest.param(wanted, wording, id=f"{wanted.name}: {wording}") for wanted in WANTED for wording in wanted.wordings
]


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(("wanted", "wording"), CASES)
def test_the_answer_states_every_fact(wanted: Wanted, wording: str, assistant: Assistant) -> None:
    answer = assistant.ask(wording)
    assert answer.status in ("answered", "partial")
    assert [fact for fact in wanted.facts if fact.lower() not in plain(answer.text).lower()] == []


@pytest.mark.parametrize(("wanted", "wording"), CASES)
def test_every_fact_is_quoted_from_its_document_and_cited(wanted: Wanted, wording: str, assistant: Assistant) -> None:
    answer = assistant.ask(wording)
    quoted = plain(" ".join(said_by(answer, wanted.document))).lower()
    assert [fact for fact in wanted.facts if fact.lower() not in quoted] == []


@pytest.mark.parametrize(("wanted", "wording"), CASES)
def test_the_answer_is_verbatim_and_short(
    wanted: Wanted, wording: str, assistant: Assistant, documents: dict[str, Document]
) -> None:
    answer = assistant.ask(wording)
    for statement in answer.statements:
        bodies = [documents[answer.citations[number - 1].document].body for number in statement.citations]
        assert statement.verbatim
        assert any(statement.text in body for body in bodies)
    assert all(citation.quote in documents[citation.document].body for citation in answer.citations)
    assert len(answer.text.split()) <= wanted.words + OWN_WORDS


@pytest.mark.parametrize("wording", WANTED[-1].wordings)
def test_the_reply_comes_first_and_is_shown_as_a_reply(wording: str, assistant: Assistant) -> None:
    answer = assistant.ask(wording)
    first = answer.citations[0]
    assert (first.voice, first.document) == ("reply", "stp-equality-blog")
    assert "transport" in first.quote
    assert any("reply" in note for note in answer.notes)


def test_the_four_steps_come_in_their_order(assistant: Assistant, documents: dict[str, Document]) -> None:
    section = re.findall(r"^### (\d\. .+)$", documents["equally-outstanding"].body, re.MULTILINE)
    steps = section[section.index("1. Understand where you are now") :][:4]
    text = plain(assistant.ask("What are the four steps to improve workforce equality?").text)
    places = [text.find(step[3:]) for step in steps]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize(
    "question",
    [
        "What is the weather in Leeds?",
        "Write me a sorting function in Python",
        "qwrt plmk zzxv",
        "Who won the cup final?",
    ],
)
def test_a_question_from_another_world_is_refused(question: str, assistant: Assistant) -> None:
    answer = assistant.ask(question)
    assert answer.status in ("not_found", "out_of_scope")
    assert (answer.statements, answer.citations) == ((), ())


def said_by(answer: Answer, document: str) -> list[str]:
    """What is quoted with a citation of this document, and the headings that the citation names."""
    cited = {citation.number for citation in answer.citations if citation.document == document}
    return [statement.text for statement in answer.statements if cited & set(statement.citations)]
