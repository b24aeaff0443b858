"""What the parts of a Word file become."""

from collections.abc import Sequence

from corpus.importing.draft import Draft, Heading, Item, ListPart, Paragraph, Part, Table
from corpus.importing.reporting.losses import lost_from
from corpus.importing.word import read_word
from corpus.importing.writing.write import as_markdown


def parts(word, *body: str, **more: str) -> Sequence[Part]:
    draft = read_word(word.file(*body, **more))
    assert_nothing_is_lost(draft)
    return draft.parts


def assert_nothing_is_lost(draft: Draft) -> None:
    lost = lost_from(as_markdown(draft.parts), draft.pages, draft.left_out)
    assert lost.words == 0, lost.runs


def left_out(draft: Draft, kind: str) -> list[str]:
    return [entry.text for entry in draft.left_out if entry.kind == kind]


def test_headings_by_style_stand_below_the_title(word):
    body = [
        word.paragraph("Key safes", "Title"),
        word.paragraph("Codes", "Heading1"),
        word.paragraph("Old", "Heading2"),
    ]
    assert parts(word, *body) == (Heading(1, "Key safes"), Heading(2, "Codes"), Heading(3, "Old"))


def test_without_a_title_headings_begin_at_the_first_level(word):
    body = [word.paragraph("Codes", "Heading2"), word.paragraph("A code is changed.")]
    assert parts(word, *body)[0] == Heading(1, "Codes")


def test_a_numbered_heading_keeps_its_number_and_its_clauses_count_with_it(word):
    body = [
        word.paragraph("Purpose", "Heading1", (3, 0)),
        word.paragraph("Keys are counted.", numbered=(3, 1)),
        word.paragraph("Duties", "Heading1", (3, 0)),
        word.paragraph("The lead counts them:", numbered=(3, 1)),
        word.paragraph("at nine", numbered=(3, 2)),
    ]
    assert parts(word, *body) == (
        Heading(1, "1 Purpose"),
        ListPart((Item("Keys are counted.", 0, "1.1"),)),
        Heading(1, "2 Duties"),
        ListPart((Item("The lead counts them:", 0, "2.1"), Item("at nine", 1, "2.1.1"))),
    )


def numbered_style(level: int, above: str, inner: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="Clause{level}"><w:name w:val="clause {level}"/>'
        f'<w:basedOn w:val="{above}"/><w:pPr><w:numPr>{inner}</w:numPr></w:pPr></w:style>'
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
        for part in parts(word, *body, styles=first + second)
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
    (found,) = parts(word, *body)
    assert isinstance(found, ListPart)
    assert [item.number for item in found.items] == ["1.", "2.", "4."]


def test_a_long_clause_in_a_heading_s_style_is_no_heading(word):
    clause = "Every member of staff who holds a key signs for it in the book at the start of the shift."
    body = [word.paragraph("Keys", "Heading1"), word.paragraph(clause, "Heading2", (3, 1))]
    assert parts(word, *body)[1] == ListPart((Item(clause, 0, "1.1"),))


def test_bold_lines_before_text_are_headings_and_are_doubted(word):
    draft = read_word(
        word.file(
            word.paragraph("Keys", "Heading1"),
            word.paragraph("Keys open doors, and somebody has to hold them."),
            word.bold("Spare keys"),
            word.paragraph("Spare keys hang in the office, where the manager can see them."),
        )
    )
    assert draft.parts[2] == Heading(2, "Spare keys")
    assert any("Spare keys" in doubt for doubt in draft.doubts)


def test_a_bold_line_that_leads_a_list_in_stays_a_paragraph(word):
    body = [
        word.paragraph("Keys hang in the office all night."),
        word.bold("Never lend a key to:"),
        word.items(1, "a guest"),
    ]
    assert parts(word, *body)[1] == Paragraph("Never lend a key to:")


def test_larger_lines_nest_by_their_size(word):
    def line(text: str, size: int) -> str:
        return word.paragraph(word.run(text, f'<w:sz w:val="{size}"/>'))

    body = [
        line("Handbook", 40),
        line("Keys", 30),
        word.paragraph("Keys hang in the office, and are counted at night."),
        line("Doors", 30),
        word.paragraph("Doors are locked at ten, by whoever has the watch."),
    ]
    levels = [(part.level, part.text) for part in parts(word, *body) if isinstance(part, Heading)]
    assert levels == [(1, "Handbook"), (2, "Keys"), (2, "Doors")]


def test_bold_versions_are_no_headings_and_an_appendix_ranks_with_the_chapters(word):
    body = [
        word.bold("Version 4"),
        word.paragraph(word.run("Purpose", "<w:b/>"), numbered=(2, 0)),
        word.paragraph("Keys are counted at night by whoever leads the shift."),
        word.paragraph(word.run("Duties", "<w:b/>"), numbered=(2, 0)),
        word.paragraph("The lead signs the book that hangs beside the office door."),
        word.paragraph("APPENDIX 1"),
        word.paragraph("A plan of the doors."),
    ]
    headings = [(part.level, part.text) for part in parts(word, *body) if isinstance(part, Heading)]
    assert headings == [(1, "1. Purpose"), (1, "2. Duties"), (1, "APPENDIX 1")]


def test_lists_nest_with_letters_and_roman_numbers(word):
    body = [
        word.items(2, "Call"),
        word.items(2, "the office", "the police", level=1),
        word.items(2, "by day", "by night", level=2),
        word.items(2, "Write it down"),
    ]
    (found,) = parts(word, *body)
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
    (found,) = parts(word, *body)
    assert found == ListPart((Item("Call", 0, "1."), Item("the office", 1), Item("Wait", 0, "2.")))


def test_a_list_goes_on_after_a_paragraph_and_a_new_one_begins_anew(word):
    body = [
        word.items(2, "Knock twice."),
        word.paragraph("Wait for an answer."),
        word.items(2, "Go in."),
        word.paragraph("At night the rule is another one."),
        word.items(4, "Ring first."),
    ]
    numbers = [part.items[0].number for part in parts(word, *body) if isinstance(part, ListPart)]
    assert numbers == ["1.", "2.", "1."]


def test_numbered_lines_that_all_have_text_below_them_are_headings(word):
    body = [word.items(2, "Keys"), word.paragraph("Count them."), word.items(2, "Doors"), word.paragraph("Lock them.")]
    assert [part.text for part in parts(word, *body) if isinstance(part, Heading)] == ["1. Keys", "2. Doors"]


def test_bullets_and_numbers_that_were_typed_make_lists(word):
    body = [
        word.paragraph("Carry:"),
        word.paragraph(f"{word.run('•')}<w:r><w:tab/></w:r>{word.run('a phone')}"),
        word.paragraph("- a torch"),
        word.paragraph("Then:"),
        word.paragraph("a) ring"),
        word.paragraph("b) wait"),
    ]
    assert parts(word, *body) == (
        Paragraph("Carry:"),
        ListPart((Item("a phone"), Item("a torch"))),
        Paragraph("Then:"),
        ListPart((Item("ring", 0, "a)"), Item("wait", 0, "b)"))),
    )


def test_a_paragraph_that_begins_with_a_lone_number_stays_one(word):
    assert parts(word, word.paragraph("10. Downing Street is a house.")) == (
        Paragraph("10. Downing Street is a house."),
    )


def test_lines_of_one_paragraph_that_are_items_become_a_list(word):
    lines = "<w:r><w:br/></w:r>".join(word.run(text) for text in ("1. knock", "2. wait", "3. enter"))
    (found,) = parts(word, word.paragraph(lines))
    assert isinstance(found, ListPart)
    assert [item.text for item in found.items] == ["knock", "wait", "enter"]


def test_other_line_breaks_and_tabs_are_spaces(word):
    lines = f"{word.run('Call the')}<w:r><w:br/></w:r>{word.run('office')}<w:r><w:tab/></w:r>{word.run('first.')}"
    assert parts(word, word.paragraph(lines)) == (Paragraph("Call the office first."),)


def test_a_table_keeps_its_head_and_merged_labels(word):
    upper, lower = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = word.table(
        ["Area", "Lead", "Phone"],
        [word.cell("North", upper), "Ann", "12"],
        [word.cell("<w:p/>", lower), "Ben", "34"],
        head=True,
    )
    rows = (("Area", "Lead", "Phone"), ("North", "Ann", "12"), ("North", "Ben", "34"))
    assert parts(word, body) == (Table(rows, headed=True),)


def test_a_head_of_two_rows_becomes_one(word):
    body = word.table(
        [word.cell("Area", '<w:vMerge w:val="restart"/>'), word.cell("Phone", '<w:gridSpan w:val="2"/>')],
        [word.cell("<w:p/>", "<w:vMerge/>"), "Day", "Night"],
        ["North", "12", "34"],
        head=True,
    )
    assert parts(word, body) == (Table((("Area", "Phone Day", "Phone Night"), ("North", "12", "34"))),)


def test_a_bold_first_row_is_a_head_and_a_column_of_labels_is_none(word):
    bold = [word.cell(word.bold(text)) for text in ("Role", "Duty")]
    labels = [[word.cell(word.bold(name)), text] for name, text in (("Version", "2"), ("Owner", "Ann"))]
    body = [word.table(bold, ["Lead", "Counts the keys"]), word.paragraph("As follows."), word.table(*labels)]
    headed = [part.headed for part in parts(word, *body) if isinstance(part, Table)]
    assert headed == [True, False]


def test_a_table_without_a_head_is_doubted(word):
    draft = read_word(word.file(word.table(["North", "Ann"], ["South", "Ben"])))
    assert any("North Ann" in doubt for doubt in draft.doubts)


def test_a_table_of_one_cell_or_column_only_lays_text_out(word):
    body = [word.table(["Keys are counted at night."]), word.table(["Ring first."], ["Then wait."])]
    assert parts(word, *body) == tuple(
        Paragraph(text) for text in ("Keys are counted at night.", "Ring first.", "Then wait.")
    )


def test_a_table_inside_a_cell_stands_after_the_outer_one(word):
    inner = word.table(["Day", "Ann"], ["Night", "Ben"])
    outer = word.table(["Area", "Leads"], ["North", word.cell(f"{inner}{word.paragraph('as agreed')}")], head=True)
    assert parts(word, outer) == (
        Table((("Area", "Leads"), ("North", "as agreed"))),
        Table((("Day", "Ann"), ("Night", "Ben")), headed=False),
    )


def test_the_items_of_a_cell_keep_their_bullets(word):
    body = word.table(["Who", "Does"], ["Lead", word.cell(word.items(1, "counts", "signs"))], head=True)
    (found,) = parts(word, body)
    assert isinstance(found, Table)
    assert found.rows[1] == ("Lead", "• counts\n• signs")


def test_tables_of_contents_are_left_out_however_they_were_made(word):
    entry = word.paragraph(f"{word.run('Keys')}<w:r><w:tab/></w:r>{word.run('2')}", "TOC1")
    styled = f"<w:sdt><w:sdtContent>{word.paragraph('Contents', 'TOCHeading')}{entry}</w:sdtContent></w:sdt>"
    typed = [word.paragraph("Contents")]
    typed += [word.paragraph(text) for text in ("Doors ........ 3", "Windows ....... 4", "Alarms ........ 5")]
    draft = read_word(word.file(styled, *typed, word.paragraph("Keys", "Heading1"), word.paragraph("Count them.")))
    assert draft.parts == (Heading(1, "Keys"), Paragraph("Count them."))
    (text,) = left_out(draft, "table of contents")
    assert "Keys 2" in text
    assert "Windows ....... 4" in text
    assert_nothing_is_lost(draft)


def test_contents_without_pages_are_known_by_the_headings_they_repeat(word):
    names = ["Keys", "Doors", "Windows"]
    contents = [word.paragraph("Contents"), *(word.paragraph(name) for name in names)]
    sections = [word.paragraph(name, "Heading1") + word.paragraph(f"{name} are checked.") for name in names]
    draft = read_word(word.file(*contents, *sections))
    assert len(draft.parts) == 6
    assert left_out(draft, "table of contents") == ["Contents\nKeys\nDoors\nWindows"]


def test_headers_and_footers_are_left_out_as_such(word):
    draft = read_word(
        word.file(
            word.paragraph("Count the keys."),
            header1=f"<w:hdr>{word.paragraph('Oak House')}</w:hdr>",
            footer1=f"<w:ftr>{word.paragraph('Page 1')}</w:ftr>",
        )
    )
    assert left_out(draft, "running header") == ["Oak House"]
    assert left_out(draft, "running footer") == ["Page 1"]
    assert_nothing_is_lost(draft)


def test_an_entry_of_contents_may_be_worded_otherwise_than_its_heading(word):
    contents = [word.paragraph(text) for text in ("ORDER OF CONTENTS", "Keys", "Doors and gates", "Windows", "Alarms")]
    names = ("Keys", "Doors", "Windows", "Alarms")
    sections = [word.paragraph(name, "Heading1") + word.paragraph(f"{name} are checked.") for name in names]
    draft = read_word(word.file(*contents, *sections))
    assert len(draft.parts) == 8
    assert "Doors and gates" in left_out(draft, "table of contents")[0]


def test_feet_of_pages_among_the_text_are_left_out(word):
    texts = [f"The keys of floor {number} are counted." for number in range(1, 4)]
    body = [word.paragraph(text) + word.paragraph(f"Keys Page {n} of 3") for n, text in enumerate(texts, start=1)]
    draft = read_word(word.file(*body, word.paragraph("See page 4")))
    assert draft.parts == (*map(Paragraph, texts), Paragraph("See page 4"))
    assert left_out(draft, "running footer")[0] == "Keys Page 1 of 3"
    assert_nothing_is_lost(draft)


def test_footnotes_stand_at_the_end_and_not_in_the_sentence(word):
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = f'<w:footnotes><w:footnote w:id="2">{word.paragraph("Spare ones too.")}</w:footnote></w:footnotes>'
    found = parts(word, word.paragraph(f"{word.run('Count the keys')}{mark}{word.run(' at night.')}"), footnotes=notes)
    assert found == (
        Paragraph("Count the keys at night."),
        Heading(1, "Footnotes"),
        ListPart((Item("Spare ones too.", 0, "1."),)),
    )


def test_tracked_changes_count_as_accepted(word):
    deleted = '<w:del w:id="1"><w:r><w:delText>once </w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="2">{word.run("twice ")}</w:ins>'
    moved = f'<w:moveFrom w:id="3">{word.run("gone ")}</w:moveFrom>'
    body = word.paragraph(f"{word.run('Ring ')}{deleted}{inserted}{moved}{word.run('and wait.')}")
    assert parts(word, body) == (Paragraph("Ring twice and wait."),)


def test_a_paragraph_whose_end_was_deleted_runs_on(word):
    first = word.paragraph("Ring ", rest='<w:rPr><w:del w:id="1"/></w:rPr>')
    assert parts(word, first, word.paragraph("and wait.")) == (Paragraph("Ring and wait."),)


def test_controls_links_and_text_boxes_give_their_words_once(word):
    box = "<w:txbxContent>" + word.paragraph("Ring the office.") + "</w:txbxContent>"
    drawn = f"<w:drawing><wp:anchor><a:graphic><wps:txbx>{box}</wps:txbx></a:graphic></wp:anchor></w:drawing>"
    old = f"<w:pict><v:textbox>{box}</v:textbox></w:pict>"
    boxes = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawn}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    control = f"<w:sdt><w:sdtContent>{word.run('the manager')}</w:sdtContent></w:sdt>"
    link = f'<w:hyperlink r:id="x">{word.run(" or the handbook")}</w:hyperlink>'
    body = word.paragraph(f"{word.run('Ask ')}{control}{link}{boxes}")
    assert parts(word, body) == (Paragraph("Ask the manager or the handbook"), Paragraph("Ring the office."))


def test_hidden_words_are_left_out_and_said(word):
    draft = read_word(word.file(word.paragraph(f"{word.run('Ring.')}{word.run(' secret', '<w:vanish/>')}")))
    assert draft.parts == (Paragraph("Ring."),)
    assert left_out(draft, "page furniture") == ["secret"]
    assert_nothing_is_lost(draft)


def test_quotations_stay_apart(word):
    assert parts(word, word.paragraph("Ring first.", "Quote")) == (Paragraph("Ring first.", quotation=True),)


def test_raised_letters_and_figures_are_read_as_they_are_meant(word):
    def up(text: str) -> str:
        return word.run(text, '<w:vertAlign w:val="superscript"/>')

    dated = f"{word.run('On the 7 ')}{up('th')}{word.run(' of May 2018')}{up('12')}{word.run(' it froze.')}"
    body = [
        word.paragraph(f"{word.run('Baths have 44')}{up('0')}{word.run('C at most.')}"),
        word.paragraph(dated),
        word.paragraph(f"{word.run('A room has 9 m')}{up('2')}"),
    ]
    assert parts(word, *body) == (
        Paragraph("Baths have 44°C at most."),
        Paragraph("On the 7th of May 2018¹² it froze."),
        Paragraph("A room has 9 m2"),
    )
