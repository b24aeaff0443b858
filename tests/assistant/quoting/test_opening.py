"""A quotation begins with a sentence that says something and needs none that is left out."""

from collections.abc import Callable
from typing import Any

import pytest

from assistant.quoting.opening import begins_at, is_table_note, points_back, says_nothing, stands_by_itself
from corpus.document import Sentence

Make = Callable[..., Any]


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("This takes time.", 0),
        ("However, it rises.", 0),
        ("Here are a few examples.", 0),
        ("In such cases, wait.", 0),
        ("For example, rye rises.", 0),
        ("We also mean rye.", 0),
        ("Rye rises, and wheat also.", 1),
        ("It takes time.", 0),
        ("It is important to wait.", 1),
        ("This policy is about bread.", 1),
        ("Though it takes time, wait.", 1),
    ],
)
def test_a_sentence_that_leans_back_takes_the_one_before_along(
    text: str, begins: int, passage: Make, prose: Make
) -> None:
    assert begins_at(passage(*prose("Knead the dough.", text)), 1) == begins


@pytest.mark.parametrize("before", [[], ["How to knead"], ["Do this:"]])
def test_what_leans_on_nothing_that_can_be_quoted_does_not_begin(before: list[str], passage: Make, prose: Make) -> None:
    assert begins_at(passage(*prose(*before, "This takes time.")), len(before)) is None


def test_the_first_sentence_of_a_section_may_lean_on_its_heading(passage: Make, prose: Make) -> None:
    section = {"section_anchor": "steps", "anchor": "steps/p1"}
    assert begins_at(passage(*prose("This takes time."), **section), 0) == 0
    assert begins_at(passage(*prose("This takes time."), **section, section=("[…]",)), 0) is None


def test_a_sentence_does_not_take_a_list_along(passage: Make, prose: Make, listed: Make) -> None:
    assert begins_at(passage(*listed("Mix.", "Bake."), *prose("This takes time.")), 2) is None


@pytest.mark.parametrize(
    ("text", "kind", "nothing"),
    [
        ("[…]", "sentence", True),
        ("[Name of the baker] kneads.", "item", True),
        ("Do this:", "sentence", True),
        ("Do this:", "lead", False),
        ("How bakers knead", "sentence", True),
        ("Ann Bly, Mill of Ely", "sentence", False),
        ("Next review: January", "sentence", False),
        ("Loaves a day 12", "sentence", False),
        ("How bakers knead", "item", False),
        ("Knead [the dough].", "sentence", False),
    ],
)
def test_labels_gaps_and_bare_lead_ins_say_nothing(text: str, kind: Any, *, nothing: bool) -> None:
    assert says_nothing(Sentence(text, 0, kind)) is nothing


def test_the_name_of_a_row_says_nothing() -> None:
    assert says_nothing(Sentence("Pay", 0, "cell", "t#1.1", "Risk:", column="Risk"))
    assert not says_nothing(Sentence("Ask.", 0, "cell", "t#1.1", "Pay – Cure:", row="Pay", column="Cure"))
    assert not says_nothing(Sentence("Less", 0, "cell", "t#1.1", "Pay – Cure:", row="Pay", column="Cure"))


@pytest.mark.parametrize(
    ("text", "column", "note"),
    [
        ("All key points here", "Notes", True),
        ("Innovation", "Comments:", True),
        ("All staff must read it.", "Notes", False),
        ("W1.6, W1.7", "Key lines", False),
        ("Innovation", "Notes on pay", False),
    ],
)
def test_a_fragment_in_a_column_of_notes_is_a_note_on_the_table(text: str, column: str, *, note: bool) -> None:
    assert is_table_note(Sentence(text, 0, "cell", "t#1.1", row="Pay", column=column)) is note


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Providers must meet their duties.", True),
        ("Ask first.", False),
        ("providers who must meet their duties.", False),
        ("Providers must meet their duties", False),
    ],
)
def test_only_a_whole_sentence_of_a_cell_stands_by_itself(text: str, *, whole: bool) -> None:
    assert stands_by_itself(Sentence(text, 0, "cell", "t#1.1", row="Pay", column="Cure")) is whole


@pytest.mark.parametrize(
    ("lead", "back"),
    [
        ("This includes:", True),
        ("For bakers, this includes:", True),
        ("Here are just a few examples:", True),
        ("Bakers must:", False),
    ],
)
def test_a_lead_in_may_go_on_from_the_sentence_before_it(lead: str, *, back: bool) -> None:
    assert points_back(lead) is back
