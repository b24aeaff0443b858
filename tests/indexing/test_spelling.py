"""Misspelt words are put right; words of the language and names are left alone."""

import pytest

from indexing.spelling import Speller

SPELLER = Speller(
    {"bullying", "harassment", "discrimination", "leader", "often"}, {"weather", "leave", "soften"}.__contains__
)


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("bulying and harrasment", "bullying and harassment"),
        ("discriminaton", "discrimination"),
        ("discrimnaton and buliyng", "discrimination and buliyng"),
        ("Bullyng?", "bullying?"),
    ],
)
def test_a_slip_is_put_right(written: str, right: str) -> None:
    assert SPELLER.correct(written) == right


@pytest.mark.parametrize("word", ["weather", "leaver", "soften", "WRES", "lead", "zebra"])
def test_words_that_are_right_short_or_like_nothing_are_left_alone(word: str) -> None:
    assert SPELLER.correct(word) == word
