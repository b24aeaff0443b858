from collections.abc import Callable
from typing import Any

from reportlab.lib.pagesizes import A4

from corpus.importing.draft import Draft, Table

Told = Callable[[Draft], list[str]]

MONEY = (
    "Money that a home keeps for a resident is counted by two members of staff each week, and what they count is "
    "written down and signed by both, so that anybody can see later who counted what."
)


def row(sheets: Any, cells: list[str], lefts: list[float], bold: bool = False) -> None:
    """The cells of a row at their places."""
    sheets.canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 11)
    for cell, left in zip(cells, lefts, strict=True):
        sheets.canvas.drawString(left, A4[1] - sheets.down, cell)
    sheets.down += 18


def test_columns_that_agree_over_rows_are_a_table_without_rules(sheets: Any, told: Told) -> None:
    sheets.text(MONEY)
    rows = [
        ["Length of service", "Full pay", "Half pay"],
        ["Less than one year", "5 weeks", "5 weeks"],
        ["Two years or three", "18 weeks", "18 weeks"],
        ["Five years or more", "26 weeks", "26 weeks"],
    ]
    for number, cells in enumerate(rows):
        row(sheets, cells, [70, 250, 380], bold=number == 0)
    sheets.gap(12)
    sheets.text(MONEY)

    draft = sheets.read()

    assert told(draft) == [MONEY, *(f"| {' | '.join(cells)} |" for cells in rows), MONEY]
    assert [part.headed for part in draft.parts if isinstance(part, Table)] == [True]


def test_two_short_columns_of_text_are_no_table(sheets: Any) -> None:
    sheets.text(MONEY)
    left = ["A resident may keep money", "in a safe of their own, if", "they wish to look after it."]
    right = ["The key is theirs, and no", "second key is kept, unless", "a court has ordered that."]
    for cells in zip(left, right, strict=True):
        row(sheets, list(cells), [70, 320])

    assert not any(isinstance(part, Table) for part in sheets.read().parts)


def test_bullets_far_from_their_words_are_no_table(sheets: Any, told: Told) -> None:
    sheets.text(MONEY)
    for word in ("Coins", "Notes", "Cards", "Cheques"):
        row(sheets, ["•", word], [70, 100])

    assert told(sheets.read())[1:] == ["- Coins", "- Notes", "- Cards", "- Cheques"]


def test_a_row_without_shade_stands_in_the_columns_of_the_shaded(sheets: Any, told: Told) -> None:
    sheets.text(MONEY)
    rows = [
        ["Heading", "Last year", "This year"],
        ["Rent and rates", "1,200", "1,300"],
        ["Food and drink", "2,400", "2,500"],
        ["Fees and fares", "3,600", "3,700"],
        ["Gas and water", "4,800", "4,900"],
    ]
    for number, cells in enumerate(rows):
        if number % 2 == 0:
            for left, width in ((70, 180), (250, 130), (380, 130)):
                sheets.canvas.rect(left, A4[1] - sheets.down - 5, width, 18)
        row(sheets, cells, [75, 255, 385])

    assert told(sheets.read())[1:] == [f"| {' | '.join(cells)} |" for cells in rows]
