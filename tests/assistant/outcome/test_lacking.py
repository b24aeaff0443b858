"""The words of ours that name what is not covered."""

from collections.abc import Callable
from typing import Any

import pytest

from assistant.outcome.lacking import listed, no_answer_to, not_said, telling_words

Make = Callable[..., Any]

QUESTION = "Can we give halal meals to the home care rota?"


def test_words_that_are_rare_and_without_which_the_question_means_something_else_tell_what_it_is_about(
    searcher_of: Make,
) -> None:
    searcher = searcher_of("Bread.", rare="halal rota")
    assert telling_words(QUESTION, searcher) == {"halal", "rota"}
    assert telling_words("what is it?", searcher) == frozenset()
    assert telling_words("the 24 loaves", searcher_of("Bread.", rare="24")) == {"loav"}


def test_a_name_tells_what_a_question_is_about_however_common_unless_all_is_in_capitals(searcher_of: Make) -> None:
    searcher = searcher_of("Bread.", rare="rota")
    assert telling_words("What does Ann say on the rota?", searcher) == {"ann", "rota"}
    assert telling_words("WHAT DOES ANN SAY ON THE ROTA?", searcher) == {"rota"}


def test_words_that_the_library_does_not_have_are_named_as_the_question_has_them(searcher_of: Make) -> None:
    searcher = searcher_of("Meals are at noon.", "A rota is made.", rare="halal rota")
    assert not_said(QUESTION, frozenset({"halal"}), searcher) == "The library does not mention “halal meals”."
    assert not_said("Which rota?", frozenset({"rota"}), searcher_of("Meals.")) == "The library does not mention “rota”."


def test_what_the_library_calls_by_its_other_name_is_not_said_to_be_missing(searcher_of: Make) -> None:
    searcher = searcher_of("Ask for British Sign Language.")
    said = not_said("Who pays for BSL?", frozenset({"bsl"}), searcher)
    assert said == "The library gives no direct answer on “BSL”."


def test_a_word_that_begins_one_of_the_librarys_is_not_said_to_be_missing(searcher_of: Make) -> None:
    said = not_said("How do I complain?", frozenset({"complain"}), searcher_of("Complaints are read."))
    assert said == "The library gives no direct answer on “complain”."


def test_a_word_that_is_there_is_named_after_what_is_missing_and_not_before_it(searcher_of: Make) -> None:
    said = not_said("Do bakers pick sour bread?", frozenset({"pick", "sour"}), searcher_of("Bakers bake bread."))
    assert said == "The library does not mention “pick sour bread”."


def test_of_a_long_run_of_words_only_those_that_are_missing_are_named(searcher_of: Make) -> None:
    question = "halal meals resident prayer times home rota"
    said = not_said(question, frozenset({"halal", "rota"}), searcher_of("Bread."))
    assert said == "The library does not mention “halal” or “rota”."


def test_words_that_stand_elsewhere_in_the_library_are_named_with_those_beside_them(searcher_of: Make) -> None:
    searcher = searcher_of("The rota is made on Fridays.")
    said = not_said(QUESTION, frozenset({"rota"}), searcher)
    assert said == "The library gives no direct answer on “home care rota”."


def test_only_the_rarest_phrases_are_named(searcher_of: Make) -> None:
    question = "the sweet or the salty or the sour or the bitter"
    words = frozenset({"sweet", "salti", "sour", "bitter"})
    said = not_said(question, words, searcher_of("Bread.", rare="sour sweet salty"))
    assert said == "The library does not mention “sweet”, “salty” or “sour”."


def test_where_no_word_is_missing_no_phrase_is_named(searcher_of: Make) -> None:
    assert not_said(QUESTION, frozenset(), searcher_of("Bread.")) == (
        "The library gives no direct answer to this question."
    )


def test_parts_are_named_in_the_words_of_the_question() -> None:
    assert no_answer_to(["how many beds it has"]) == "The library gives no answer to “how many beds it has”."


@pytest.mark.parametrize(("phrases", "said"), [("a", "“a”"), ("ab", "“a” and “b”"), ("abc", "“a”, “b” and “c”")])
def test_phrases_are_listed_as_people_do(phrases: str, said: str) -> None:
    assert listed(list(phrases), "and") == said
