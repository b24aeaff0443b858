"""Texts with the passages they rest on -> an answer's statements, citations and notes, numbered in order of use."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Answer, Citation, Statement
from assistant.quoting.opening import leans_on_heading, points_back, stands_by_itself
from assistant.quoting.pieces import Piece
from assistant.quoting.speaker import speaker_of
from assistant.reference import notes_for, page_at, reference, replier
from corpus.document import Document, Passage, Sentence

# A full stop inside: more than a name.
_TEXT = re.compile(r"[.?!]\s")


@dataclass(frozen=True, slots=True)
class SupportedText:
    """A text to show, with the pieces of passages that support it; a `verbatim` text is the words of its one piece."""

    text: str
    pieces: tuple[Piece, ...]
    verbatim: bool


def quoted(chosen: Sequence[Piece]) -> list[SupportedText]:
    """The pieces as quotations of themselves."""
    return [SupportedText(piece.text, (piece,), verbatim=True) for piece in chosen]


def with_lines(answer: Answer, lines: Sequence[SupportedText], documents: Mapping[str, Document]) -> Answer:
    """The answer with these texts as its statements, their citations, and the notes that the cited words call for."""
    pieces = [piece for line in lines for piece in line.pieces]
    statements = statements_of(lines, documents)
    return replace(
        answer,
        text=render_statements(statements),
        statements=statements,
        citations=tuple(_cite(pieces, documents)),
        notes=tuple(notes_for((documents[p.passage.document], p.passage, _shown(p)) for p in pieces)),
    )


def statements_of(lines: Sequence[SupportedText], documents: Mapping[str, Document]) -> tuple[Statement, ...]:
    """The statements of an answer, with the numbers of their citations; passages are numbered in order of first use."""
    numbers: dict[tuple[str, str], int] = {}
    statements, before = [], list[Piece]()
    for line in lines:
        first = line.pieces[0]
        marks = tuple(dict.fromkeys(numbers.setdefault(piece.place, len(numbers) + 1) for piece in line.pieces))
        own = first.passage.voice == "publisher" and not line.verbatim
        intro = "" if own else _intro(first, before, documents[first.passage.document])
        marker = first.marker if line.verbatim else ""
        statements.append(
            Statement(line.text, marks, line.verbatim, intro, marker, "" if own else _beside(first, before))
        )
        before += line.pieces
    return tuple(statements)


def _cite(pieces: Sequence[Piece], documents: Mapping[str, Document]) -> list[Citation]:
    """One citation for each passage, in order of first use; its quote spans all the pieces of the passage."""
    spans: dict[tuple[str, str], list[Piece]] = {}
    for piece in pieces:
        spans.setdefault(piece.place, []).append(piece)
    citations = []
    for number, of_passage in enumerate(spans.values(), start=1):
        passage = of_passage[0].passage
        document = documents[passage.document]
        said = [piece for piece in of_passage if not piece.heading]
        start, end = min((p.start for p in said), default=0), max((p.end for p in said), default=0)
        page = page_at(passage, start)
        citations.append(
            Citation(
                number=number,
                document=document.id,
                title=document.title,
                publisher=document.publisher,
                published=document.published,
                section=passage.section,
                anchor=passage.anchor,
                page=page,
                quote=passage.text[start:end] or passage.section[-1],
                voice=passage.voice,
                url=document.url,
                reference=reference(document, passage, page),
            )
        )
    return citations


def render_statements(statements: Sequence[Statement]) -> str:
    """Statements as Markdown paragraphs, each with the numbers of its citations.

    Our words before a quotation stand in its line, or above it where it begins with an item of a list that goes on.
    """
    parts = []
    for statement in statements:
        intro = f"{statement.intro} " if statement.intro else ""
        if statement.intro and statement.marker:
            intro = f"{statement.intro}\n\n"
        marks = "".join(f"[{number}]" for number in statement.citations)
        beside = f" (In the table: {statement.beside})" if statement.beside else ""
        parts.append(f"{intro}{statement.marker}{statement.text} {marks}{beside}")
    return "\n\n".join(parts)


def _intro(piece: Piece, before: Sequence[Piece], document: Document) -> str:
    """Our few words before a quotation: who speaks, or what leads in; "" where the pieces before have said so."""
    earlier = before[-1] if before else None
    if piece.passage.voice != "publisher":
        if earlier is not None and earlier.place == piece.place:
            return ""
        return "A reader commented:" if piece.passage.voice == "reader" else f"{replier(document)} replied:"
    first = piece.passage.sentences[piece.first]
    lead = "" if piece.heading else _lead(piece.passage, piece.first)
    if lead and (earlier is None or (first.lead or lead) not in _said(earlier)):
        return lead if lead.endswith(("?", "!")) else f"{lead}:"
    speaker = speaker_of(piece, document)
    named = any(speaker == speaker_of(other, document) for other in before)
    return f"{speaker}:" if speaker and not named else ""


def _beside(piece: Piece, before: Sequence[Piece]) -> str:
    """The names of the row and column of a cell that needs none before it; "" where the piece before has them too."""
    first = piece.passage.sentences[piece.first]
    if piece.heading or first.kind != "cell" or not stands_by_itself(first):
        return ""
    return "" if before and first.lead in _said(before[-1]) else _names(first)


def _names(cell: Sentence) -> str:
    """The names of a cell's row and column; not that of a row which is a text of its own."""
    row = "" if _TEXT.search(cell.row) else cell.row.rstrip(".:")
    column = cell.column.rstrip(".:")
    return " – ".join(name for name in (row, column) if name and not (points_back(f"{column}:") and not row))


def _lead(passage: Passage, number: int) -> str:
    """What gives a sentence its meaning, without a stop at its end; "" where it needs nothing.

    A heading leads in where it asks, and to a sentence that leans on it; the citation names it anyway. A lead-in that
    goes on from something left out leads to nothing. A cell that is a whole sentence has the names of its row and
    column beside it.
    """
    first, heading = passage.sentences[number], passage.section[-1]
    if leans_on_heading(passage, number):
        return heading.rstrip(".:")
    if first.kind == "cell":
        return "" if stands_by_itself(first) else _names(first)
    unled = first.kind != "item" or points_back(first.lead) or (first.lead == heading and not heading.endswith("?"))
    return "" if unled else first.lead.rstrip(".:")


def _said(piece: Piece) -> str:
    sentences = piece.passage.sentences[piece.first : piece.last + 1]
    return "\n".join([piece.text, *(sentence.lead for sentence in sentences)])


def _shown(piece: Piece) -> str:
    """What is said in a piece, with the names of the table cells that it stands in, which are shown before it."""
    sentences = piece.passage.sentences[piece.first : piece.last + 1]
    return "\n".join([_said(piece), *(f"{sentence.row}\n{sentence.column}" for sentence in sentences)])
