"""The sentences of its sources that a claim rests on."""

from collections.abc import Callable

import pytest

from assistant.writing.checks.likeness import TextLikeness
from assistant.writing.checks.sources import Source
from assistant.writing.checks.support import support_for
from indexing.embed import Embedder

Make = Callable[..., Source]
DOUGH = ("Flour is dear this year.", "Knead the dough for ten minutes.", "Bake it in a hot oven.")


@pytest.fixture
def likeness(fake_embedder: Embedder) -> TextLikeness:
    return TextLikeness(fake_embedder)


def test_a_claim_rests_on_the_sentence_with_its_words(source: Make, likeness: TextLikeness) -> None:
    (support,) = support_for("Knead dough for ten minutes.", [source(*DOUGH)], likeness)
    assert support.text == DOUGH[1]


def test_a_claim_with_words_of_two_sentences_rests_on_both(source: Make, likeness: TextLikeness) -> None:
    (support,) = support_for("Knead the dough and bake it in a hot oven.", [source(*DOUGH)], likeness)
    assert (support.first, support.last) == (1, 2)


def test_one_more_shared_word_does_not_add_a_sentence(source: Make, likeness: TextLikeness) -> None:
    (support,) = support_for("Knead the flour dough for ten minutes.", [source(*DOUGH)], likeness)
    assert (support.first, support.last) == (1, 1)


def test_each_source_has_a_stretch_of_its_own_in_the_order_given(source: Make, likeness: TextLikeness) -> None:
    first, second = source("Bake it in a hot oven."), source("Knead the dough for ten minutes.")
    found = support_for("Knead the dough for ten minutes and bake it in a hot oven.", [first, second], likeness)
    assert [part.source for part in found] == [first, second]


def test_an_item_is_read_with_its_lead_in(source: Make, likeness: TextLikeness) -> None:
    (support,) = support_for("You need flour.", [source(("You need:", "flour"), ("You sell:", "bread"))], likeness)
    assert support.text == "You need: flour"


def test_a_passage_without_sentences_supports_nothing(source: Make, likeness: TextLikeness) -> None:
    assert support_for("Knead the dough.", [source()], likeness) == ()
