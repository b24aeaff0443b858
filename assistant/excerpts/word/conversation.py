"""A conversation as a Word document: questions as headings, answers as quotations with their references."""

import datetime as dt
from collections.abc import Sequence

from docx.document import Document as Word

from assistant.answer import Answer
from assistant.excerpts.selection import NEAREST, REFUSED, day, near_passages
from assistant.excerpts.word.blank import blank, file_of, safe
from assistant.excerpts.word.quotations import Quotations

_TITLE = "Questions and answers"


def conversation_word(answers: Sequence[Answer], date: dt.date) -> bytes:
    """Each question with its answer and its references; a refusal is headed as one and cites nothing."""
    word = blank(_TITLE, date)
    word.add_paragraph(_TITLE, style="Title")
    word.add_paragraph(day(date), style="Subtitle")
    quotations = Quotations(word)
    for answer in answers:
        word.add_paragraph(safe(answer.question), style="Heading 1")
        if answer.status in REFUSED:
            _refusal(answer, word, quotations)
        else:
            _answer(answer, word, quotations)
        if answer.notes:
            word.add_paragraph("Before you rely on this", style="Box Heading")
        for note in answer.notes:
            word.add_paragraph(safe(note), style="Box Text")
    return file_of(word)


def _refusal(answer: Answer, word: Word, quotations: Quotations) -> None:
    for line in f"{REFUSED[answer.status]}. {answer.text}".splitlines():
        if line.strip():
            word.add_paragraph(safe(line))
    if near_passages(answer):
        word.add_paragraph(NEAREST, style="Heading 2")
    for near in near_passages(answer):
        word.add_paragraph(safe(f"{near.reference} {near.words.intro}"))
        quotations.write(near.words.text, near.words.marker)


def _answer(answer: Answer, word: Word, quotations: Quotations) -> None:
    if answer.opening:
        word.add_paragraph(safe(answer.opening))
    for statement in answer.statements:
        if statement.intro:
            word.add_paragraph(safe(statement.intro))
        last = quotations.write(statement.text, statement.marker)
        last.add_run(" " + "".join(f"[{number}]" for number in statement.citations))
        if statement.beside:
            word.add_paragraph(safe(f"In the table: {statement.beside}"), style="Quotation Source")
    if answer.lacking:
        word.add_paragraph(safe(answer.lacking))
    if answer.signpost:
        word.add_paragraph(safe(answer.signpost.in_words()))
    word.add_paragraph("References", style="Heading 2")
    for citation in answer.citations:
        quotations.add_reference(citation.number, safe(citation.reference))
