import pytest

from corpus.importing.draft import Draft, Heading, Paragraph, Part, Stated
from corpus.importing.statements.title import title_of


def _title(*parts: Part, stated: str | None = None, said: str | None = None, text: str = "") -> str:
    return title_of(Draft(parts, (text,), paged=False, stated=Stated(title=stated)), said, "falls-guide_v2")


def test_what_the_text_says_is_its_title_comes_first() -> None:
    assert _title(Heading(1, "Falls"), stated="Old", said="Preventing falls") == "Preventing falls"


def test_the_title_among_the_properties_counts_where_the_text_begins_with_it() -> None:
    assert _title(Heading(1, "Bright Lanes"), stated="Falls: a guide", text="FALLS - a guide\n2024") == "Falls: a guide"


def test_a_title_left_over_from_another_file_does_not_count_before_a_heading() -> None:
    assert _title(Heading(1, "Falls"), stated="Fire policy 2012", text="Falls") == "Falls"
    assert _title(Paragraph("Staff act."), stated="Fire policy 2012", text="Staff act.") == "Falls guide v2"
    assert _title(Paragraph("Staff act."), stated="Fire drills", text="Staff act at fire drills.") == "Fire drills"


@pytest.mark.parametrize(
    "name", ["Microsoft Word - falls.doc", "untitled", "Document1", "PowerPoint Presentation", "falls.docx"]
)
def test_what_a_program_wrote_is_no_title(name: str) -> None:
    assert _title(stated=name, text=name) == "Falls guide v2"


def test_the_first_of_the_highest_headings_is_the_title() -> None:
    assert _title(Heading(3, "Official"), Heading(1, "Falls"), Heading(2, "Scope")) == "Falls"


@pytest.mark.parametrize("heading", ["1. Purpose", "Introduction", "Contents", "2.1 Scope", "Document control"])
def test_the_first_section_does_not_give_its_name_to_the_document(heading: str) -> None:
    assert _title(Heading(1, heading), Heading(1, "Duties")) == "Falls guide v2"


def test_the_first_of_many_chapters_does_not_either() -> None:
    parts = [Heading(level, text) for text in ("Fire", "Falls", "Food") for level in (1, 2)]

    assert _title(*parts) == "Falls guide v2"
    assert _title(Heading(1, "Handbook"), *parts) == "Handbook"


@pytest.mark.parametrize(
    "marking",
    [
        "OFFICIAL",
        "Official – Sensitive",
        "Classification: Official",
        "Confidential",
        "Draft",
        "Version 2.0",
        "May 2024",
    ],
)
def test_a_marking_is_no_title(marking: str) -> None:
    assert _title(Heading(1, marking), Heading(2, "Falls guide"), Heading(3, "Scope")) == "Falls guide"


def test_a_title_over_two_lines_is_whole() -> None:
    rest: list[Part] = [Heading(2, "Scope"), Paragraph("All staff."), Heading(2, "Duties")]

    assert (
        _title(Heading(1, "Keeping People Safe"), Heading(1, "From Falls"), *rest) == "Keeping People Safe From Falls"
    )
    assert (
        _title(Paragraph("Preventing falls"), Heading(1, "Guidance & Form"), *rest)
        == "Preventing falls Guidance & Form"
    )
    assert _title(Heading(1, "Falls policy"), Heading(1, "Scope"), Heading(1, "Duties"), *rest) != "Falls policy Scope"


def test_a_higher_heading_far_below_is_a_chapters() -> None:
    sentence = Paragraph("This handbook is for everybody who works here, and is given to them on their first day.")

    assert _title(Heading(2, "Employee handbook"), sentence, Heading(1, "Drugs policy")) == "Employee handbook"


def test_a_first_line_in_capitals_is_a_title_without_headings() -> None:
    assert (
        _title(Paragraph("LONE WORKING"), Paragraph("Staff who work alone carry an alarm with them.")) == "LONE WORKING"
    )
    assert (
        _title(Paragraph("Bright Lanes"), Paragraph("Staff who work alone carry an alarm with them."))
        == "Falls guide v2"
    )
