"""Documents that a question names are told from what it only speaks of, and their names do not search."""

import pytest

from assistant.question.named import Named, named_in
from corpus.document import Document

TITLES = {
    "menopause": "Corporate HR - Guide to the Menopause and the Workplace",
    "equality-and-diversity-policy": "Equality and Diversity Policy",
    "consent": "Consent & Capacity Policy",
    "equality-objectives-action-plan": "Equality Objectives Action Plan",
    "promoting-equality": "How to Promote Equality in Health and Social Care",
    "stp-equality-blog": "Considering equality and health inequalities is essential for STPs",
    "funding": "Commissioning policy: individual funding requests",
}


def document(id_: str, title: str, kind: str | None = None) -> Document:
    return Document(
        id=id_, title=title, publisher="Department of Health", author=None, published=None, period=None, kind=kind,
        url=None, rights=None, status="current", currency=(), raw="", sha256="", body="", sections=(),
    )  # fmt: skip


DOCUMENTS = [document(id_, title) for id_, title in TITLES.items()]


@pytest.mark.parametrize(
    ("question", "named", "text"),
    [
        ("does the menopause guide cover men", "menopause", "does the guide cover men"),
        (
            "what does our equality policy say on hoists?",
            "equality-and-diversity-policy",
            "what does the policy say on hoists?",
        ),
        (
            "Who is listed in the care home's equality and diversity policy?",
            "equality-and-diversity-policy",
            "Who is listed in the policy?",
        ),
        (
            "Does the DH action plan name its own staff",
            "equality-objectives-action-plan",
            "Does the plan name its own staff",
        ),
        (
            "hours of training in the promoting equality article",
            "promoting-equality",
            "hours of training in the article",
        ),
        ("who wrote this STP blog", "stp-equality-blog", "who wrote the blog"),
        ("what is the consent policy's review date", "consent", "what is the policy's review date"),
    ],
)
def test_a_document_is_named(question: str, named: str, text: str) -> None:
    assert named_in(question, DOCUMENTS) == Named((named,), text)


@pytest.mark.parametrize(
    "question",
    [
        "do we need an equality policy",  # any such policy
        "what should an equality action plan cover",
        "what goes in the care plan",  # of no document's kind and title
        "who signs off the equality strategy",
        "what does the equality guidance say",  # of several documents
        "compare the menopause guide with the Acme confidentiality policy",  # one of them is not there
        "how do we hold a policy review",
        "is there guidance on the menopause",
        "",
    ],
)
def test_what_is_no_document_of_the_library_is_not_taken_for_one(question: str) -> None:
    assert named_in(question, DOCUMENTS) is None


def test_two_documents_may_be_named() -> None:
    asked = "how do the consent policy and the menopause guide treat carers"
    assert named_in(asked, DOCUMENTS) == Named(("consent", "menopause"), "how do the policy and the guide treat carers")


def test_the_kind_that_a_document_states_names_it_too() -> None:
    documents = [
        document("infection", "Infection control", "policy"),
        document("lifting", "Lifting people", "guide"),
    ]
    assert named_in("who signed the infection policy", documents) == Named(("infection",), "who signed the policy")
    assert named_in("who signed the lifting policy", documents) is None
