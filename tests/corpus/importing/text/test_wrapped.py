from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.importing.draft import Heading, Item, LeftOut, ListPart, Paragraph, Table
from corpus.importing.errors import ImportedFileError
from corpus.importing.text.wrapped import read_text
from corpus.importing.writing.write import as_markdown

Save = Callable[[str, str | bytes], Path]

POLICY = """\
Bright Lanes Home Care Ltd
Lone Working Policy

Version: 3.1
Review date: March 2026

1. Purpose

This policy explains how Bright Lanes keeps staff safe when they work by them-
selves. It applies to care workers, to office staff who visit people at home and
to volunteers.

2. Responsibilities

2.1 The manager

The manager must:

  1. assess the risk of each visit, in particular:
     (i) the person's history
     (ii) the place, including parking and
          lighting
  2. keep the record up to date

2.2 Care workers

Care workers:
• log in at the start of each visit
• log out at the end
   o or ring the office

If a worker does not log out, the office rings after 15 minutes. See section
12. of the handbook for the steps.

3. What to do in an emergency

Call 999. Then ring:

Bright Lanes Office
14 Mill Lane
Norwich

Time        Who              Action
09:00       Office           opens the log
17:00       On-call manager  checks the log
22:00       Night team       closes the log
"""


def _body(save: Save, text: str | bytes) -> str:
    return as_markdown(read_text(save("file.txt", text)).parts)


def test_a_wrapped_policy_becomes_headings_paragraphs_lists_and_tables(save: Save) -> None:
    assert _body(save, POLICY) == (
        "Bright Lanes Home Care Ltd\n\n"
        "# Lone Working Policy\n\n"
        "Version: 3.1\n\n"
        "Review date: March 2026\n\n"
        "## 1. Purpose\n\n"
        "This policy explains how Bright Lanes keeps staff safe when they work by themselves. It applies to care "
        "workers, to office staff who visit people at home and to volunteers.\n\n"
        "## 2. Responsibilities\n\n"
        "### 2.1 The manager\n\n"
        "The manager must:\n\n"
        "1. assess the risk of each visit, in particular:\n"
        "   - (i) the person's history\n"
        "   - (ii) the place, including parking and lighting\n"
        "2. keep the record up to date\n\n"
        "### 2.2 Care workers\n\n"
        "Care workers:\n\n"
        "- log in at the start of each visit\n"
        "- log out at the end\n"
        "  - or ring the office\n\n"
        "If a worker does not log out, the office rings after 15 minutes. See section 12. of the handbook for the "
        "steps.\n\n"
        "## 3. What to do in an emergency\n\n"
        "Call 999. Then ring:\n\n"
        "Bright Lanes Office 14 Mill Lane Norwich\n\n"
        "| Time | Who | Action |\n"
        "| --- | --- | --- |\n"
        "| 09:00 | Office | opens the log |\n"
        "| 17:00 | On-call manager | checks the log |\n"
        "| 22:00 | Night team | closes the log |\n"
    )


def test_a_file_of_whole_paragraphs_needs_no_blank_lines(save: Save) -> None:
    welcome = "This handbook tells you about working here and about your rights. " * 3
    leave = "You have 28 days of leave each year.\nYour leave year:\n• starts on 1 April\n• ends on 31 March\n"
    parts = read_text(save("file.txt", f"Staff Handbook\nIntroduction\n{welcome}\nAnnual leave\n{leave}")).parts

    assert [part for part in parts if isinstance(part, Heading)] == [
        Heading(1, "Staff Handbook"),
        Heading(2, "Introduction"),
        Heading(2, "Annual leave"),
    ]
    assert parts[-1] == ListPart((Item("starts on 1 April"), Item("ends on 31 March")))


def test_underlined_headings_stand_above_others(save: Save) -> None:
    text = "Guide\n=====\n\nWhat is it?\n-----------\n\nIt helps.\n\nA note\n~~~~~~\n\nKeep it.\n\nMore\n----\n\nAsk.\n"

    headings = [part for part in read_text(save("file.txt", text)).parts if isinstance(part, Heading)]
    assert [(heading.level, heading.text) for heading in headings] == [
        (1, "Guide"), (2, "What is it?"), (3, "A note"), (2, "More"),
    ]  # fmt: skip


def test_several_policies_in_one_file_are_chapters(save: Save) -> None:
    policy = (
        "{0} POLICY\n\nSTATEMENT\n\nWe keep people safe from {0}.\n\nDuties\n\nManagers\n\n- plan\n\nStaff\n\n- act\n\n"
    )
    text = "".join(policy.format(name) for name in ("FIRE", "FALLS", "FLOOD"))

    headings = [part for part in read_text(save("file.txt", text)).parts if isinstance(part, Heading)]
    assert [(heading.level, heading.text) for heading in headings[:6]] == [
        (1, "FIRE POLICY"), (2, "STATEMENT"), (3, "Duties"), (4, "Managers"), (4, "Staff"), (1, "FALLS POLICY"),
    ]  # fmt: skip


def test_numbers_are_headings_where_text_stands_between_them_and_items_where_none_does(save: Save) -> None:
    text = "1. Purpose\n\nWe act.\n\n2. Steps\n\n1. Listen\n\n2. Act\n\n3. Review\n\nEach year.\n"
    parts = read_text(save("file.txt", text)).parts

    assert [part.text for part in parts if isinstance(part, Heading)] == ["1. Purpose", "2. Steps", "3. Review"]
    assert ListPart((Item("Listen", 0, "1."), Item("Act", 0, "2."))) in parts


def test_numbered_clauses_of_whole_sentences_are_paragraphs(save: Save) -> None:
    text = "2. Scope\n\n2.1 This applies to all staff. It binds them.\n\n2.2 Managers must read it each year.\n"

    assert read_text(save("file.txt", text)).parts[1:] == (
        Paragraph("2.1 This applies to all staff. It binds them."),
        Paragraph("2.2 Managers must read it each year."),
    )


def test_a_list_goes_on_over_blank_lines_and_hanging_lines(save: Save) -> None:
    text = "We will:\n\na)  listen to the person and\n    to the family\n\nb)  act\n\n    on the day\n\nc)  tell them\n"

    assert read_text(save("file.txt", text)).parts == (
        Paragraph("We will:"),
        ListPart(
            (
                Item("listen to the person and to the family", 0, "a)"),
                Item("act on the day", 0, "b)"),
                Item("tell them", 0, "c)"),
            )
        ),
    )


def test_a_dash_at_the_beginning_of_a_wrapped_line_is_no_bullet(save: Save) -> None:
    text = (
        "All of the staff who work in the homes and in the office of the company\n- nurses included - must read it.\n"
    )

    assert read_text(save("file.txt", text)).parts == (
        Paragraph(
            "All of the staff who work in the homes and in the office of the company - nurses included - must read it."
        ),
    )


GRID = """\
+-----+-------------+
| Day | What        |
+=====+=============+
| 1   | acknowledge |
+-----+-------------+
| 20  | answer      |
+-----+-------------+
"""


@pytest.mark.parametrize(
    "text",
    [
        "| Day | What |\n|-----|------|\n| 1 | acknowledge |\n| 20 | answer |\n",
        GRID,
        "Day   What\n----- ------------\n1     acknowledge\n20    answer\n",
        "Day     What\n1       acknowledge\n20      answer\n",
    ],
)
def test_plain_tables_are_tables(save: Save, text: str) -> None:
    parts = read_text(save("file.txt", f"Steps\n\n{text}")).parts

    assert parts[1] == Table((("Day", "What"), ("1", "acknowledge"), ("20", "answer")))


def test_headers_footers_and_numbers_at_page_breaks_are_left_out(save: Save) -> None:
    texts = [
        "Staff leave the building at once and meet\nat the gate, where the warden",
        "counts them.\n\nDrills",
        "are held.",
    ]
    pages = [f"Fire policy\n\n{text}\n\nBright Lanes 2024\nPage {n} of 3" for n, text in enumerate(texts, start=1)]
    draft = read_text(save("file.txt", "\f".join(pages)))

    assert draft.paged
    assert len(draft.pages) == 3
    assert (
        Paragraph("Staff leave the building at once and meet at the gate, where the warden counts them.") in draft.parts
    )
    assert draft.parts[0] == Heading(1, "Fire policy")
    assert LeftOut("running header", "Fire policy", 2) in draft.left_out
    assert [entry.text for entry in draft.left_out if entry.kind == "page number"] == [
        "Page 1 of 3", "Page 2 of 3", "Page 3 of 3",
    ]  # fmt: skip
    assert sum(entry.kind == "running footer" for entry in draft.left_out) == 3


def test_a_table_of_contents_is_left_out(save: Save) -> None:
    text = "Falls guide\n\nContents\n\nScope ........ 2\nDuties ....... 3\nForms ........ 9\n\nScope\n\nAll staff.\n"
    draft = read_text(save("file.txt", text))

    assert [part.text for part in draft.parts if isinstance(part, Heading | Paragraph)] == [
        "Falls guide",
        "Scope",
        "All staff.",
    ]
    assert [entry.kind for entry in draft.left_out] == ["table of contents"] * 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_any_usual_encoding_is_read(save: Save, encoding: str) -> None:
    content = "Fire policy\r\n\r\nPay £5 – or “more”.\r\n".encode(encoding)

    assert read_text(save("file.txt", content)).parts == (Heading(1, "Fire policy"), Paragraph("Pay £5 – or “more”."))


def test_lines_that_could_be_headings_are_doubted(save: Save) -> None:
    text = "Falls\n\nStaff act.\n\nWhat everybody who works here needs to know about falls\n\nAsk the manager.\n"

    said = "These lines could be headings and were taken as text: "
    doubts = read_text(save("file.txt", text)).doubts
    assert doubts == (f"{said}“What everybody who works here needs to know about falls”.",)


def test_a_text_without_headings_is_doubted(save: Save) -> None:
    assert (
        "No line looks like a heading; the document is one section."
        in read_text(save("file.txt", "Staff act.\n")).doubts
    )


def test_what_is_no_text_is_refused(save: Save) -> None:
    with pytest.raises(ImportedFileError, match=r"file\.txt is not plain text"):
        read_text(save("file.txt", bytes(range(256)) * 4))


def test_short_lines_are_joined_without_signs_of_our_own_and_are_items_below_a_lead_in(save: Save) -> None:
    text = (
        "Kitchen guide\n\nThis guide is for all who prepare food in the home and for\nthose who carry it.\n\n"
        "Bright Lanes Office\n14 Mill Lane\nNorwich\n\n"
        "All who handle food wear these:\nGloves\nAprons\nHair nets\n\n"
        "- Wash your hands\n\n  Use warm water\n"
    )
    parts = read_text(save("file.txt", text)).parts

    assert Paragraph("Bright Lanes Office 14 Mill Lane Norwich") in parts
    assert ListPart((Item("Gloves"), Item("Aprons"), Item("Hair nets"))) in parts
    assert ListPart((Item("Wash your hands Use warm water"),)) in parts


def test_a_wrong_byte_does_not_spoil_the_rest_of_a_text(save: Save) -> None:
    content = "Fire policy\n\nPay £5 – or “more”, cafe".encode() + b"\xe9.\n"

    assert Paragraph("Pay £5 – or “more”, cafe\ufffd.") in read_text(save("file.txt", content)).parts


def test_headers_beside_page_numbers_are_left_out_where_no_page_break_says_so(save: Save) -> None:
    body = "\n\n".join(f"All staff of the home check the alarms of floor {floor} each day." for floor in range(9))
    head = "OFFICIAL\nNORTH REGION\n{}\nVersion 2.0   May 2024\n\n"
    text = "".join(
        head.format(number) + f"        Chapter of {name}\n\n{body}\n\n"
        for number, name in enumerate(("fire", "falls", "food"), 1)
    )
    draft = read_text(save("file.txt", text))

    assert [part.text for part in draft.parts if isinstance(part, Heading)] == [
        "Chapter of fire", "Chapter of falls", "Chapter of food",
    ]  # fmt: skip
    assert [entry.text for entry in draft.left_out if entry.kind == "page number"] == ["1", "2", "3"]
    assert sum(entry.text == "NORTH REGION" for entry in draft.left_out) == 3


def test_bullets_inside_a_line_begin_items(save: Save) -> None:
    draft = read_text(save("file.txt", "Signs\n\n• Anger • Fatigue, or listlessness • Self-harm.\n"))

    assert draft.parts[1] == ListPart((Item("Anger"), Item("Fatigue, or listlessness"), Item("Self-harm.")))


def test_headers_that_end_in_the_number_of_the_page_are_left_out(save: Save) -> None:
    text = "".join(
        f"Falls guide  Page {n}\n\nChapter on {what}\n\nStaff see to the {what}.\n\n"
        for n, what in ((1, "beds"), (2, "baths"))
    )
    draft = read_text(save("file.txt", text))

    assert [part.text for part in draft.parts if isinstance(part, Heading)] == ["Chapter on beds", "Chapter on baths"]
    assert [entry.text for entry in draft.left_out] == ["Falls guide  Page 1", "Falls guide  Page 2"]


def test_numbers_that_are_not_those_of_pages_stay(save: Save) -> None:
    draft = read_text(save("file.txt", "Score\n\n1\nNever\n\n2\nSeldom\n\n3\nOften\n"))

    assert draft.left_out == ()


def test_lines_of_a_page_that_nobody_wrapped_are_paragraphs(save: Save) -> None:
    long = "This page is for managers who look after people with infections such as norovirus, flu or scabies."
    text = (
        f"Infection control: what to know\nReviewed 3 May 2023\n\nWho is this for\n{long}\n\nWhat to do first\n{long}\n"
    )

    assert read_text(save("file.txt", text)).parts == (
        Heading(1, "Infection control: what to know"),
        Paragraph("Reviewed 3 May 2023"),
        Heading(2, "Who is this for"),
        Paragraph(long),
        Heading(2, "What to do first"),
        Paragraph(long),
    )


def test_a_statement_that_a_text_begins_with_is_no_title(save: Save) -> None:
    parts = read_text(
        save("file.txt", "Department: Supported Living\n\nFalls policy\n\nAll staff act at once.\n")
    ).parts

    assert parts[:2] == (Paragraph("Department: Supported Living"), Heading(1, "Falls policy"))


def test_centred_statements_stay_apart_and_the_number_of_the_last_page_goes(save: Save) -> None:
    cover = "\n".join(
        line.center(60) for line in ("FALLS POLICY", "Version 4", "Approved: 12 January 2024", "Author: Ada Poole")
    )
    body = "All staff, agency staff too, see the floors of\nall rooms each day, and write down what they see.\n"
    draft = read_text(save("file.txt", f"{cover}\n\n\n{body}\n{'Page 2 of 2'.center(60)}\n"))

    assert [part.text for part in draft.parts if isinstance(part, Paragraph)][:3] == [
        "Version 4", "Approved: 12 January 2024", "Author: Ada Poole",
    ]  # fmt: skip
    assert draft.left_out == (LeftOut("page number", "Page 2 of 2"),)
