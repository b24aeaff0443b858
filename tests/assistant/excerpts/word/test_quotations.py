"""Verbatim words become block quotations, lists and tables, each in a real style."""

import datetime as dt
from typing import Any

import pytest
from docx.oxml.ns import qn

from assistant.excerpts.word.blank import blank
from assistant.excerpts.word.quotations import Quotations

LIST = "Do this:\n\n1. Mix.\n2. Knead, at length:\n  - by hand\n\nThen rest.\n\n- Bake.\n- Eat."


@pytest.fixture
def word() -> Any:
    return blank("Bread", dt.date(2026, 3, 5))


@pytest.fixture
def quotations(word: Any) -> Quotations:
    return Quotations(word)


def lines(word: Any) -> list[tuple[str, str]]:
    return [(p.style.name, p.text) for p in word.paragraphs]


def test_paragraphs_and_lists_have_real_styles(word: Any, quotations: Quotations) -> None:
    assert quotations.write(LIST).text == "Eat."
    assert lines(word) == [
        ("Quote", "Do this:"),
        ("List Number", "Mix."),
        ("List Number", "Knead, at length:"),
        ("List Bullet 2", "by hand"),
        ("Quote", "Then rest."),
        ("List Bullet", "Bake."),
        ("List Bullet", "Eat."),
    ]
    assert not any(run.italic for paragraph in word.paragraphs for run in paragraph.runs)
    quote = word.styles["Quote"]
    assert quote.font.italic is None
    assert quote.paragraph_format.left_indent > 0
    assert quote.paragraph_format.right_indent > 0


def test_lists_keep_the_numbers_and_marks_of_the_text(word: Any, quotations: Quotations) -> None:
    for text in ("1. One.\n2. Two.", "1. Again.", "4) Four.\n5) Five.", "1. Upper.\n  1. Inner.\n  2. Next.\n2. Last."):
        quotations.write(text)
    assert [f"{numbered(p, word)} {p.text}" for p in word.paragraphs] == [
        "1. One.", "2. Two.", "1. Again.", "4) Four.", "5) Five.", "1. Upper.", "1. Inner.", "2. Next.", "2. Last.",
    ]  # fmt: skip


def numbered(paragraph: Any, word: Any) -> str:
    """The number that Word shows before a paragraph: its list's first, and one more for each that follows in it."""
    numbering, properties = word.part.numbering_part.element, paragraph._p.pPr.numPr
    number = numbering.num_having_numId(properties.numId.val)
    level = properties.ilvl.val
    (override,) = number.lvlOverride_lst
    assert override.ilvl == level
    before = [
        p
        for p in word.paragraphs[: [q._p for q in word.paragraphs].index(paragraph._p)]
        if p._p.pPr.numPr.numId.val == properties.numId.val
    ]
    shown = numbering.xpath(
        f'./w:abstractNum[@w:abstractNumId="{number.abstractNumId.val}"]/w:lvl[@w:ilvl="{level}"]/w:lvlText/@w:val'
    )[0]
    return str(shown).replace(f"%{level + 1}", str(override.startOverride.val + len(before)))


def test_a_quotation_that_begins_with_an_item_shows_it_as_one(word: Any, quotations: Quotations) -> None:
    quotations.write("Mix.\n+ Knead.", "- ")
    quotations.write("Bake.\n> said so")
    assert lines(word) == [
        ("List Bullet", "Mix."), ("List Bullet", "Knead."), ("Quote", "Bake."), ("Intense Quote", "said so"),
    ]  # fmt: skip


def test_emphasis_of_an_added_document_is_emphasis_without_its_marks(word: Any, quotations: Quotations) -> None:
    quotations.write("Staff **must** knead *well* for 2*3 hours.")
    (paragraph,) = word.paragraphs
    assert paragraph.text == "Staff must knead well for 2*3 hours."
    assert [run.text for run in paragraph.runs if run.bold] == ["must"]
    assert [run.text for run in paragraph.runs if run.italic] == ["well"]


def test_a_row_is_a_table_whose_header_is_marked(word: Any, quotations: Quotations) -> None:
    quotations.write("Rye | Rises: • Dark. • Sour. | a", columns=("Flour", "Crumb", ""))
    (table,) = word.tables
    assert [cell.text for cell in table.rows[0].cells] == ["Flour", "Crumb", ""]
    assert [[(p.style.name, p.text) for p in cell.paragraphs] for cell in table.rows[1].cells] == [
        [("Table Text", "Rye")],
        [("Table Text", "Rises:"), ("Table Bullet", "Dark."), ("Table Bullet", "Sour.")],
        [("Table Text", "a")],
    ]
    assert [len(row._tr.findall(f"{qn('w:trPr')}/{qn('w:tblHeader')}")) for row in table.rows] == [1, 0]
    assert all(cell.width > 0 for row in table.rows for cell in row.cells)


def test_an_empty_cell_stays_and_a_cell_without_a_name_is_a_quotation(word: Any, quotations: Quotations) -> None:
    quotations.write("Rye |  | dark", columns=("Flour", "Salt", "Crumb"))
    assert [cell.text for cell in word.tables[0].rows[1].cells] == ["Rye", "", "dark"]
    quotations.write("Rye", columns=("",))
    assert lines(word)[-1] == ("Quote", "Rye")


def test_references_are_a_numbered_list(word: Any, quotations: Quotations) -> None:
    for number in (1, 2):
        quotations.add_reference(number, f"Book {number}.")
    assert [f"{numbered(p, word)} {p.text}" for p in word.paragraphs] == ["[1] Book 1.", "[2] Book 2."]
