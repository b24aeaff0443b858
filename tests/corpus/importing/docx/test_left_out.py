"""What of a Word file is no part of the document."""

from corpus.importing.draft import Draft, Heading, Paragraph
from corpus.importing.word import read_word


def left_out(draft: Draft, kind: str) -> list[str]:
    return [entry.text for entry in draft.left_out if entry.kind == kind]


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
    word.check(draft)


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
    word.check(draft)


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
    word.check(draft)


def test_hidden_words_are_left_out_and_said(word):
    draft = read_word(word.file(word.paragraph(f"{word.run('Ring.')}{word.run(' secret', '<w:vanish/>')}")))
    assert draft.parts == (Paragraph("Ring."),)
    assert left_out(draft, "page furniture") == ["secret"]
    word.check(draft)
