"""Headings of excerpts are short, and what they say is not said again."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.excerpts.headings import above, levels_of, short_section, short_title, told_apart
from corpus.load import load_document

LONG = "Some groups face barriers to receiving good health and social care support through inequality in wider services"


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Equally outstanding: Equality and human rights – good practice resource", "Equally outstanding"),
        ("Dignity – a guide", "Dignity"),
        ("Well-being at 9:30", "Well-being at 9:30"),
        (LONG, "Some groups face barriers to receiving good health and social care support …"),
    ],
)
def test_a_title_goes_without_its_subtitle(title: str, short: str) -> None:
    assert short_title(title) == short


@pytest.mark.parametrize(
    ("section", "short", "rest"),
    [
        (("Food", "Dough and crust"), "Dough and crust", "Food"),
        (("2. Case studies", "Example:"), "Case studies › Example", ""),
        (("Parts", "4. Improving staff equality"), "Improving staff equality", "Parts"),
        (("Parts", "d. Programme Objectives"), "Programme Objectives", "Parts"),
        (("9 common factors",), "common factors", ""),
        (("1. People see equality as a problem. Not as a solution.",), "People see equality as a problem", ""),
        (("Bread", "Crust and crumb"), "Crust and crumb", ""),
        (("Bread",), "", ""),
        ((), "", ""),
        ((LONG,), "Some groups face barriers to receiving good health and social care support …", ""),
        ((LONG, "Example:"), "Some groups face barriers to receiving good health and … › Example", ""),
        (
            (LONG, "Two words"),
            "Two words",
            "Some groups face barriers to receiving good health and social care support …",
        ),
    ],
)
def test_a_section_is_said_by_its_last_heading_and_the_rest_stands_above(
    section: tuple[str, ...], short: str, rest: str
) -> None:
    assert short_section(section, "Bread") == short
    assert above(section, "Bread") == rest


def test_a_comment_keeps_its_number() -> None:
    assert short_section(("Comments", "2. A reader says:"), "Bread", numbered=True) == "2. A reader says"


def test_the_same_headings_are_told_apart_by_the_first_words_below_them() -> None:
    texts = ["Help by:\n\n- Mixing.", "“Knead” it", "Bake."]
    assert told_apart(["Steps", "Steps", "Tips"], texts) == ["Steps: “Help by:”", "Steps: “Knead” it”", "Tips"]


def test_a_heading_takes_as_many_along_as_tell_its_section_from_others(write_document: Callable[..., Path]) -> None:
    body = "# Rye\n\n## Success factors\n\nTime.\n\n# Oats\n\n## 2. Success factors\n\nHeat.\n\n## Tips\n\nStir."
    document = load_document(write_document(body))
    levels = {section.path: levels_of(section.path, document) for section in document.sections}
    assert levels["Rye", "Success factors"] == 2
    assert levels["Oats", "Tips"] == 1
