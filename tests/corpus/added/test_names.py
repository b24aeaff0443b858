"""Ids come from titles: short, plain, and cut where a word ends."""

import pytest

from corpus.added.names import id_of_title, numbered


@pytest.mark.parametrize(
    ("title", "id_"),
    [
        ("Lone working policy", "lone-working-policy"),
        ("Équalité & Dignity: the carer’s guide (v2.1)", "equalite-dignity-the-carers-guide-v2-1"),
        ("A policy with a title that goes on for very much longer", "a-policy-with-a-title-that-goes-on-for-very-much"),
        ("x" * 80, "x" * 50),
        ("Политика", "document"),
        ("", "document"),
    ],
)  # fmt: skip
def test_an_id_is_made_of_the_titles_words(title: str, id_: str) -> None:
    assert id_of_title(title) == id_


def test_a_number_fits_into_a_long_id() -> None:
    assert numbered("bread", 2) == "bread-2"
    assert numbered("x" * 50, 12) == "x" * 47 + "-12"
