"""Numbers of clauses held against the table of contents."""

from corpus.importing.draft import Draft, Heading
from corpus.importing.word import read_word

NAMES = ("Keys", "Doors", "Windows")


def draft(word, first: int) -> Draft:
    """A file of three numbered chapters, which its contents number from `first`."""
    contents = [
        word.paragraph(f"{word.run(f'{number} {name}')}<w:r><w:tab/></w:r>{word.run('2')}", "TOC1")
        for number, name in enumerate(NAMES, start=first)
    ]
    chapters = [word.paragraph(name, "Heading1", (3, 0)) + word.paragraph("Count them.") for name in NAMES]
    return read_word(word.file(*contents, *chapters))


def headings(found: Draft) -> list[str]:
    return [part.text for part in found.parts if isinstance(part, Heading)]


def test_numbers_stay_where_the_contents_agree(word):
    assert headings(draft(word, 1)) == ["1 Keys", "2 Doors", "3 Windows"]
    assert not draft(word, 1).doubts


def test_numbers_that_the_contents_contradict_are_left_out_and_said(word):
    found = draft(word, 2)
    assert headings(found) == ["Keys", "Doors", "Windows"]
    assert any("“1 Keys” and 2 more" in doubt for doubt in found.doubts)
