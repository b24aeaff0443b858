"""A turn that asks for more gets what was not shown yet."""

from dataclasses import replace

import pytest

from assistant.answer import Turn
from assistant.question.more import alternating, shown_before, unseen
from indexing.search import Searcher

HISTORY = [Turn("What do the trusts do about bullying?", "They talk. [1]"), Turn("and hospices?", "They listen. [1]")]


@pytest.mark.parametrize(
    "turn", ["what else?", "any examples?", "any more", "go on", "what other ones are there", "all of it please"]
)
def test_a_turn_that_asks_for_more_knows_what_was_shown(turn: str) -> None:
    assert shown_before(turn, HISTORY) == ("They talk. [1]", "They listen. [1]")


@pytest.mark.parametrize("turn", ["by when?", "who says so", "how did it go on the ward", "any examples of bad care"])
def test_a_turn_that_asks_for_something_may_be_answered_with_the_same_words(turn: str) -> None:
    assert shown_before(turn, HISTORY) == ()


@pytest.mark.model
def test_passages_that_were_shown_whole_are_left_out_while_there_are_others(searcher: Searcher) -> None:
    result = searcher.search("equality", 3)
    first, second, third = (hit.passage.text for hit in result.hits)
    assert [hit.passage.text for hit in unseen(result, [f"{first} [1]"]).hits] == [second, third]
    assert unseen(result, []) is result
    assert unseen(result, [first, second, third]) is result


@pytest.mark.model
def test_the_hits_of_two_readings_take_turns(searcher: Searcher) -> None:
    one, two, three = searcher.search("equality", 3).hits
    found = alternating([one, two], [three, one])
    assert [hit.passage for hit in found] == [one.passage, three.passage]
    assert found == (one, replace(three, score=max(three.score, two.score)))
