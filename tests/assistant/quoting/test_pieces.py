"""What is quoted of a passage, over the real library."""

import pytest

from assistant.quoting.pieces import Piece, direct_first, headings_below, whole_list, with_lists, words_of
from corpus.document import Passage
from indexing.search import Searcher

pytestmark = pytest.mark.model


@pytest.fixture(name="item")
def an_item_of_a_long_list(searcher: Searcher) -> tuple[Passage, int, list[Piece]]:
    """A passage, the number of an item in it, and the list that was cut into this and other passages."""
    for passage in searcher.passages:
        for number, sentence in enumerate(passage.sentences):
            if sentence.kind == "item" and len(parts := whole_list(sentence.group, passage, searcher)) > 2:
                return passage, number, parts
    raise AssertionError("The library has no long list.")


def test_a_list_is_made_whole_as_long_as_it_is_short(
    searcher: Searcher, item: tuple[Passage, int, list[Piece]]
) -> None:
    passage, number, parts = item
    piece = Piece(passage, number, number)
    words = words_of(parts)
    assert with_lists([piece], searcher, words) == parts
    assert with_lists([piece], searcher, words - 1) == [piece]


def test_a_lead_in_leads_to_several_headings_or_none(searcher: Searcher) -> None:
    found = [headings for passage in searcher.passages if (headings := headings_below(passage, searcher))]
    assert found
    assert min(map(len, found)) > 1


def test_an_item_comes_first_and_its_lead_in_not_twice(searcher: Searcher) -> None:
    for passage in searcher.passages:
        kinds = [sentence.kind for sentence in passage.sentences]
        groups = {sentence.group for sentence in passage.sentences}
        if kinds == ["lead", "item", "item", "item"] and len(groups) == 1:
            assert list(direct_first(Piece(passage, 0, 3), 2)) == [Piece(passage, 2, 3), Piece(passage, 1, 1)]
            return
    raise AssertionError("The library has no list of three items.")
