from collections.abc import Callable
from typing import Any

import pytest
from reportlab.lib.pagesizes import A4

from corpus.importing.draft import Draft

Told = Callable[[Draft], list[str]]


def pieces(sheets: Any, *texts: tuple[str, float, float, float]) -> None:
    """One line of pieces, each with its size, how far it is raised and the gap before it."""
    left = 70.0
    for text, size, up, gap in texts:
        sheets.canvas.setFont("Helvetica", size)
        sheets.canvas.drawString(left + gap, A4[1] - sheets.down + up, text)
        left += gap + sheets.canvas.stringWidth(text, "Helvetica", size)
    sheets.down += 40


@pytest.mark.parametrize("raised", ["0", "o"])
def test_a_raised_nought_after_a_number_is_a_degree(sheets: Any, told: Told, raised: str) -> None:
    pieces(sheets, ("No bath is warmer than 44", 11, 0, 0), (raised, 7, 4, 0), ("C in any home.", 11, 0, 0))

    assert told(sheets.read()) == ["No bath is warmer than 44°C in any home."]


def test_a_raised_number_after_a_number_stays_raised(sheets: Any, told: Told) -> None:
    pieces(sheets, ("The law changed in 2018", 11, 0, 0), ("12", 7, 4, 0), (" in part.", 11, 0, 0))

    assert told(sheets.read()) == ["The law changed in 2018¹² in part."]


@pytest.mark.parametrize("gap", [0, 3.5])
def test_a_raised_ordinal_belongs_to_its_number(sheets: Any, told: Told, gap: float) -> None:
    pieces(sheets, ("A note is wanted from the 7", 11, 0, 0), ("th", 6, 6, gap), ("day of absence.", 11, 0, 3))

    assert told(sheets.read()) == ["A note is wanted from the 7th day of absence."]


def test_words_that_stand_close_are_two_where_both_are_words(sheets: Any, told: Told) -> None:
    sheets.text("The outcome is sent to the family, and the outcome stays open to all.")
    pieces(sheets, ("It takes a week from receipt to", 11, 0, 0), ("outcome.", 11, 0, 1.4))

    assert told(sheets.read())[-1].endswith("It takes a week from receipt to outcome.")


def test_a_word_set_with_a_small_gap_stays_one(sheets: Any, told: Told) -> None:
    sheets.text("Managers follow a plan, and a plan that they follow is reasonable.")
    pieces(sheets, ("Staff fo", 11, 0, 0), ("llow it too.", 11, 0, 1.4))

    assert told(sheets.read())[-1].endswith("Staff follow it too.")
