"""Numbers and names that sources lack are found by code that shares nothing with the check."""

import pytest

from evals.writing.unsupported import unsupported

SOURCE = (
    "When a staff member leaves the NHS, the average immediate cost to a trust is £4,500. Seventy-five per cent of "
    "hospices rated as outstanding had done some work, and 55% of others. The King’s Fund found this in 2016."
)


@pytest.mark.parametrize(
    "text",
    [
        "It costs a trust £4500 when staff leave the National Health Service.",
        "Of the outstanding hospices 75% had done work, as the King's Fund found.",
        "Seventy-five per cent had done work in 2016.",
    ],
)
def test_what_the_source_has_is_supported(text: str) -> None:
    assert unsupported(text, [SOURCE]) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It costs a trust £4,600.", ["£4,600"]),
        ("It costs a trust 450.", ["450"]),
        ("In 2017, 75% had done work.", ["2017"]),
        ("It lasts nine days.", ["nine"]),
        ("It was found by Oxfam.", ["Oxfam"]),
        ("A rise of 20% at the Marsden.", ["20%", "the Marsden"]),
    ],
)
def test_what_the_source_lacks_is_unsupported(text: str, found: list[str]) -> None:
    assert unsupported(text, [SOURCE]) == found
