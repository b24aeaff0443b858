"""Pieces are told apart by what they say."""

from collections.abc import Callable
from typing import Any

from assistant.quoting.pieces import Piece, runs, said_already

Make = Callable[..., Any]


def test_the_same_words_or_sentences_are_said_already(passage: Make, prose: Make) -> None:
    one, same = (passage(*prose("Mix.", "Knead well.", "Bake."), anchor=anchor) for anchor in ("a/p1", "b/p1"))
    assert said_already(Piece(one, 1, 2), [Piece(one, 0, 1)])
    assert said_already(Piece(same, 1, 1), [Piece(one, 0, 1)])
    assert not said_already(Piece(same, 2, 2), [Piece(one, 0, 1)])


def test_words_in_another_order_say_the_same(passage: Make, prose: Make) -> None:
    one, other = passage(*prose("Knead the dough well."), anchor="a/p1"), passage(*prose("The dough: knead it well."))
    assert said_already(Piece(other, 0, 0), [Piece(one, 0, 0)])


def test_runs_end_at_gaps_and_borders() -> None:
    assert runs([0, 1, 3, 4, 5], borders=[4]) == [(0, 1), (3, 3), (4, 5)]
