"""Questions about the library are told from questions to its documents, and answered from its metadata."""

from dataclasses import replace

import pytest

from assistant.answer import Turn
from assistant.own.about import AboutLibrary
from corpus.about import About
from corpus.document import Document
from evals.questions import MANAGERS, PRACTICE, TUNING, load_questions
from indexing.embed import Embedder, SentenceEmbedder

ABOUT = About("the running of homes: and more", ("Who leads?", "What does it cost?"))


def library(documents: dict[str, Document], embedder: Embedder) -> AboutLibrary:
    return AboutLibrary(tuple(documents.values()), ABOUT, embedder)


@pytest.fixture
def about(documents: dict[str, Document], fake_embedder: Embedder) -> AboutLibrary:
    return library(documents, fake_embedder)


def test_every_document_is_listed_with_what_it_states_of_itself(about: AboutLibrary) -> None:
    words = about.answer("What documents do you have?")
    assert words.startswith("The library, which is about the running of homes, has 5 documents:\n\n- ")
    assert "Equality Objectives Action Plan (Department of Health; October 2012; action plan; historical" in words
    assert "How to Promote Equality in Health and Social Care (publisher not stated; no date stated; article" in words


def test_a_publisher_that_is_named_narrows_the_list(about: AboutLibrary) -> None:
    words = about.answer("do you have anything from CQC")
    assert words.startswith("The library has 2 documents of theirs:")
    assert words.count("Care Quality Commission") == 2


def test_an_added_document_says_when_it_was_added(documents: dict[str, Document], fake_embedder: Embedder) -> None:
    first, *_ = documents.values()
    own = replace(first, id="policy", title="Our policy", added="2026-03-01", kind=None)
    assert "Our policy" in AboutLibrary([own], ABOUT, fake_embedder).answer("what documents do you have")
    assert "added in March 2026" in AboutLibrary([own], About(), fake_embedder).answer("how old is this")


def test_how_old_this_is_concerns_what_was_quoted_last(about: AboutLibrary, documents: dict[str, Document]) -> None:
    line = next(line for line in documents["promoting-equality"].body.splitlines() if line.endswith("."))
    words = about.answer("how old is this?", [Turn("Why?", f"- {line} [1]")])
    assert [name for name in ("How to Promote", "Action Plan") if name in words] == ["How to Promote"]


@pytest.mark.parametrize(
    ("question", "beginning"),
    [("hello", "Hello. You could ask:"), ("thanks", "You are welcome"), ("who are you", "This is Evenhand: a program")],
)
def test_greetings_and_questions_about_evenhand_are_answered(
    about: AboutLibrary, question: str, beginning: str
) -> None:
    assert about.answer(question).startswith(beginning)


@pytest.mark.parametrize(
    "question",
    [
        "what documents does CQC ask for",
        "who made the resource",
        "how old is the action plan",
        "hello in BSL",
        "who owns it",
    ],
)
def test_questions_to_the_documents_are_left_to_the_search(about: AboutLibrary, question: str) -> None:
    assert about.answer(question) == ""


@pytest.mark.model
def test_no_question_that_the_documents_answer_is_taken_for_one_about_them(
    documents: dict[str, Document], embedder: SentenceEmbedder
) -> None:
    about = library(documents, embedder)
    items = [
        *load_questions(split="dev"),
        *(i for f in (PRACTICE, MANAGERS, TUNING) for i in load_questions(f)),
    ]
    asked = [turn.question for item in items for turn in item.turns if turn.answerable]
    assert len(asked) > 500
    assert [question for question in asked if about.answer(question)] == []


@pytest.mark.model
def test_other_words_for_the_same_are_known_too(documents: dict[str, Document], embedder: SentenceEmbedder) -> None:
    about = library(documents, embedder)
    others = ["which docs do you hold?", "how up to date are your documents?", "hey there!", "who built this thing"]
    assert [question for question in others if not about.answer(question)] == []
