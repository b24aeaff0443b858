"""The texts that a sentence is checked against."""

from collections.abc import Callable

import pytest

from assistant.writing.checks.sources import Source, lead_ins_of, text_around, text_of, words_of

Make = Callable[..., Source]


def test_a_lead_in_outside_the_passage_is_added_once(source: Make) -> None:
    made = source(("You need:", "flour"), ("You need:", "water"))
    assert lead_ins_of(made.passage) == ["You need:"]
    assert text_of(made) == "Dough\nYou need:\nflour\nwater"
    assert words_of(made.passage.sentences[1]) == "You need: water"


def test_a_lead_in_inside_the_passage_is_not_repeated(source: Make) -> None:
    made = source("You need:", ("You need:", "flour"))
    assert text_of(made) == "Dough\nYou need:\nflour"


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("3. Kneading", "Kneading"),
        ("Case study 5: The bakery", "The bakery"),
        ("Step 12. Bake", "Bake"),
        ("2,500 loaves", "2,500 loaves"),
        ("Loaves in 2020", "Loaves in 2020"),
        ("Why 9 factors matter: a summary", "Why 9 factors matter: a summary"),
    ],
)
def test_the_number_of_a_heading_says_nothing(heading: str, words: str, source: Make) -> None:
    assert text_of(source("Knead it.", section=("Bread", heading))) == f"{words}\nKnead it."


def test_around_a_passage_are_its_headings_and_its_document(source: Make) -> None:
    around = text_around(source("Knead it.")).split("\n")
    assert around == ["Bread", "Dough", "Good bread", "Bakers United", "Good Bread", "Dough", "Knead it."]
