"""What is quoted of a passage; the tests marked `model` look at the real library."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from assistant.quoting.pieces import (
    Piece,
    direct_first,
    grow,
    headings_below,
    items_of,
    leader_of,
    said_already,
    whole_list,
    whole_row,
    with_lists,
    words_of,
)
from corpus.document import Passage, Sentence
from indexing.search import Searcher

Make = Callable[..., Any]


@pytest.fixture(name="item")
def an_item_of_a_long_list(searcher: Searcher) -> tuple[Passage, int, list[Piece]]:
    """A passage, the number of an item in it, and the list that was cut into this and other passages."""
    for passage in searcher.passages:
        for number, sentence in enumerate(passage.sentences):
            if sentence.kind == "item" and len(parts := whole_list(sentence.group, passage, searcher)) > 2:
                return passage, number, parts
    raise AssertionError("The library has no long list.")


@pytest.mark.model
def test_a_list_is_made_whole_as_long_as_it_is_short(
    searcher: Searcher, item: tuple[Passage, int, list[Piece]]
) -> None:
    passage, number, parts = item
    piece = Piece(passage, number, number)
    words = words_of(parts)
    assert with_lists([piece], searcher, words) == parts
    assert with_lists([piece], searcher, words - 1) == [piece]


@pytest.mark.model
def test_a_lead_in_leads_to_several_headings_or_none(searcher: Searcher) -> None:
    found = [headings for passage in searcher.passages if (headings := headings_below(passage, searcher))]
    assert found
    assert min(map(len, found)) > 1


@pytest.mark.model
def test_an_item_comes_first_and_its_lead_in_not_twice(searcher: Searcher) -> None:
    for passage in searcher.passages:
        kinds = [sentence.kind for sentence in passage.sentences]
        groups = {sentence.group for sentence in passage.sentences}
        if kinds == ["lead", "item", "item", "item"] and len(groups) == 1:
            assert list(direct_first(Piece(passage, 0, 3), 2)) == [Piece(passage, 2, 3), Piece(passage, 1, 1)]
            return
    raise AssertionError("The library has no list of three items.")


def test_an_item_that_was_cut_in_several_counts_once(passage: Make, listed: Make) -> None:
    mix, bake = listed("Mix well.", "Bake.", group="steps#1")
    rest = replace(mix, text="Then rest.", marker="")
    pieces = [Piece(passage(mix), 0, 0), Piece(passage(rest, bake, *listed("Eat.", group="steps#3")), 0, 1)]
    assert items_of("steps#1", pieces) == 2


def test_a_list_is_gathered_from_every_passage_it_was_cut_into(
    passage: Make, listed: Make, prose: Make, fake_searcher: Make
) -> None:
    first = passage(*prose("Bread is old."), *listed("Mix.", "Knead.", led=True))
    second = passage(*listed("Bake.", first=3), *prose("Then eat."), anchor="steps/p2")
    searcher = fake_searcher(first, second, passage(*listed("Wait.", group="other#1")))
    assert whole_list("steps#1", second, searcher) == [Piece(first, 1, 3), Piece(second, 0, 0)]


LED = "In the lead: Ann Bly"


@pytest.mark.parametrize(("leader", "found"), [("in the lead", [LED]), ("In the", [LED]), ("In th", []), (None, [])])
def test_who_leads_is_read_off_the_line_that_the_document_names(
    leader: str | None, found: list[str], passage: Make, prose: Make, document: Make, fake_searcher: Make
) -> None:
    below = passage(*prose("Mix."), section=("Plan", "Bread"))
    above = passage(*prose("We plan.", LED), section=("Plan",))
    searcher = fake_searcher(below, above, documents=[document(leader=leader)])
    assert [piece.text for piece in leader_of(below, searcher)] == found


def test_the_leader_of_the_nearest_section_counts(
    passage: Make, prose: Make, document: Make, fake_searcher: Make
) -> None:
    above = passage(*prose("Led by Ann."), section=("Plan",))
    beside = passage(*prose("Led by Bob."), section=("Plan", "Boats"))
    own = passage(*prose("Mix.", "Led by Cy."), section=("Plan", "Bread"))
    searcher = fake_searcher(above, beside, own, documents=[document(leader="Led by")])
    assert leader_of(own, searcher) == [Piece(own, 1, 1)]
    assert leader_of(beside, searcher) == [Piece(beside, 0, 0)]


def test_a_passage_grows_towards_its_better_sentences_while_there_is_room(passage: Make, prose: Make) -> None:
    text = passage(*prose("A dull start.", "Mix the flour.", "Knead the dough.", "A dull end."))
    scores = (0.1, 0.8, 0.9, 0.2)
    assert grow(text, scores, 2, 9) == Piece(text, 1, 3)
    assert grow(text, scores, 2, 6) == Piece(text, 1, 2)
    assert grow(text, (0.1, 0.0, 0.9, 0.0), 2, 99) == Piece(text, 2, 2)


def test_a_sentence_that_leans_back_takes_the_one_before_along(passage: Make, prose: Make) -> None:
    text = passage(*prose("Bread is old.", "Knead the dough.", "This takes time.", "Then bake."))
    assert list(direct_first(Piece(text, 0, 3), 2)) == [Piece(text, 1, 3), Piece(text, 0, 0)]


def test_a_row_is_quoted_from_its_best_cell_and_alone_where_the_row_is_long(passage: Make) -> None:
    row = passage(*(Sentence(text, 0, "cell", "t#1.1", f"{text}:") for text in ("Pay", "Low pay", "Ask for more")))
    assert whole_row(row, 1, 6) == [Piece(row, 1, 1), Piece(row, 0, 0), Piece(row, 2, 2)]
    assert whole_row(row, 1, 5) == [Piece(row, 1, 1)]


def test_the_same_words_or_sentences_are_said_already(passage: Make, prose: Make) -> None:
    one, same = (passage(*prose("Mix.", "Knead.", "Bake."), anchor=anchor) for anchor in ("a/p1", "b/p1"))
    assert said_already(Piece(one, 1, 2), [Piece(one, 0, 1)])
    assert said_already(Piece(same, 1, 1), [Piece(one, 0, 1)])
    assert not said_already(Piece(same, 2, 2), [Piece(one, 0, 1)])
