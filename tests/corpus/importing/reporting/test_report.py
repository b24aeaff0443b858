import pytest

from corpus.importing.draft import Draft, Heading, Item, LeftOut, ListPart, Paragraph, Table
from corpus.importing.reporting.losses import Losses, LostRun
from corpus.importing.reporting.report import Report, report_lines, report_of

DRAFT = Draft(
    parts=(
        Heading(1, "Fire policy"),
        Paragraph("Leave the building."),
        ListPart((Item("Shout"), Item("Walk"))),
        Table((("Who", "Where"), ("Staff", "Gate"))),
    ),
    pages=("one", "two"),
    paged=True,
    left_out=(
        LeftOut("running footer", "Fire policy v2", 1),
        LeftOut("running footer", "Fire policy v2", 2),
        LeftOut("page number", "1", 1),
        LeftOut("table of contents", "Shout ..... 2", 1),
    ),
    doubts=("Page 2 holds no text: it may be a picture.",),
)


def test_parts_are_counted_and_examples_given() -> None:
    assert report_lines(report_of(DRAFT, 1234, Losses())) == [
        "2 pages, 1 heading, 1 paragraph, 1 list, 1 table, 1,234 words.",
        (
            "Left out: 2 running footers (for example “Fire policy v2”), 1 page number (for example “1”), "
            "the table of contents (for example “Shout ..... 2”)."
        ),
        "Nothing was lost: every word of the file that was not left out stands in the document.",
        "To check:",
        "  Page 2 holds no text: it may be a picture.",
    ]


def test_lost_words_are_shown_with_their_page() -> None:
    lost = Losses(0.98, 14, (LostRun("Ring the manager at once", 2), LostRun("and the family", 2)))

    assert report_lines(report_of(DRAFT, 700, lost))[2:5] == [
        "14 words of the file are missing from the document (98.0% are kept):",
        "  “Ring the manager at once” (page 2)",
        "  “and the family” (page 2)",
    ]


def test_only_some_lost_runs_are_shown_and_the_others_counted() -> None:
    lost = Losses(0.5, 12, tuple(LostRun(f"word{number}", 1) for number in range(12)))

    assert report_lines(report_of(DRAFT, 12, lost))[13] == "  and 2 other places."


def test_a_file_without_pages_has_none_in_its_report() -> None:
    lost = Losses(0.9, 1, (LostRun("gate", 1),))
    lines = report_lines(report_of(Draft(DRAFT.parts, ("one",), paged=False), 9, lost))

    assert lines[0].startswith("1 heading,")
    assert "  “gate”" in lines


def test_long_examples_are_cut_between_words() -> None:
    draft = Draft((), ("",), paged=False, left_out=(LeftOut("menu", "Home " * 40),))

    assert report_lines(report_of(draft, 0, Losses()))[1].endswith("Home…”).")


def test_another_language_is_the_first_doubt() -> None:
    text = Paragraph(
        "Die Leitung muss jede Beschwerde aufschreiben und der Familie sagen, was die Prüfung ergeben hat."
    )
    report = report_of(Draft((text,), ("",), paged=False, doubts=("A table names no columns.",)), 15, Losses())

    assert "another language" in report.doubts[0]
    assert len(report.doubts) == 2


def test_a_report_is_read_back_from_its_json() -> None:
    report = report_of(DRAFT, 3, Losses(0.5, 1, (LostRun("é", 2),)))

    assert Report.from_json(report.to_json()) == report


def test_other_json_is_no_report() -> None:
    with pytest.raises(ValueError, match="Report"):
        Report.from_json('{"pages": "many"}')


def test_pages_without_text_are_told_before_it_is_said_that_nothing_was_lost() -> None:
    draft = Draft(parts=(), pages=("one", "", " \n"), paged=True)

    assert report_lines(report_of(draft, 1, Losses()))[1:] == [
        "2 of 3 pages hold no text that could be read.",
        "Every word of the others that was not left out stands in the document.",
    ]
