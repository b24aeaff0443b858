from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.importing.convert import convert
from corpus.importing.draft import Stated
from corpus.importing.errors import ImportedFileError
from corpus.markdown.sections import sections_of

Save = Callable[[str, str | bytes], Path]

FRONT = "---\nversion: 9\nauthor: Ada Poole\n---\n"
POLICY = f"{FRONT}# Falls policy\n\nVersion: 3\n\nReview date: May 2026\n\n## Duties\n\nStaff act.\n"


def test_a_file_becomes_a_body_with_what_it_states_and_a_report(save: Save) -> None:
    converted = convert(save("falls.md", POLICY), Stated())

    assert converted.body.startswith("# Falls policy\n\nVersion: 3\n")
    assert [section.path for section in sections_of(converted.body, "Falls", "test")] == [
        ("Falls policy",),
        ("Falls policy", "Duties"),
    ]
    assert converted.stated == Stated(title="Falls policy", author="Ada Poole", version="3", review_due="2026-05")
    assert converted.report.headings == 2
    assert converted.report.words == 11
    assert converted.report.lost.words == 0
    assert not converted.paged
    assert converted.report.pages is None


def test_what_is_given_counts_before_the_text_and_the_text_before_properties(save: Save) -> None:
    given = Stated(title="Preventing falls", version="4", publisher="Bright Lanes")
    stated = convert(save("falls.md", POLICY), given).stated

    assert stated == Stated("Preventing falls", "Bright Lanes", "Ada Poole", version="4", review_due="2026-05")


def test_a_file_without_title_or_heading_is_called_by_its_name(save: Save) -> None:
    assert convert(save("falls-guide.txt", "staff act at once.\n"), Stated()).stated == Stated(title="Falls guide")


def test_pages_come_with_a_paged_file(save: Save) -> None:
    converted = convert(save("falls.txt", "Falls\n\nStaff act.\fNobody waits.\n"), Stated())

    assert converted.paged
    assert converted.pages == ("Falls\n\nStaff act.", "Nobody waits.")
    assert converted.report.pages == 2


def test_a_file_of_nothing_but_white_space_is_refused(save: Save) -> None:
    with pytest.raises(ImportedFileError, match=r"falls\.txt holds no text"):
        convert(save("falls.txt", " \n\n"), Stated())


def test_the_author_among_the_properties_counts_only_if_the_text_names_them(save: Save) -> None:
    page = (
        "<html><head><title>Falls</title><meta name='author' content='Ada Poole'></head><body><h1>Falls</h1><p>{}</p>"
    )

    assert convert(save("a.html", page.format("Staff act at once.")), Stated()).stated.author is None
    assert convert(save("b.html", page.format("Ask Ada Poole.")), Stated()).stated.author == "Ada Poole"


def test_a_sign_written_as_an_entity_is_not_missed(save: Save) -> None:
    text = "# Falls policy\n\n&quot;Falls&quot; are one weeks&#39; work &amp; more.\n"

    assert convert(save("falls.md", text), Stated()).report.lost.words == 0
