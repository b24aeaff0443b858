"""Which lines of a Word file become headings, and on which level."""

from collections.abc import Sequence

from corpus.importing.draft import Draft, Heading, ListPart, Paragraph, Table
from corpus.importing.word import read_word

TEXT = "Keys hang in the office all night, and whoever leads the shift counts them in the morning."


def headings(draft: Draft) -> Sequence[tuple[int, str]]:
    return [(part.level, part.text) for part in draft.parts if isinstance(part, Heading)]


def large(word, text: str, size: int) -> str:
    return word.paragraph(word.run(text, f'<w:b/><w:sz w:val="{size}"/>'))


def test_where_all_text_has_a_heading_s_style_only_what_stands_out_is_a_heading(word):
    def line(text: str, look: str = "") -> str:
        return word.paragraph(word.run(text, look), "Heading1")

    body = [
        line("Keys", "<w:b/>"),
        *(line(TEXT) for _ in range(4)),
        line("Kept ready"),
        line("Doors", "<w:b/>"),
        line(TEXT),
        line("1. knock"),
        line("2. wait"),
    ]
    draft = read_word(word.file(*body))
    assert headings(draft) == [(1, "Keys"), (1, "Doors")]
    assert isinstance(draft.parts[-1], ListPart)


def test_bold_lines_in_a_row_are_no_headings(word):
    body = [word.paragraph(TEXT), *(word.bold(text) for text in ("North wing", "South wing", "Garden", "Attic"))]
    assert headings(read_word(word.file(*body, word.paragraph(TEXT)))) == []


def test_bold_labels_before_short_values_are_no_headings(word):
    pairs = [("Lead", "Ann Lee"), ("Deputy", "Ben Roe"), ("Nurse", "Cat Fox"), ("Cook", "Dan Ash")]
    body = [word.bold(name) + word.paragraph(value) for name, value in pairs]
    assert headings(read_word(word.file(*(word.paragraph(TEXT) for _ in range(3)), *body))) == []


def test_addresses_dates_and_blanks_are_no_headings(word):
    texts = [
        "LS1 4AB", "Oak House, 12 Hill Road, Leeds LS1 4AB", "www.oakhouse.example", "keys@oakhouse.example",
        "Office 0113 496 0000", "3 May 2024", "03/05/2024", "OFFICIAL - SENSITIVE", "Signature", "Signed ______",
        "Valid from 03/01/2025", "NB KEYS STAY HERE", "Please ring first", "Either", "(to be filled in by the lead)",
        "“Nobody ever asked me”", "which nobody counted", "Version: 2",
    ]  # fmt: skip
    body = [word.bold(text) + word.paragraph(TEXT) for text in texts]
    assert headings(read_word(word.file(*(word.paragraph(TEXT) for _ in range(9)), *body))) == []


def test_rows_that_tabs_set_and_labels_before_a_rule_are_no_headings(word):
    row = "<w:r><w:tab/></w:r>".join(word.run(text, "<w:b/>") for text in ("First", "Second", "Third"))
    body = [word.paragraph(row), word.paragraph(TEXT), word.bold("My room is:"), word.paragraph("________")]
    assert headings(read_word(word.file(*(word.paragraph(TEXT) for _ in range(3)), *body))) == []


def test_a_box_of_a_chart_is_no_heading_and_one_with_text_may_have_one(word):
    def box(*lines: str) -> str:
        inner = f"<w:txbxContent>{''.join(lines)}</w:txbxContent>"
        return f"<w:p><w:r><w:pict><v:textbox>{inner}</v:textbox></w:pict></w:r></w:p>"

    body = [
        *(word.paragraph(TEXT) for _ in range(3)),
        box(word.bold("Ring the office")),
        box(word.paragraph("Go back")),
        box(word.bold("Remember the keys"), word.paragraph(TEXT)),
    ]
    assert headings(read_word(word.file(*body))) == [(1, "Remember the keys")]


def test_large_lines_at_the_beginning_are_one_title(word):
    body = [large(word, "Keys and doors", 48), large(word, "of Oak House", 48), word.paragraph(TEXT)]
    assert headings(read_word(word.file(*body))) == [(1, "Keys and doors of Oak House")]


def test_one_odd_heading_takes_no_chapters_under_it(word):
    chapters = [large(word, name, 28) + word.paragraph(TEXT) for name in ("Keys", "Doors", "Windows", "Alarms")]
    odd = large(word, "Call us", 32) + word.paragraph(TEXT)
    body = [large(word, "Handbook", 40), *chapters[:2], odd, *chapters[2:]]
    levels = {text: level for level, text in headings(read_word(word.file(*body)))}
    assert levels == {"Handbook": 1, "Keys": 2, "Doors": 2, "Call us": 2, "Windows": 2, "Alarms": 2}


def test_headings_with_numbers_as_deep_stand_on_one_level(word):
    def numbered(number: str, look: str = "<w:b/>") -> str:
        return word.paragraph(word.run(f"{number} Keys", look)) + word.paragraph(TEXT)

    large_bold = '<w:b/><w:sz w:val="28"/>'
    body = [numbered("1.0"), numbered("2.0"), numbered("2.1"), numbered("3.0", large_bold), numbered("4.0")]
    levels = {text.split()[0]: level for level, text in headings(read_word(word.file(*body)))}
    assert levels == {"1.0": 1, "2.0": 1, "2.1": 2, "3.0": 1, "4.0": 1}


def test_chapters_of_one_numbering_stand_on_one_level_whatever_their_styles(word):
    styles = ("Heading1", "Heading1", "Heading3", "Heading1")
    body = [word.paragraph("Keys", style, (3, 0)) + word.paragraph(TEXT) for style in styles]
    assert {level for level, _ in headings(read_word(word.file(*body)))} == {1}


def test_what_a_file_says_of_itself_is_no_heading_whatever_its_style(word):
    body = [
        word.paragraph("Department: Night staff Title: Keys", "Title"),
        word.paragraph("Scope: all who hold a key", "Heading1"),
        word.paragraph("Keys", "Heading1"),
        word.paragraph(TEXT),
    ]
    draft = read_word(word.file(*body))
    assert headings(draft) == [(1, "Keys")]
    assert draft.parts[:2] == (Paragraph("Department: Night staff"), Paragraph("Title: Keys"))


def test_a_line_without_a_number_may_stand_above_numbered_ones_that_look_alike(word):
    chapters = [word.bold(f"{number}.0 Keys") + word.paragraph(TEXT) for number in (1, 2)]
    body = [word.bold("Oak House Limited"), word.bold("Policy on keys"), *chapters, *(word.paragraph(TEXT),) * 3]
    assert [text for _, text in headings(read_word(word.file(*body)))] == ["Policy on keys", "1.0 Keys", "2.0 Keys"]


def test_a_title_s_style_in_the_middle_makes_a_heading_like_the_others(word):
    body = [word.paragraph(name, "Heading1") + word.paragraph(TEXT) for name in ("Keys", "Doors", "Windows")]
    body.insert(1, word.paragraph("Alarms", "Title") + word.paragraph(TEXT))
    assert {level for level, _ in headings(read_word(word.file(*body)))} == {1}


def test_a_bold_line_takes_the_level_of_the_headings_that_look_alike(word):
    def styled(text: str, level: int) -> str:
        return word.paragraph(word.run(text, "<w:b/>"), f"Heading{level}") + word.paragraph(TEXT)

    body = [
        styled("Keys", 1),
        large(word, "Doors", 30),
        word.paragraph(TEXT),
        styled("Windows", 1),
        word.bold("Alarms"),
    ]
    found = headings(read_word(word.file(*body, word.paragraph(TEXT))))
    assert (1, "Alarms") in found


def test_a_title_and_its_text_in_one_paragraph_part_at_a_break_or_a_tab(word):
    def broken(number: int, title: str) -> str:
        return word.paragraph(f"{word.run(f'{number}. {title}')}<w:r><w:br/></w:r>{word.run(TEXT)}")

    long = word.run(f"{TEXT} {TEXT}")
    tabbed = word.paragraph(f"{word.run('Who counts the keys?', '<w:b/>')}<w:r><w:tab/></w:r>{long}")
    body = [*(word.paragraph(TEXT) for _ in range(3)), broken(1, "Keys"), broken(2, "Doors"), tabbed]
    found = headings(read_word(word.file(*body)))
    assert [text for _, text in found] == ["1. Keys", "2. Doors", "Who counts the keys?"]


def test_a_short_definition_after_a_tab_stays_with_its_term(word):
    term = f"{word.run('Lead', '<w:b/>')}<w:r><w:tab/></w:r>{word.run('whoever counts the keys at night')}"
    assert headings(read_word(word.file(word.paragraph(TEXT), word.paragraph(term), word.paragraph(TEXT)))) == []


def test_a_table_that_was_typed_with_bars_is_one(word):
    rows = ("| Wing | Lead |", "|------|------|", "| North | Ann |")
    lines = "<w:r><w:br/></w:r>".join(word.run(text) for text in ("Leads", *rows))
    assert read_word(word.file(word.paragraph(lines))).parts[1:] == (Table((("Wing", "Lead"), ("North", "Ann"))),)


def test_a_table_of_data_with_headings_in_its_cells_stays_one(word):
    cell = word.cell(word.paragraph("Fire", "Heading2") + word.paragraph("Doors are kept shut."))
    rows = [[str(number), cell, "Ann"] for number in range(1, 4)]
    (found,) = read_word(word.file(word.table(["No.", "Risk", "Lead"], *rows, head=True))).parts
    assert isinstance(found, Table)
    assert found.rows[1] == ("1", "Fire\nDoors are kept shut.", "Ann")


def test_far_more_headings_than_text_are_doubted(word):
    body = [word.paragraph(f"Form {number}", "Heading1") for number in range(12)]
    doubts = read_word(word.file(*body, word.paragraph(TEXT))).doubts
    assert any("12 headings but only 1" in doubt for doubt in doubts)
