"""Lists are found whole; the tests marked `model` look at the real library."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from assistant.quoting.lists import headings_below, items_of, whole_list
from assistant.quoting.pieces import Piece
from indexing.search import Searcher

Make = Callable[..., Any]


@pytest.mark.model
def test_a_lead_in_leads_to_several_headings_or_none(searcher: Searcher) -> None:
    found = [headings for passage in searcher.passages if (headings := headings_below(passage, searcher))]
    assert found
    assert min(map(len, found)) > 2


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
