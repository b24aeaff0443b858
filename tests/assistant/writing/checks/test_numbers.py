"""Numbers in digits and in words, and which of them are the same."""

import pytest

from assistant.writing.checks.numbers import bound_of, numbers_of


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("It costs £4,500.", [(4500, "pounds")]),
        ("$60 billion a year in 2009", [(6e10, "dollars"), (2009, "year")]),
        ("Seventy-five per cent of hospices, but only 55% of others", [(75, "percent"), (55, "percent")]),
        ("two hundred and fifty languages", [(250, "count")]),
        ("10.3 million days", [(10_300_000, "count")]),
        ("the 1 April 2012 baseline, in May 2016", [
            (1, "day"), (4, "month"), (2012, "year"), (5, "month"), (2016, "year"),
        ]),
        ("It may be so.", []),
        ("the strategy 2023-2028 and the plan 2012-13", [
            (2023, "year"), (2028, "year"), (2012, "year"), (2013, "year"),
        ]),
        ("the first hospital", [(1, "ordinal")]),
        ("First, look at the data.", []),
        ("one of the two groups", [(2, "count")]),
        ("1 in 20 residents", [(1, "count"), (20, "count")]),
        ("half of them, twice a year", [(50, "percent"), (2, "times")]),
        ("codes such as W1.6, EDS2 and 5YFV", []),
        ("37 weeks+", [(37, "count")]),
    ],
)  # fmt: skip
def test_numbers_are_found_with_their_kind(text: str, keys: list[tuple[float, str]]) -> None:
    assert [number.key for number in numbers_of(text)] == keys


def test_a_number_has_its_place_in_the_text() -> None:
    text = "In all, 4,200 patients."
    (number,) = numbers_of(text)
    assert text[number.start : number.end] == "4,200"


@pytest.mark.parametrize(
    ("text", "bound"),
    [("over 250 staff", "over"), ("less than 2,500 grams", "under"), ("up to 23 people", "under"), ("30 staff", "")],
)
def test_a_least_or_most_is_found(text: str, bound: str) -> None:
    assert bound_of(text, numbers_of(text)[0]) == bound
