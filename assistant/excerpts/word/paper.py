"""Excerpts as a paper for a board: title, notes in one box, contents, quotations with their sources, references."""

from docx.document import Document as Word

from assistant.excerpts.selection import CAUTIONS, SelectedExcerpt, Selection, day, note_lines
from assistant.excerpts.word.blank import blank, file_of, safe
from assistant.excerpts.word.fields import add_bookmark, add_contents
from assistant.excerpts.word.quotations import Quotations


def excerpts_word(selection: Selection) -> bytes:
    """The excerpts under their title, each with its source and the person's note, and the references at the end."""
    word = blank(selection.heading, selection.date, selection.topics)
    word.add_paragraph(safe(selection.heading), style="Title")
    word.add_paragraph(day(selection.date), style="Subtitle")
    word.add_paragraph(safe(selection.origin))
    if selection.cautions:
        _box(selection, word)
    if selection.is_long:
        word.add_paragraph("Contents", style="TOC Heading")
        add_contents(word, [(words, level, _bookmark(n)) for n, (words, level) in enumerate(_headings(selection))])
    _Body(selection, word).write()
    return file_of(word)


def _box(selection: Selection, word: Word) -> None:
    word.add_paragraph(CAUTIONS, style="Box Heading")
    for caution in selection.cautions:
        word.add_paragraph(safe(caution), style="Box Text")


def _headings(selection: Selection) -> list[tuple[str, int]]:
    """The headings of the paper with their levels, in order."""
    headings: list[tuple[str, int]] = []
    of_excerpts = selection.headings
    for heading, taken in selection.groups:
        headings.append((safe(heading), 1))
        headings += [(safe(of_excerpts[number]), 2) for number, _ in taken]
    return [*headings, ("References", 1)]


def _bookmark(number: int) -> str:
    return f"_Toc{number:08d}"


class _Body:
    """Writes the headings, each with a bookmark for the contents, and what stands below them."""

    def __init__(self, selection: Selection, word: Word) -> None:
        self._selection, self._word = selection, word
        self._quotations = Quotations(word)
        self._headings = iter(enumerate(_headings(selection)))

    def write(self) -> None:
        for number_of_group, (_, taken) in enumerate(self._selection.groups):
            self._heading(new_page=number_of_group == 0 and self._selection.is_long)
            for _, one in taken:
                self._excerpt(one)
        self._heading()
        for number, reference in enumerate(self._selection.references, start=1):
            self._quotations.add_reference(number, safe(reference))

    def _excerpt(self, one: SelectedExcerpt) -> None:
        excerpt = one.excerpt
        self._heading()
        if excerpt.before:
            self._word.add_paragraph(safe(excerpt.before), style="Quotation Lead")
        last = self._quotations.write(excerpt.text, excerpt.marker, excerpt.columns)
        last.paragraph_format.keep_with_next = True
        self._word.add_paragraph(safe(self._selection.citation_of(excerpt)), style="Quotation Source")
        for line in note_lines(one.note):
            self._word.add_paragraph(safe(line), style="Own Note")

    def _heading(self, *, new_page: bool = False) -> None:
        number, (words, level) = next(self._headings)
        heading = self._word.add_paragraph(words, style=f"Heading {level}")
        heading.paragraph_format.page_break_before = True if new_page else None
        add_bookmark(heading, _bookmark(number), number)
