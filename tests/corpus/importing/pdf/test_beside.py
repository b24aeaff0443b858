from collections.abc import Callable
from typing import Any

from corpus.importing.draft import Draft, Heading, Paragraph

Told = Callable[[Draft], list[str]]

CARE = (
    "Every resident has a plan of care that says in plain words what they want done and by whom, and a nurse goes "
    "through it with them each month, so that nothing stands in it that they would not say themselves."
)
QUOTE = "I know who will come, and they know what I like to be called."


def draw_quote(sheets: Any, left: float, down: float, size: float = 18) -> None:
    """The words of a quotation, three on a line, on heights of their own."""
    words = QUOTE.split()
    for start in range(0, len(words), 3):
        sheets.line(" ".join(words[start : start + 3]), left, size, down=down)
        down += 1.17 * size


def test_a_quotation_beside_the_text_stays_out_of_its_sentences(sheets: Any, told: Told) -> None:
    for _ in range(4):
        sheets.text(CARE, width=312)
    draw_quote(sheets, 390, 92)

    found = told(sheets.read())

    assert found[:4] == [CARE] * 4
    assert found[4:] == [QUOTE]


def test_a_large_sentence_is_no_heading(sheets: Any) -> None:
    for _ in range(4):
        sheets.text(CARE)
    sheets.line("They know what I like to be called.", size=18)
    sheets.gap(10)
    sheets.text(CARE)

    parts = sheets.read().parts

    assert Paragraph("They know what I like to be called.") in parts
    assert not any(isinstance(part, Heading) for part in parts)


def test_a_raised_clause_number_of_another_size_stays_with_its_clause(sheets: Any, told: Told) -> None:
    for number in range(1, 5):
        sheets.canvas.setFont("Helvetica", 9)
        sheets.canvas.drawString(50, 841.89 - sheets.down + 1, f"1.2.{number}")
        sheets.text(f"{number}{CARE}", left=95, width=400)

    assert told(sheets.read()) == [f"1.2.{number} {number}{CARE}" for number in range(1, 5)]


def test_labels_on_lines_of_their_own_stay_apart(sheets: Any, told: Told) -> None:
    sheets.text(CARE)
    sheets.line("Email: the.manager.of.this.home@a-very-long-name-for-a-home-by-the-sea.example.org.uk")
    sheets.line("Online: www.example.org.uk/homes")
    sheets.gap(8)
    sheets.text(CARE)

    assert told(sheets.read())[1:3] == [
        "Email: the.manager.of.this.home@a-very-long-name-for-a-home-by-the-sea.example.org.uk",
        "Online: www.example.org.uk/homes",
    ]


def test_a_heading_a_little_larger_in_another_colour_stays_out_of_its_paragraph(sheets: Any, told: Told) -> None:
    for _ in range(3):
        sheets.canvas.setFillColorRGB(0.2, 0.3, 0.6)
        sheets.line("Plans of care that may have to change more often than others do", size=11.7)
        sheets.canvas.setFillColorRGB(0, 0, 0)
        sheets.text(CARE)

    assert told(sheets.read()) == ["# Plans of care that may have to change more often than others do", CARE] * 3


def test_facts_and_postcodes_are_no_headings(sheets: Any) -> None:
    for _ in range(3):
        sheets.text(CARE)
    for line in ("Telephone: 01632 960001", "Last updated: 3 March 2024", "ZZ1 2AB", "OFFICIAL", "March 2024"):
        sheets.bold(line)
    sheets.bold("Appendix 1: Forms")
    sheets.text(CARE)

    headings = [part.text for part in sheets.read().parts if isinstance(part, Heading)]

    assert headings == ["Appendix 1: Forms"]


def test_a_title_of_several_large_lines_is_one_heading(sheets: Any, told: Told) -> None:
    sheets.line("Good practice for", size=24)
    sheets.line("all who work in homes", size=24)
    sheets.gap(20)
    for _ in range(3):
        sheets.text(CARE)

    assert told(sheets.read())[0] == "# Good practice for all who work in homes"


def test_appendices_stand_on_the_level_of_chapters(sheets: Any, told: Told) -> None:
    for number, name in enumerate(["Aims", "Duties", "Training"], start=1):
        sheets.bold(f"{number}. {name}", size=16)
        sheets.text(CARE)
    sheets.bold("Appendix 1: forms", size=13)
    sheets.text(CARE)

    assert "# Appendix 1: forms" in told(sheets.read())


def test_small_words_level_with_a_large_quotation_are_no_part_of_it(sheets: Any, told: Told) -> None:
    for _ in range(4):
        sheets.text(CARE)
    down = sheets.down + 20
    for number, line in enumerate(["“She asks me what I think", "and then she does it.”"]):
        sheets.line(line, size=17, down=down + number * 20)
    sheets.line("A resident", left=310, down=down + 8)
    sheets.line("of six years", left=310, down=down + 20)

    assert told(sheets.read())[-2:] == ["“She asks me what I think and then she does it.”", "A resident of six years"]


def test_a_clause_goes_on_below_its_list_as_a_paragraph(sheets: Any, told: Told) -> None:
    sheets.text(CARE)
    sheets.line("a) the panel did not weigh all of the evidence that was given to it before the day of its")
    sheets.line("meeting or on that day")
    sheets.gap(16)
    sheets.line("b) the panel took into account what nobody had told it, and did so without asking the family")
    sheets.line("or the nurse")
    sheets.gap(16)
    sheets.line("the board sends the matter back to the panel, which meets again within twenty working days")
    sheets.line("of the day on which it hears of that.")

    assert told(sheets.read())[-1].startswith("the board sends the matter back")


def test_the_large_words_of_a_picture_take_no_chapters_below_them(sheets: Any, told: Told) -> None:
    sheets.line("Good practice in homes", size=26)
    sheets.gap(10)
    for name in ("Meals", "Visits", "Money"):
        sheets.bold(name, size=15)
        sheets.text(CARE)
    sheets.line("ALL ARE WELCOME", left=200, size=20)
    sheets.gap(10)
    sheets.bold("Complaints", size=15)
    sheets.text(CARE)

    assert [line for line in told(sheets.read()) if line.startswith("#")] == [
        "# Good practice in homes",
        *("## Meals", "## Visits", "## Money"),
        *("## ALL ARE WELCOME", "## Complaints"),
    ]
