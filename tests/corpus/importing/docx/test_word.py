"""What the parts of a Word file become."""

from corpus.importing.draft import Heading, Item, ListPart, Paragraph
from corpus.importing.word import read_word


def test_headings_by_style_stand_below_the_title(word):
    body = [
        word.paragraph("Key safes", "Title"),
        word.paragraph("Codes", "Heading1"),
        word.paragraph("Old", "Heading2"),
    ]
    assert word.parts(*body) == (Heading(1, "Key safes"), Heading(2, "Codes"), Heading(3, "Old"))


def test_without_a_title_headings_begin_at_the_first_level(word):
    body = [word.paragraph("Codes", "Heading2"), word.paragraph("A code is changed.")]
    assert word.parts(*body)[0] == Heading(1, "Codes")


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
    levels = [(part.level, part.text) for part in word.parts(*body) if isinstance(part, Heading)]
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
    headings = [(part.level, part.text) for part in word.parts(*body) if isinstance(part, Heading)]
    assert headings == [(1, "1. Purpose"), (1, "2. Duties"), (1, "APPENDIX 1")]


def test_other_line_breaks_and_tabs_are_spaces(word):
    lines = f"{word.run('Call the')}<w:r><w:br/></w:r>{word.run('office')}<w:r><w:tab/></w:r>{word.run('first.')}"
    assert word.parts(word.paragraph(lines)) == (Paragraph("Call the office first."),)


def test_footnotes_stand_at_the_end_and_not_in_the_sentence(word):
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = f'<w:footnotes><w:footnote w:id="2">{word.paragraph("Spare ones too.")}</w:footnote></w:footnotes>'
    found = word.parts(word.paragraph(f"{word.run('Count the keys')}{mark}{word.run(' at night.')}"), footnotes=notes)
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
    assert word.parts(body) == (Paragraph("Ring twice and wait."),)


def test_a_paragraph_whose_end_was_deleted_runs_on(word):
    first = word.paragraph("Ring ", rest='<w:rPr><w:del w:id="1"/></w:rPr>')
    assert word.parts(first, word.paragraph("and wait.")) == (Paragraph("Ring and wait."),)


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
    assert word.parts(body) == (Paragraph("Ask the manager or the handbook"), Paragraph("Ring the office."))


def test_quotations_stay_apart(word):
    assert word.parts(word.paragraph("Ring first.", "Quote")) == (Paragraph("Ring first.", quotation=True),)


def test_raised_letters_and_figures_are_read_as_they_are_meant(word):
    def up(text: str) -> str:
        return word.run(text, '<w:vertAlign w:val="superscript"/>')

    dated = f"{word.run('On the 7 ')}{up('th')}{word.run(' of May 2018')}{up('12')}{word.run(' it froze.')}"
    body = [
        word.paragraph(f"{word.run('Baths have 44')}{up('0')}{word.run('C at most.')}"),
        word.paragraph(dated),
        word.paragraph(f"{word.run('A room has 9 m')}{up('2')}"),
    ]
    assert word.parts(*body) == (
        Paragraph("Baths have 44°C at most."),
        Paragraph("On the 7th of May 2018¹² it froze."),
        Paragraph("A room has 9 m2"),
    )
