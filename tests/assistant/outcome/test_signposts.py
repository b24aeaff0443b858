"""Where questions are answered that the library does not answer: told by the kind of question, and only where sure."""

from collections.abc import Callable
from typing import Any

import pytest

from assistant.answer import Answer, Statement, Status
from assistant.outcome.signposts import Signposts, signposted
from corpus.lists.signposts import Place, Signpost
from indexing.embed import Embedder, SentenceEmbedder

BREAD = Signpost("bread", ("why is my bread flat", "which flour for bread"), (Place("A baker", "loaves"),))
FIRE = Signpost(
    "fire",
    ("the oven is on fire",),
    (Place("The fire service", "ovens", "https://fire.example"),),
    "Leave.",
    urgent=True,
)
SMOKE = Signpost("smoke", ("the oven is smoking",), (Place("A neighbour", "smoke"),), urgent=True)
NONE = Signpost("none", ("tell me a joke", "how are you"))


Told = Callable[[str], Signpost | None]


def told_by(signposts: Signposts, embedder: Embedder) -> Told:
    return lambda question: signposts.of(question, embedder.encode([question])[0])


@pytest.fixture
def signpost(fake_embedder: Any) -> Told:
    return told_by(Signposts(fake_embedder, [BREAD, FIRE, SMOKE, NONE]), fake_embedder)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Why is the bread flat?", BREAD),
        ("our oven is on fire", FIRE),
        ("the oven is", SMOKE),  # neither of the urgent kinds is likelier than all else, but both together are
        ("tell me a joke", None),
        ("how do I moor a boat", None),
        ("is", None),
    ],
)
def test_a_question_gets_the_signpost_of_the_examples_it_is_like(
    question: str, kind: Signpost | None, signpost: Told
) -> None:
    assert signpost(question) == kind


@pytest.mark.parametrize(
    ("status", "shown"), [("not_found", True), ("out_of_scope", True), ("partial", True), ("answered", False)]
)
def test_a_signpost_follows_whatever_is_not_answered(status: Status, shown: bool, signpost: Told) -> None:
    answer = signposted(Answer("?", "why is my bread flat", status, "We do not say."), signpost("why is my bread flat"))
    assert answer.signpost == (BREAD if shown else None)
    assert answer.text == ("We do not say." + f"\n\n{BREAD.in_words()}" * shown)


@pytest.mark.parametrize("status", ["not_found", "answered"])
def test_what_is_urgent_comes_before_whatever_was_found(status: Status, signpost: Told) -> None:
    statements = (Statement("Ovens are hot.", (1,)),) if status == "answered" else ()
    found = Answer("?", "our oven is on fire", status, "Ovens are hot.", statements)
    answer = signposted(found, signpost("our oven is on fire"))
    assert answer.text == f"{FIRE.in_words()}\n\nOvens are hot."


def test_an_answer_in_our_own_words_needs_no_signpost(signpost: Told) -> None:
    found = Answer("?", "our oven is on fire", "answered", "It is a library.")
    assert signposted(found, signpost("our oven is on fire")).signpost is None


def test_a_signpost_is_said_to_be_ours_and_what_is_urgent_comes_first() -> None:
    assert FIRE.in_words() == (
        "Leave. Where such questions are answered (our pointers, not from the documents): "
        "The fire service – ovens, fire.example."
    )


# Written apart from the examples.
HARM = """
    my resident has bruises on her arms and seems frightened of one of the carers
    worried a client is being hit by his son
    one of the night staff is rough with the residents
    we found a resident tied to the bed
    a care worker has been touching a service user
    husband wont let her out of the house and she is scared
    who should i tell if i think someone is being abused
    patient says she was raped on the ward
    i suspect a colleague is stealing from a patient
    a 15 year old patient told me her uncle touches her
    how do i make a safeguarding alert
    resident says a nurse pinched him
    neglect in a home, who to contact
    old man not being fed by his family
    a resident was pushed over by another one
    agency carer left a resident on the toilet for two hours
    member of staff says she is going to kill herself
    he's had a fall and hit his head and is unconscious
    a patient with a knife is threatening people
    can't find a resident, she has wandered off
    colleague is suicidal
    she wants to die and has a plan
    service user has stopped breathing
    my staff are being attacked by a visitor
"""
SENT = {
    "The Care Quality Commission (CQC)": """
        how do I register a new care home
        what is the deadline for the cqc annual fee
        how do we challenge a cqc rating
        can CQC inspect without notice?
    """,
    "The Equality and Human Rights Commission (EHRC)": """
        are non-binary people protected by law?
        what is a genuine occupational requirement?
        is veganism a protected belief
        can a resident sue us under the human rights act and how long do they have
    """,
    "Acas": """
        what minimum wage do we have to pay care workers
        maternity pay how many weeks
        can an employee ask for flexible working from day one?
        can carers go on strike
    """,
    "Skills for Care": """
        how often should care staff have supervision?
        level 5 diploma leadership and management
        oliver mcgowan training is it mandatory
    """,
}
NOWHERE = """
    what is the best pizza in naples
    how many weeks until 1 august
    write a poem about our cook's retirement
    who are our competitors
    how many beds will go under the STP
    what happened at winterbourne view
    are black people more likely to be detained
    women's safety in mixed wards
    what did staff at the christie say about bullying
    who led the review
    how much did the garden project cost
    what is the name of the chair
"""


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


@pytest.fixture(scope="module")
def known(embedder: SentenceEmbedder) -> Told:
    return told_by(Signposts(embedder), embedder)


@pytest.mark.model
def test_where_somebody_may_be_at_risk_nearly_every_wording_is_understood(known: Told) -> None:
    missed = [question for question in lines(HARM) if not ((found := known(question)) and found.urgent)]
    assert len(missed) <= 1, missed


@pytest.mark.model
@pytest.mark.parametrize(("place", "questions"), SENT.items())
def test_questions_are_sent_where_they_are_answered(place: str, questions: str, known: Told) -> None:
    found = {question: known(question) for question in lines(questions)}
    assert all(signpost and place in {one.name for one in signpost.places} for signpost in found.values()), found


@pytest.mark.model
def test_a_question_of_no_kind_is_sent_nowhere(known: Told) -> None:
    assert {question: found.kind for question in lines(NOWHERE) if (found := known(question))} == {}
