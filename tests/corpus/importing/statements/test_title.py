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
    assert _title(Paragraph("Staff act."), stated="Fire policy 2012", text="Staff act.") == "Fire policy 2012"


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
