import pytest

from corpus.importing.statements.dates import date_at_start


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("12 March 2024", "2024-03-12"),
        ("12th March 2024", "2024-03-12"),
        ("1st of Sept. 2023", "2023-09-01"),
        ("Monday, 3 June 2024", "2024-06-03"),
        ("March 12, 2024", "2024-03-12"),
        ("12-Mar-2024", "2024-03-12"),
        ("2024-03-12", "2024-03-12"),
        ("03/04/2024", "2024-04-03"),
        ("3.4.24", "2024-04-03"),
        ("04/13/2024", "2024-04-13"),
        ("March 2024", "2024-03"),
        ("Mar/2024", "2024-03"),
        ("03/2024", "2024-03"),
        ("2024", "2024"),
        ("12 March 2024 (or sooner if the law changes)", "2024-03-12"),
    ],
)
def test_dates_are_read_day_first_and_no_more_exactly_than_written(text: str, iso: str) -> None:
    found = date_at_start(text)

    assert found is not None
    assert found[0] == iso


@pytest.mark.parametrize(
    "text",
    [
        *("", "annually", "in March 2024", "[12 months from approval]", "32/01/2024", "13/2024", "20245", "2023/24"),
        *("2023-24", "12 months", "March", "May we ask", "2.1", "1234"),
    ],
)
def test_other_texts_are_no_dates(text: str) -> None:
    assert date_at_start(text) is None


def test_where_the_date_ends_is_told() -> None:
    assert date_at_start("March 2024, version 2") == ("2024-03", 10)
