"""The lists and numbers of Word files."""

from corpus.importing.draft import Heading, Item, ListPart, Paragraph


def numbered_style(level: int, above: str, inner: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="Clause{level}"><w:name w:val="clause {level}"/>'
        f'<w:basedOn w:val="{above}"/><w:pPr><w:numPr>{inner}</w:numPr></w:pPr></w:style>'
    )


def test_a_numbered_heading_keeps_its_number_and_its_clauses_count_with_it(word):
    body = [
        word.paragraph("Purpose", "Heading1", (3, 0)),
        word.paragraph("Keys are counted.", numbered=(3, 1)),
        word.paragraph("Duties", "Heading1", (3, 0)),
        word.paragraph("The lead counts them:", numbered=(3, 1)),
        word.paragraph("at nine", numbered=(3, 2)),
    ]
    assert word.parts(*body) == (
        Heading(1, "1 Purpose"),
        ListPart((Item("Keys are counted.", 0, "1.1"),)),
        Heading(1, "2 Duties"),
        ListPart((Item("The lead counts them:", 0, "2.1"), Item("at nine", 1, "2.1.1"))),
    )


def test_styles_number_their_paragraphs_and_a_paragraph_may_say_otherwise(word):
    first = numbered_style(1, "Normal", '<w:numId w:val="3"/>')
    second = numbered_style(2, "Clause1", '<w:ilvl w:val="1"/>')
    unnumbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
    body = [
        word.paragraph("Keys are kept in the office.", "Clause1"),
        word.paragraph("They are counted at night.", "Clause2"),
        word.paragraph("Nobody counts this line, whatever its style is.", "Clause1", rest=unnumbered),
        word.paragraph("They are signed for.", "Clause2"),
        word.paragraph("Doors are locked at ten.", "Clause1"),
    ]
    found = [
        item.number
        for part in word.parts(*body, styles=first + second)
        if isinstance(part, ListPart)
        for item in part.items
    ]
    assert found == ["1", "1.1", "1.2", "2"]


def test_empty_clauses_count_and_hidden_or_moved_ones_do_not(word):
    hidden = word.paragraph(word.run("gone", "<w:vanish/>"), numbered=(2, 0), rest="<w:rPr><w:vanish/></w:rPr>")
    moved = f'<w:moveFrom w:id="1">{word.run("elsewhere")}</w:moveFrom>'
    moved = word.paragraph(moved, numbered=(2, 0), rest='<w:rPr><w:moveFrom w:id="2"/></w:rPr>')
    body = [
        word.items(2, "Knock twice."),
        hidden,
        moved,
        word.items(2, "Wait."),
        word.paragraph("<w:r/>", numbered=(2, 0)),
        word.items(2, "Go in."),
    ]
    (found,) = word.parts(*body)
    assert isinstance(found, ListPart)
    assert [item.number for item in found.items] == ["1.", "2.", "4."]


def test_a_long_clause_in_a_heading_s_style_is_no_heading(word):
    clause = "Every member of staff who holds a key signs for it in the book at the start of the shift."
    body = [word.paragraph("Keys", "Heading1"), word.paragraph(clause, "Heading2", (3, 1))]
    assert word.parts(*body)[1] == ListPart((Item(clause, 0, "1.1"),))


def test_a_bold_line_that_leads_a_list_in_stays_a_paragraph(word):
    body = [
        word.paragraph("Keys hang in the office all night."),
        word.bold("Never lend a key to:"),
        word.items(1, "a guest"),
    ]
    assert word.parts(*body)[1] == Paragraph("Never lend a key to:")


def test_lists_nest_with_letters_and_roman_numbers(word):
    body = [
        word.items(2, "Call"),
        word.items(2, "the office", "the police", level=1),
        word.items(2, "by day", "by night", level=2),
        word.items(2, "Write it down"),
    ]
    (found,) = word.parts(*body)
    assert isinstance(found, ListPart)
    shown = [(item.number, item.text, item.depth) for item in found.items]
    assert shown == [
        ("1.", "Call", 0),
        ("(a)", "the office", 1),
        ("(b)", "the police", 1),
        ("i)", "by day", 2),
        ("ii)", "by night", 2),
        ("2.", "Write it down", 0),
    ]


def test_bullets_set_in_under_a_number_are_its_inner_list(word):
    indent = '<w:ind w:left="1440"/>'
    body = [
        word.paragraph("Call", numbered=(2, 0)),
        word.paragraph("the office", numbered=(1, 0), rest=indent),
        word.paragraph("Wait", numbered=(2, 0)),
    ]
    (found,) = word.parts(*body)
    assert found == ListPart((Item("Call", 0, "1."), Item("the office", 1), Item("Wait", 0, "2.")))


def test_a_list_goes_on_after_a_paragraph_and_a_new_one_begins_anew(word):
    body = [
        word.items(2, "Knock twice."),
        word.paragraph("Wait for an answer."),
        word.items(2, "Go in."),
        word.paragraph("At night the rule is another one."),
        word.items(4, "Ring first."),
    ]
    numbers = [part.items[0].number for part in word.parts(*body) if isinstance(part, ListPart)]
    assert numbers == ["1.", "2.", "1."]


def test_numbered_lines_that_all_have_text_below_them_are_headings(word):
    body = [word.items(2, "Keys"), word.paragraph("Count them."), word.items(2, "Doors"), word.paragraph("Lock them.")]
    assert [part.text for part in word.parts(*body) if isinstance(part, Heading)] == ["1. Keys", "2. Doors"]


def test_bullets_and_numbers_that_were_typed_make_lists(word):
    body = [
        word.paragraph("Carry:"),
        word.paragraph(f"{word.run('•')}<w:r><w:tab/></w:r>{word.run('a phone')}"),
        word.paragraph("- a torch"),
        word.paragraph("Then:"),
        word.paragraph("a) ring"),
        word.paragraph("b) wait"),
    ]
    assert word.parts(*body) == (
        Paragraph("Carry:"),
        ListPart((Item("a phone"), Item("a torch"))),
        Paragraph("Then:"),
        ListPart((Item("ring", 0, "a)"), Item("wait", 0, "b)"))),
    )


def test_a_paragraph_that_begins_with_a_lone_number_stays_one(word):
    assert word.parts(word.paragraph("10. Downing Street is a house.")) == (
        Paragraph("10. Downing Street is a house."),
    )


def test_lines_of_one_paragraph_that_are_items_become_a_list(word):
    lines = "<w:r><w:br/></w:r>".join(word.run(text) for text in ("1. knock", "2. wait", "3. enter"))
    (found,) = word.parts(word.paragraph(lines))
    assert isinstance(found, ListPart)
    assert [item.text for item in found.items] == ["knock", "wait", "enter"]
