"""Refusals and the passages nearest to an answer."""

from collections.abc import Callable
from typing import Any

import pytest

from assistant.answer import Answer
from assistant.judge import Evidence, Judgement, Verdict
from assistant.outcome.refused import refused
from corpus.about import About

Make = Callable[..., Any]

ABOUT = About("baking")


@pytest.fixture
def refusing(hits_of: Make) -> Callable[..., Answer]:
    """A refusal by a searcher, of whose passages the first few were `found`."""

    def make(searcher: Any, verdict: Verdict = "not_found", premise: int | None = None, found: int = 9) -> Answer:
        judgement = Judgement(verdict, 0.0, Evidence(0, 0, 0, 0, 0, 0), premise)
        return refused(Answer("?", "?", "not_found", hits=hits_of(searcher)[:found]), judgement, searcher)

    return make


def test_the_nearest_sentences_are_shown_with_their_references(refusing: Make, searcher_of: Make) -> None:
    answer = refusing(searcher_of("One.", "Two.", "Three.", "Four."))
    assert [near.words.text for near in answer.nearest] == ["One.", "Two.", "Three."]
    assert answer.nearest[0].reference == "A publisher (January 2020) A guide. Part › Place 1 [guide]."
    assert (answer.statements, answer.citations) == ((), ())


def test_the_passage_against_a_false_premise_comes_first(refusing: Make, searcher_of: Make) -> None:
    answer = refusing(searcher_of("One.", "Two.", "Three."), premise=2)
    assert answer.nearest[0].words.text == "Three."
    assert answer.hits[0].passage.text == "Three."
    assert "take something for granted" in answer.text


def test_a_premise_whose_passage_was_not_found_is_not_spoken_of(refusing: Make, searcher_of: Make) -> None:
    answer = refusing(searcher_of("One.", "Two.", "Three."), premise=2, found=2)
    assert [near.words.text for near in answer.nearest] == ["One.", "Two."]
    assert "take something for granted" not in answer.text


@pytest.mark.parametrize(
    ("titles", "said"),
    [
        ("", "This is outside the library, which is about baking."),
        ("Rye", "This is outside the library, which is about baking. Your organisation has added “Rye”."),
        ("Rye Oat", "This is outside the library, which is about baking. Your organisation has added “Rye” and “Oat”."),
        ("A B C D", "This is outside the library, which is about baking. Your organisation has added 4 documents."),
    ],
)
def test_what_is_outside_the_library_is_told_what_is_inside(
    titles: str, said: str, refusing: Make, searcher_of: Make, added: Make
) -> None:
    searcher = searcher_of("One.", about=ABOUT)
    searcher.documents |= {title.lower(): added(title) for title in titles.split()}
    assert refusing(searcher, "out_of_scope").text == said


def test_a_library_that_does_not_say_what_it_is_about_names_what_was_added(
    refusing: Make, searcher_of: Make, added: Make
) -> None:
    searcher = searcher_of("One.")
    searcher.documents["rye"] = added("Rye")
    assert refusing(searcher, "out_of_scope").text == "This is outside the library. Your organisation has added “Rye”."
