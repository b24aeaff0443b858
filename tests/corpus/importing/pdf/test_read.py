import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from corpus.importing.draft import Draft, Heading, ListPart, Table

Told = Callable[[Draft], list[str]]

REST = (
    "Every member of staff rests for eleven hours between two shifts, and a manager who plans a rota checks that "
    "nobody is asked to do without, whatever the reason for which the home is short of people on that day."
)
VISITS = (
    "Visitors are welcome at every hour of the day, and a resident decides alone whom to see, where to see them and "
    "for how long, unless a court has ordered something else."
)
# Pages that say the same at the same place would be taken for pages with the same header.
TEXTS = """
Families may ask for a meeting with the manager at any time, and they are given one within a week, at a good hour.
A resident who is in pain is asked about it each morning, and whoever asks writes down what was said in the same words.
Medicines are kept in a locked room to which only nurses have a key, and the key is handed over with a signature.
Money that the home keeps for a resident is counted by two members of staff, and is given back as soon as it is wanted.
""".strip().splitlines()


def fill(sheets: Any, pages: int = 1) -> None:
    """Pages of running text, so that what is tested stands beside it."""
    for page in range(pages):
        if page:
            sheets.page()
        for _ in range(3):
            sheets.text(REST)
            sheets.text(VISITS)


def test_a_paragraph_is_one_whatever_lines_it_was_set_in(sheets: Any, told: Told) -> None:
    sheets.text(REST)
    sheets.text(VISITS)

    assert told(sheets.read()) == [REST, VISITS]


def test_a_paragraph_is_one_across_a_page_break(sheets: Any, told: Told) -> None:
    fill(sheets)
    sheets.line("A complaint is answered within ten working days by somebody who was not involved in")
    sheets.page()
    sheets.text("what it is about, and the answer says how to go further.")
    fill(sheets)

    assert (
        "A complaint is answered within ten working days by somebody who was not involved in what it is about, and the "
        "answer says how to go further." in told(sheets.read())
    )


def test_double_spaced_lines_are_one_paragraph(sheets: Any, told: Told) -> None:
    lines = [REST[:90].rpartition(" ")[0], REST[len(REST[:90].rpartition(" ")[0]) + 1 :]]
    for _ in range(4):
        for line in lines:
            sheets.line(line, size=9)
            sheets.gap(12)
        sheets.gap(20)

    assert told(sheets.read()) == [REST] * 4


def test_a_hyphen_at_a_line_end_goes_where_the_word_is_one(sheets: Any, told: Told) -> None:
    sheets.line("The organisation keeps a register of interests and publishes it. Each year the organi-")
    sheets.line("sation asks all of its managers whether what it says of them is still true.")

    assert "Each year the organisation asks" in told(sheets.read())[0]


def test_a_hyphen_at_a_line_end_stays_in_a_compound(sheets: Any, told: Told) -> None:
    sheets.line("The well meant and the recognised are not the same thing. A reason that is well-")
    sheets.line("recognised elsewhere need not be a reason here.")

    assert "that is well-recognised elsewhere" in told(sheets.read())[0]


def test_two_columns_are_read_one_after_the_other(sheets: Any, told: Told) -> None:
    for left in (70, 320):
        sheets.down = 80
        for text in (REST, VISITS, f"Column {left}. {REST}"):
            sheets.text(text, left, width=220)

    draft = sheets.read()

    assert told(draft) == [REST, VISITS, f"Column 70. {REST}", REST, VISITS, f"Column 320. {REST}"]
    assert "Page 1: read as columns, one after the other." in draft.doubts


def test_a_sentence_goes_on_in_the_next_column(sheets: Any, told: Told) -> None:
    half = len(REST) // 2 + REST[len(REST) // 2 :].index(" ")
    sheets.text(VISITS, width=220)
    sheets.text(REST[:half], width=220)
    sheets.down = 80
    sheets.text(REST[half:], 320, width=220)
    sheets.text(VISITS, 320, width=220)

    assert told(sheets.read()) == [VISITS, REST, VISITS]


def test_the_levels_of_headings_come_from_size_and_weight(sheets: Any, told: Told) -> None:
    sheets.line("Working hours policy", size=24)
    sheets.gap(20)
    sheets.line("Rest", size=16)
    sheets.gap(10)
    sheets.text(REST)
    sheets.bold("Between two shifts")
    sheets.text(REST)
    sheets.line("Visits", size=16)
    sheets.gap(10)
    sheets.text(VISITS)

    assert told(sheets.read()) == [
        "# Working hours policy",
        "## Rest",
        REST,
        "### Between two shifts",
        REST,
        "## Visits",
        VISITS,
    ]


def test_a_short_bold_clause_is_a_heading_and_a_long_one_an_item(sheets: Any, told: Told) -> None:
    fill(sheets)
    sheets.bold("2. Rest between shifts")
    sheets.text(f"2.1 {REST}")
    sheets.text(f"2.2 {VISITS}")

    assert told(sheets.read())[-3:] == ["# 2. Rest between shifts", f"2.1 {REST}", f"2.2 {VISITS}"]


def test_deeper_numbers_are_deeper_headings(sheets: Any, told: Told) -> None:
    fill(sheets)
    for heading in ("1 Purpose", "1.1 Scope", "1.1.1 Staff", "2 Duties"):
        sheets.bold(heading)
        sheets.text(REST)

    headings = [line for line in told(sheets.read()) if line.startswith("#")]
    assert headings == ["# 1 Purpose", "## 1.1 Scope", "### 1.1.1 Staff", "# 2 Duties"]


@pytest.mark.parametrize(("one", "two"), [("1.", "2."), ("a)", "b)"), ("(i)", "(ii)"), ("(a)", "(b)"), ("3.1", "3.2")])
def test_numbers_of_every_sort_begin_items(sheets: Any, told: Told, one: str, two: str) -> None:
    fill(sheets)
    sheets.line("The manager of a home sees to it that:")
    sheets.gap(8)
    sheets.text(f"{one} {REST}", left=90, hang=18)
    sheets.text(f"{two} {VISITS}", left=90, hang=18)

    assert told(sheets.read())[-3:] == ["The manager of a home sees to it that:", f"{one} {REST}", f"{two} {VISITS}"]


def test_an_inner_list_is_deeper_by_its_indentation(sheets: Any, told: Told) -> None:
    sheets.text(REST)
    sheets.line("1. The manager checks:", left=70)
    sheets.line("\u2022 the rota of the week", left=100)
    sheets.line("\u2022 the hours of each night", left=100)
    sheets.line("2. The owner checks the manager.", left=70)

    assert told(sheets.read())[1:] == [
        "1. The manager checks:",
        "  - the rota of the week",
        "  - the hours of each night",
        "2. The owner checks the manager.",
    ]


@pytest.mark.parametrize("bullet", ["\u2022", "\u25aa", "\u2013", "-", "o", "\u2713", "\uf0b7", "\u25cf"])
def test_bullets_of_every_sort_begin_items_and_are_no_part_of_them(
    sheets: Any, told: Told, bullet: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The fonts at hand lack most of these signs, so that a letter stands for them on the page.
    from corpus.importing.pdf.page import characters

    monkeypatch.setattr(
        characters, "_normal", lambda text, read=characters._normal: bullet if text == "~" else read(text)
    )
    sheets.text(REST)
    sheets.line("Bring to the interview:")
    for words in ("a passport or another proof of who you are", "the names of two people who know your work"):
        sheets.line("~", left=88)
        sheets.down -= 1.2 * 11
        sheets.text(words, left=106, width=150)

    assert told(sheets.read())[1:] == [
        "Bring to the interview:",
        "- a passport or another proof of who you are",
        "- the names of two people who know your work",
    ]


def test_bullets_that_are_drawn_begin_items(sheets: Any, told: Told) -> None:
    sheets.text(REST)
    sheets.line("Bring to the interview:")
    for words in ("a passport", "the names of two people"):
        sheets.canvas.circle(94, A4[1] - sheets.down + 3.5, 2, stroke=0, fill=1)
        sheets.line(words, left=106)

    assert told(sheets.read())[1:] == ["Bring to the interview:", "- a passport", "- the names of two people"]


def test_a_dash_inside_a_sentence_begins_no_item(sheets: Any, told: Told) -> None:
    text = "Nobody works two nights in a row without a day of rest in between, whatever the reason might be this time"
    sheets.text(REST)
    sheets.line(text[:88])
    sheets.line(f"\u2013 {text[88:].strip()}")

    assert len(told(sheets.read())) == 2


def test_a_ruled_table_is_a_table_and_not_also_paragraphs(sheets: Any, told: Told) -> None:
    sheets.text(REST)
    sheets.table([["Symptom", "What helps"], ["Headache", "A quiet room"], ["Heat", "A fan"]], [150, 250], bold=1)
    sheets.text(VISITS)

    draft = sheets.read()

    assert told(draft) == [REST, "| Symptom | What helps |", "| Headache | A quiet room |", "| Heat | A fan |", VISITS]
    assert [part.headed for part in draft.parts if isinstance(part, Table)] == [True]


def test_a_table_without_a_header_is_doubtful(sheets: Any) -> None:
    sheets.table([["Version", "4"], ["Owner", "The board"]], [150, 250])
    sheets.text(REST)

    draft = sheets.read()

    assert [part.headed for part in draft.parts if isinstance(part, Table)] == [False]
    assert "The table that begins “Version 4 Owner The board” has no header row." in draft.doubts


def test_a_table_that_goes_on_over_a_page_is_one(sheets: Any, told: Told) -> None:
    fill(sheets)
    sheets.table([["Symptom", "What helps"], ["Headache", "A quiet room"]], [150, 250], bold=1)
    sheets.page()
    sheets.table([["Symptom", "What helps"], ["Heat", "A fan"]], [150, 250], bold=1)
    fill(sheets)

    draft = sheets.read()

    assert [len(part.rows) for part in draft.parts if isinstance(part, Table)] == [3]
    assert [out.text for out in draft.left_out] == ["Symptom What helps"]


def test_a_table_ruled_between_its_rows_is_a_table(sheets: Any, told: Told) -> None:
    sheets.text(REST)
    for one, other in (("Grade", "Days of leave"), ("Carer", "28"), ("Nurse", "30"), ("Manager", "33")):
        sheets.line(one, font="Helvetica-Bold" if one == "Grade" else "Helvetica")
        sheets.down -= 1.2 * 11
        sheets.line(other, left=300, font="Helvetica-Bold" if one == "Grade" else "Helvetica")
        sheets.canvas.line(70, A4[1] - sheets.down + 6, 520, A4[1] - sheets.down + 6)
        sheets.gap(8)

    assert told(sheets.read())[1:] == [
        "| Grade | Days of leave |",
        "| Carer | 28 |",
        "| Nurse | 30 |",
        "| Manager | 33 |",
    ]


def test_what_repeats_at_the_head_and_foot_of_pages_is_left_out(sheets: Any, told: Told) -> None:
    for page in (1, 2, 3):
        sheets.line("Rest and visits: version 4", size=9, down=40)
        sheets.line(f"Page {page} of 3", size=9, down=800)
        sheets.down = 80
        sheets.text(TEXTS[page])
        if page < 3:
            sheets.page()

    draft = sheets.read()

    assert told(draft) == TEXTS[1:]
    assert Counter(out.kind for out in draft.left_out) == {"running header": 3, "page number": 3}
    assert "version 4" in draft.pages[1]


def test_a_single_page_loses_nothing(sheets: Any, told: Told) -> None:
    sheets.line("Rest and visits: version 4", size=9, down=40)
    sheets.down = 80
    sheets.text(REST)
    sheets.line("Page 1 of 1", size=9, down=800)

    draft = sheets.read()

    assert draft.left_out == ()
    assert told(draft) == ["Rest and visits: version 4", REST, "Page 1 of 1"]


def test_headings_that_count_on_at_the_top_of_pages_stay(sheets: Any, told: Told) -> None:
    for page in (1, 2, 3):
        sheets.line(f"Appendix {page}", size=18)
        sheets.gap(10)
        sheets.text(TEXTS[page])
        if page < 3:
            sheets.page()

    assert [line for line in told(sheets.read()) if line.startswith("#")] == [
        "# Appendix 1",
        "# Appendix 2",
        "# Appendix 3",
    ]


def test_a_table_of_contents_with_leaders_is_left_out(sheets: Any, told: Told) -> None:
    headings = ("Purpose of this policy", "Rest between shifts", "Visits by families")
    sheets.line("Contents", size=16)
    for page, heading in enumerate(headings, start=2):
        sheets.line(f"{heading} {'.' * 60} {page}")
    for heading, text in zip(headings, TEXTS, strict=False):
        sheets.page()
        sheets.line(heading, size=16)
        sheets.gap(10)
        sheets.text(text)

    draft = sheets.read()

    assert told(draft) == [
        line for heading, text in zip(headings, TEXTS, strict=False) for line in (f"# {heading}", text)
    ]
    assert [(out.kind, out.page) for out in draft.left_out] == [("table of contents", 1)]


def test_a_table_of_contents_without_page_numbers_is_left_out(sheets: Any, told: Told) -> None:
    headings = ("Purpose of this policy", "Rest between shifts", "Visits by families", "Who to ask")
    for heading in headings:
        sheets.line(heading.upper())
        sheets.gap(8)
    for heading, text in zip(headings, TEXTS, strict=False):
        sheets.page()
        sheets.line(heading, size=16)
        sheets.gap(10)
        sheets.text(text)

    assert told(sheets.read()) == [
        line for heading, text in zip(headings, TEXTS, strict=False) for line in (f"# {heading}", text)
    ]


def test_a_footnote_does_not_part_a_sentence(sheets: Any, told: Told) -> None:
    fill(sheets)
    sheets.line("A complaint is answered within ten working days by somebody who was not involved in")
    sheets.line("1 Days on which the office is open.", size=8, down=780)
    sheets.page()
    sheets.text("what it is about.")
    fill(sheets)

    lines = told(sheets.read())
    place = next(n for n, line in enumerate(lines) if line.startswith("A complaint"))
    assert lines[place].endswith("was not involved in what it is about.")
    assert lines[place + 1] == "1 Days on which the office is open."


def test_the_number_of_a_footnote_does_not_stick_to_its_word(sheets: Any, told: Told) -> None:
    sheets.text(REST)
    sheets.line("It follows the law of 1998")
    end = 70 + sheets.canvas.stringWidth("It follows the law of 1998", "Helvetica", 11)
    sheets.line("and the guidance of the regulator")
    end = 70 + sheets.canvas.stringWidth("and the guidance of the regulator", "Helvetica", 11)
    sheets.line("2", left=end, size=6, down=sheets.down - 13.2 - 4)
    sheets.line(".", left=end + 4, down=sheets.down - 7.2 + 4)

    assert told(sheets.read())[-1].endswith("the guidance of the regulator ².")


def test_ligatures_and_soft_hyphens_are_read_as_their_letters(sheets: Any, told: Told) -> None:
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    sheets.line("The o\ufb03ce co\u00adordinates \ufb01ve\u00a0homes.".replace("\ufb03", "f\ufb01"), font="Vera")

    assert told(sheets.read()) == ["The office coordinates five homes."]


def test_the_words_in_form_fields_are_read(sheets: Any, told: Told) -> None:
    sheets.text(REST)
    sheets.line("Name of the home:")
    sheets.canvas.acroForm.textfield(
        name="home", value="Elm House", x=200, y=A4[1] - sheets.down + 10, width=150, height=16
    )

    draft = sheets.read()

    assert "Elm House" in " ".join(told(draft))
    assert "Elm House" in draft.pages[0]


def test_a_page_that_is_turned_is_read_as_it_is_shown(sheets: Any, told: Told) -> None:
    sheets.canvas.setPageRotation(90)
    sheets.canvas.rotate(90)
    sheets.canvas.translate(0, -A4[0])
    sheets.canvas.setFont("Helvetica", 11)
    for down, line in enumerate(
        ("Every member of staff rests for eleven hours between two shifts, and a manager who", "checks it.")
    ):
        sheets.canvas.drawString(70, 500 - 13 * down, line)

    assert told(sheets.read()) == [
        "Every member of staff rests for eleven hours between two shifts, and a manager who checks it."
    ]


def test_pages_without_text_are_named(sheets: Any) -> None:
    sheets.text(REST)
    for _ in range(3):
        sheets.page()

    assert sheets.read().doubts[0].startswith("Pages 2 to 4 hold no text")


def test_a_line_that_may_be_a_heading_is_named(sheets: Any) -> None:
    sheets.text(REST)
    sheets.line("Visits by families and friends")
    sheets.gap(8)
    sheets.text(VISITS)

    assert "Page 1: “Visits by families and friends” may be a heading." in sheets.read().doubts


def test_what_a_file_states_is_told_without_its_date(sheets: Any) -> None:
    sheets.canvas.setTitle("Rest between shifts")
    sheets.canvas.setAuthor("A. Owner")
    sheets.text(REST)

    stated = sheets.read().stated

    assert (stated.title, stated.author, stated.published) == ("Rest between shifts", "A. Owner", None)


def test_no_word_is_lost(sheets: Any, told: Told) -> None:
    for page in (1, 2, 3):
        sheets.line("Rest and visits: version 4", size=9, down=40)
        sheets.line(f"{page}", size=9, down=810)
        sheets.down = 80
        sheets.line(f"Part {page}", size=18)
        sheets.text(TEXTS[page])
        sheets.table([["Grade", "Leave"], ["Carer", str(28 * page)]], [150, 250], bold=1)
        for item in ("\u2022 one thing", "\u2022 another thing"):
            sheets.line(item, left=90)
        if page < 3:
            sheets.page()

    draft = sheets.read()

    words = re.compile(r"[^\W_]+")
    kept = Counter(words.findall(" ".join([*told(draft), *(out.text for out in draft.left_out)])))
    assert Counter(words.findall(" ".join(draft.pages))) - kept == Counter()
    assert {type(part) for part in draft.parts} >= {Heading, ListPart, Table}
