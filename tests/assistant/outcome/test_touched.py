"""Answers that are not whole."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from assistant.answer import Answer
from assistant.outcome.near import near_piece
from assistant.outcome.touched import TOUCHED, in_part, touched
from corpus.document import Sentence

Make = Callable[..., Any]


@pytest.fixture
def touching(searcher_of: Make, hits_of: Make) -> Callable[..., Answer]:
    """What is said to a question of a library of these texts, found in this order, of which the first is quoted."""

    def make(question: str, *texts: str, rare: str = "") -> Answer:
        searcher = searcher_of(*texts, rare=rare)
        hits = hits_of(searcher)
        return touched(Answer(question, question, "partial", hits=hits), [near_piece(hits[0])], question, searcher)

    return make


def texts_of(answer: Answer) -> list[str]:
    return [statement.text for statement in answer.statements]


def test_it_says_so_first_then_quotes_then_names_what_is_not_covered(touching: Make) -> None:
    answer = touching("Who pays for halal meals?", "Meals are at noon.", rare="halal")
    assert answer.text == f"{TOUCHED}\n\nMeals are at noon. [1]\n\nThe library does not mention “halal meals”."
    assert (answer.status, answer.opening) == ("partial", TOUCHED)
    assert answer.lacking == "The library does not mention “halal meals”."
    assert [(citation.number, citation.quote) for citation in answer.citations] == [(1, "Meals are at noon.")]


def test_our_first_words_are_few() -> None:
    assert len(TOUCHED.split()) <= 8


@pytest.mark.parametrize(
    ("first", "second", "quoted"),
    [
        ("Bread is old.", "However, it rises.", "Bread is old. However, it rises."),
        ("However, bread is old.", "This rises.", "This rises."),
        ("Bread is old.", "Rising:", "Bread is old."),
        ("Bread is old.", Sentence("kneading", 0, "item", "list", "This includes:", "- ", 1), "Bread is old."),
    ],
)
def test_a_sentence_that_leans_on_another_takes_it_along_and_a_label_gives_way(
    first: str, second: str | Sentence, quoted: str, searcher_of: Make, hits_of: Make
) -> None:
    last = second if isinstance(second, Sentence) else Sentence(second, 0, "sentence")
    searcher = searcher_of(f"{first} {last.text}")
    sentences = (Sentence(first, 0, "sentence"), replace(last, start=len(first) + 1))
    searcher.passages[0] = replace(searcher.passages[0], sentences=sentences)
    (hit,) = hits_of(searcher)
    assert near_piece(replace(hit, sentences=(0.1, 0.5))).text == quoted


def test_words_of_headings_are_not_missing(touching: Make) -> None:
    answer = touching("In which place is halal?", "Bread rises.", "Ovens are hot.", rare="place halal")
    assert texts_of(answer) == ["Bread rises."]
    assert answer.lacking == "The library does not mention “halal”."


def test_an_answer_to_a_part_ends_by_naming_the_others() -> None:
    whole = Answer("?", "?", "answered", "Bread is old. [1]")
    answer = in_part(whole, ["how many loaves"])
    assert (answer.status, answer.opening) == ("partial", "")
    assert answer.text == "Bread is old. [1]\n\nThe library gives no answer to “how many loaves”."
    assert in_part(whole, []) is whole
