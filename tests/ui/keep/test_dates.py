import pytest

from ui.keep.dates import DateError, read_date


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("", None),
        ("  ", None),
        ("2024", "2024"),
        ("2024-03", "2024-03"),
        ("2024-3-5", "2024-03-05"),
        ("March 2024", "2024-03"),
        ("mar. 2024", "2024-03"),
        ("12 March 2024", "2024-03-12"),
        ("1st  Sept 2024", "2024-09-01"),
        ("12/03/2024", "2024-03-12"),
        ("12.03.2024", "2024-03-12"),
        ("03/2024", "2024-03"),
        ("29 February 2024", "2024-02-29"),
    ],
)
def test_a_date_is_understood_as_people_type_it(typed: str, date: str | None) -> None:
    assert read_date(typed) == date


@pytest.mark.parametrize(
    "typed", ["soon", "12 Foo 2024", "2024-13", "31/02/2024", "29 February 2023", "0000", "24", "0/2024"]
)
def test_what_is_no_date_is_said_plainly(typed: str) -> None:
    with pytest.raises(DateError, match=r"is not a date|in the calendar"):
        read_date(typed)
