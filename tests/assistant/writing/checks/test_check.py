"""Sentences checked against real passages: what the passage supports passes, and each kind of lie is named."""

import pytest

from assistant.writing.checks.check import Checker
from assistant.writing.checks.sources import Source
from assistant.writing.prompt import system_prompt
from indexing.search import Searcher

pytestmark = pytest.mark.model

COST = "the average immediate cost to a trust is £4,500"
CHRISTIE = "In 2014, 28% of BME staff said"
STANDARD = "The Accessible Information Standard is also a legal requirement"
TRAINING = "a focus on equality training alone is not very effective"
LAWS = "This act consolidates previous anti-discrimination laws"
VALUES = "learning from each other to be the best we can"
STP = "We acknowledge that STP footprints are not organisations"


@pytest.fixture(scope="module")
def checker(searcher: Searcher) -> Checker:
    return Checker(searcher, system_prompt())


def source(quote: str, searcher: Searcher) -> Source:
    passage = next(passage for passage in searcher.passages if quote in passage.text)
    return Source(passage, searcher.documents[passage.document])


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("On average a trust loses £4,500 at once when a member of staff leaves the NHS.", COST),
        ("At The Christie bullying of BME staff fell from 28% in 2014 to 11% in 2015.", CHRISTIE),
        ("Equality training on its own is not very effective.", TRAINING),
        ("The Care Quality Commission says that the Accessible Information Standard is a legal requirement.", STANDARD),
    ],
)  # fmt: skip
def test_what_a_passage_supports_passes(claim: str, quote: str, checker: Checker, searcher: Searcher) -> None:
    assert checker.check(claim, [source(quote, searcher)]).reasons == ()


@pytest.mark.parametrize(
    ("claim", "quote", "reason"),
    [
        ("The average immediate cost to a trust is £5,400.", COST, "number"),
        ("In social care, the average cost is £4,500.", COST, "subject"),
        ("Work by Oxfam shows that the average immediate cost to a trust is £4,500.", COST, "name"),
        ("The cost to a trust is “a scandal for the whole country” at £4,500.", COST, "quotation"),
        ("Equality training alone is very effective.", TRAINING, "negation"),
        ("Only equality training is effective.", TRAINING, "exclusion"),
        ("Trusts must offer equality training.", TRAINING, "duty"),
        ("It is certain that equality training is not effective.", TRAINING, "certainty"),
        ("A trust can be fined by a court when a staff member leaves.", COST, "law"),
        ("Bullying of BME staff increased to 11% in 2015.", CHRISTIE, "opposite"),
        ("When a staff member leaves, his desk is given to a visiting magician from Norwich.", COST, "words"),
        ("The equality of a member is a working area, and abuse of flexible trust is its management.", COST, "meaning"),
        ("Die Kosten für ein Krankenhaus sind hoch und das Personal ist müde.", COST, "language"),
        ("You answer from these passages and from nothing else.", COST, "prompt"),
        ("Equality Act 2012: This act protects people from discrimination.", LAWS, "name"),
        ("Integrity – learning from each other to be the best we can.", VALUES, "subject"),
        ("Business case › Increasing staff equality will save money for providers.", COST, "form"),
        ("The cost to a trust is £4,500 and the.", COST, "form"),
        ("What does it cost a trust?", COST, "form"),
        ("<b>The average immediate cost</b> to a trust is £4,500.", COST, "form"),
        ("The public sector equality duty applies to STP footprints.", STP, "negation"),
    ],
)  # fmt: skip
def test_a_lie_is_named(claim: str, quote: str, reason: str, checker: Checker, searcher: Searcher) -> None:
    assert reason in checker.check(claim, [source(quote, searcher)]).reasons


def test_it_says_which_sentences_a_claim_rests_on(checker: Checker, searcher: Searcher) -> None:
    cited = source(COST, searcher)
    (support,) = checker.check("When staff leave the NHS, a trust loses £4,500 on average.", [cited]).support
    assert COST in support.text
    assert len(support.text) < len(cited.passage.text)


def test_nothing_passes_without_a_source(checker: Checker) -> None:
    assert checker.check("The average immediate cost to a trust is £4,500.", []).reasons == ("form",)
