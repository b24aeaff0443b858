"""Excerpts and conversations as Word documents with real headings, quotations and lists.

python-docx is confined to this file.
"""

import datetime as dt
import io
import re
from collections.abc import Sequence

import docx
from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from assistant.answer import Answer
from assistant.excerpts.selection import (
    NEAREST,
    REFUSED,
    SelectedExcerpt,
    Selection,
    day,
    full_reference,
    near_passages,
)
from corpus.lines import Line, lines_of

# Characters that XML cannot hold: no curated document has any, but what a person typed may.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DEEPEST = 3  # Word's own list styles have three levels


def excerpts_word(selection: Selection) -> bytes:
    """The excerpts under their topic, each with its reference and notes, and a list of references at the end."""
    word = _document(f"Excerpts: {selection.topic}", selection.date)
    word.add_paragraph(f"Taken on {day(selection.date)} from the library of Evenhand.")
    numbers = _Numbering(word)
    for heading, taken in selection.groups:
        word.add_heading(_safe(heading), 1)
        for number, one in taken:
            _excerpt(number, one, word, numbers)
    word.add_heading("References", 1)
    for number, one in selection.ordered:
        word.add_paragraph(f"[{number}] {full_reference(one.excerpt)}")
    return _file(word)


def _excerpt(number: int, one: SelectedExcerpt, word: Word, numbers: "_Numbering") -> None:
    word.add_heading(f"{number}. {' › '.join(one.excerpt.section)}", 2)
    _quote(one.excerpt.text, one.excerpt.marker, word, numbers)
    word.add_paragraph(f"[{number}] {full_reference(one.excerpt)}")
    for note in one.excerpt.notes:
        word.add_paragraph(f"Note by Evenhand: {note}")
    if one.note.strip():
        word.add_paragraph(_safe(f"Own note: {one.note}"))


def conversation_word(answers: Sequence[Answer], date: dt.date) -> bytes:
    """Each question with its answer and its references; a refusal is headed as one and cites nothing."""
    word = _document("Questions and answers", date)
    word.add_paragraph(f"Saved on {day(date)} from Evenhand.")
    numbers = _Numbering(word)
    for answer in answers:
        word.add_heading(_safe(answer.question), 1)
        if answer.status in REFUSED:
            _refusal(answer, word, numbers)
        else:
            _answer(answer, word, numbers)
        for note in answer.notes:
            word.add_paragraph(f"Note by Evenhand: {note}")
    return _file(word)


def _refusal(answer: Answer, word: Word, numbers: "_Numbering") -> None:
    word.add_paragraph(f"{REFUSED[answer.status]}. {answer.text}")
    if near_passages(answer):
        word.add_heading(NEAREST, 2)
    for near in near_passages(answer):
        word.add_paragraph(f"{near.reference} {near.words.intro}".rstrip())
        _quote(near.words.text, near.words.marker, word, numbers)


def _answer(answer: Answer, word: Word, numbers: "_Numbering") -> None:
    if answer.opening:
        word.add_paragraph(answer.opening)
    for statement in answer.statements:
        if statement.intro:
            word.add_paragraph(statement.intro)
        last = _quote(statement.text, statement.marker, word, numbers)
        last.add_run(" " + "".join(f"[{number}]" for number in statement.citations))
    if answer.lacking:
        word.add_paragraph(_safe(answer.lacking))
    word.add_heading("References", 2)
    for citation in answer.citations:
        word.add_paragraph(f"[{citation.number}] {citation.reference}")


def _document(title: str, date: dt.date) -> Word:
    """An empty document in British English with its title; its author is given as Evenhand, never a person."""
    word = docx.Document()
    for language in word.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    properties = word.core_properties
    properties.title, properties.author, properties.comments = _safe(title)[:255], "Evenhand", ""
    properties.language = "en-GB"
    properties.created = properties.modified = dt.datetime.combine(date, dt.time())
    word.add_heading(_safe(title), 0)
    return word


def _file(word: Word) -> bytes:
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def _safe(text: str) -> str:
    """What a person typed, on one line, without the characters that XML cannot hold."""
    return " ".join(_NOT_XML.sub(" ", text).split())


def _quote(text: str, marker: str, word: Word, numbers: "_Numbering") -> Paragraph:
    """Write the exact words, a paragraph for each line, and return the last paragraph.

    Lists become lists, and everything else takes a quotation style. `marker` is the list marker before the text.
    """
    written = [numbers.write(line, word) for line in lines_of(text, marker) if line.kind != "blank"]
    return written[-1]


class _Numbering:
    """Writes lines; numbered items keep the text's numbers, where Word would go on counting from the list before."""

    def __init__(self, word: Word) -> None:
        self._definitions = word.part.numbering_part.element
        self._last: dict[int, int] = {}
        self._ids: dict[int, int] = {}

    def write(self, line: Line, word: Word) -> Paragraph:
        """One line as a paragraph in the style of its kind."""
        level = min(line.depth, _DEEPEST - 1)
        suffix = f" {level + 1}" if level else ""
        styles = {"item": f"List Bullet{suffix}", "number": f"List Number{suffix}", "quotation": "Intense Quote"}
        style = word.styles[styles.get(line.kind, "Quote")]
        paragraph = word.add_paragraph(line.words, style=style)
        if line.kind == "number":
            self._number(paragraph, style, level, int(line.marker.strip(" .)")))
        return paragraph

    def _number(self, paragraph: Paragraph, style: ParagraphStyle, level: int, number: int) -> None:
        if self._last.get(level) != number - 1:
            id_of_style = style.element.pPr.numPr.numId.val
            abstract = self._definitions.num_having_numId(id_of_style).abstractNumId.val
            new = self._definitions.add_num(abstract)
            new.add_lvlOverride(ilvl=0).add_startOverride(number)
            self._ids[level] = new.numId
        self._last[level] = number
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = self._ids[level]
