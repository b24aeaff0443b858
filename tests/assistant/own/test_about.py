"""What is said to questions about the library, from its metadata, and about Evenhand, in our own words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

import pytest

from assistant.answer import Turn
from assistant.own.about import AboutLibrary
from assistant.own.words import Running
from corpus.about import About
from corpus.document import Document
from indexing.embed import Embedder, Vectors
from indexing.query import Query
from indexing.search import Searcher

ABOUT = About("the running of homes: and more", ("Who leads?", "What does it cost?"))

QUOTING = Running()


@dataclass
class FakeSearcher:
    """A library in which nothing is near to any question."""

    documents: dict[str, Document]
    embedder: Embedder
    about: About = ABOUT

    def embed(self, queries: Iterable[Query], made: Mapping[str, Vectors]) -> dict[str, Vectors]:
        texts = [query.text for query in queries]
        return {**dict(zip(texts, self.embedder.encode(texts), strict=True)), **made}

    def nearest(self, vector: Vectors) -> tuple[float, float]:
        return 0.0, 0.0


def answer(searcher: FakeSearcher, question: str, history: Iterable[Turn] = (), running: Running = QUOTING) -> str:
    return AboutLibrary(cast("Searcher", searcher), running).answer(question, {}, list(history))


@pytest.fixture
def searcher(documents: dict[str, Document], fake_embedder: Any) -> FakeSearcher:
    return FakeSearcher(documents, fake_embedder)


def test_every_document_is_listed_with_what_it_states_of_itself(searcher: FakeSearcher) -> None:
    words = answer(searcher, "what documents do you have")
    assert words.startswith("The library, which is about the running of homes, has 5 documents:\n\n- ")
    assert "Equality Objectives Action Plan (Department of Health; October 2012; action plan; historical" in words
    assert "How to Promote Equality in Health and Social Care (publisher not stated; no date stated; article" in words
    assert words.endswith("\n\nNothing else is searched, nor is the internet.")


def test_a_publisher_that_is_named_narrows_the_list(searcher: FakeSearcher) -> None:
    words = answer(searcher, "do you have anything from CQC")
    assert words.startswith("The library has 2 documents of theirs:")
    assert words.count("Care Quality Commission") == 2


def test_an_added_document_says_when_it_was_added(searcher: FakeSearcher) -> None:
    first, *_ = searcher.documents.values()
    own = replace(first, id="policy", title="Our policy", added="2026-03-01", kind=None)
    added = replace(searcher, documents={"policy": own}, about=About())
    assert answer(added, "what documents do you have").startswith("The library has 1 document:\n\n- Our policy")
    assert "added in March 2026" in answer(added, "how old is this")


def test_how_old_this_is_concerns_what_was_quoted_last(searcher: FakeSearcher) -> None:
    line = next(line for line in searcher.documents["promoting-equality"].body.splitlines() if line.endswith("."))
    words = answer(searcher, "how old is this", [Turn("Why?", f"- {line} [1]")])
    assert [name for name in ("How to Promote", "Action Plan") if name in words] == ["How to Promote"]


@pytest.mark.parametrize(
    ("question", "beginning"),
    [
        ("hello", "Hello. You could ask:\n\n- Who leads?"),
        ("thanks", "You are welcome."),
        ("goodbye", "Goodbye."),
        ("who are you", "This is Evenhand: a program"),
        ("what can you do", "Evenhand answers questions from its library, which is about the running of homes."),
        ("is what I type saved anywhere", "What you type does not leave the computer"),
        ("is this free", "Evenhand itself is free"),
    ],
)
def test_each_kind_has_its_answer(searcher: FakeSearcher, question: str, beginning: str) -> None:
    assert answer(searcher, question).startswith(beginning)


def test_privacy_is_told_as_it_is_where_a_model_is_connected(searcher: FakeSearcher) -> None:
    words = answer(searcher, "is what I type saved anywhere", running=Running("ollama:small", feedback=True))
    assert "does not leave" not in words
    assert "language model that has been connected here, ollama:small" in words
    assert "“Not helpful” is saved" in words


@pytest.mark.parametrize(
    "question", ["what documents does CQC ask for", "who made the resource", "how old is the action plan"]
)
def test_questions_to_the_documents_are_left_to_the_search(searcher: FakeSearcher, question: str) -> None:
    assert answer(searcher, question) == ""
