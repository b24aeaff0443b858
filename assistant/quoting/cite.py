"""Lines of an answer with the words they rest on -> statements, citations and notes, numbered as they are used."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Answer, Citation, Statement
from assistant.quoting.pieces import Piece
from assistant.reference import notes_for, reference
from corpus.document import Document

_VOICES = {"reader": "A reader commented:", "reply": "NHS England replied:"}
# A list quoted from its first item on lacks that item's bullet, unless a paragraph leads it in.
_STARTS_PLAIN = re.compile(r"[^\n]*\n\n|[^\n]*:\n")


@dataclass(frozen=True, slots=True)
class SupportedText:
    """A sentence to show with the words of passages that it rests on; or, `verbatim`, those words themselves."""

    text: str
    pieces: tuple[Piece, ...]
    verbatim: bool


def quoted(chosen: Sequence[Piece]) -> list[SupportedText]:
    """Quotations as the lines of an answer."""
    return [SupportedText(piece.text, (piece,), verbatim=True) for piece in chosen]


def with_lines(answer: Answer, lines: Sequence[SupportedText], documents: Mapping[str, Document]) -> Answer:
    """The answer saying these lines, with their citations and the notes that these call for."""
    pieces = [piece for line in lines for piece in line.pieces]
    statements = statements_of(lines)
    return replace(
        answer,
        text=render_statements(statements),
        statements=statements,
        citations=tuple(_cite(pieces, documents)),
        notes=tuple(notes_for((documents[p.passage.document], p.passage, p.text) for p in pieces)),
    )


def statements_of(lines: Sequence[SupportedText]) -> tuple[Statement, ...]:
    """Lines with the numbers of their citations, which are counted in the order of first use."""
    numbers: dict[tuple[str, str], int] = {}
    statements, before = [], list[Piece]()
    for line in lines:
        cited = [(piece.passage.document, piece.passage.anchor) for piece in line.pieces]
        marks = tuple(dict.fromkeys(numbers.setdefault(place, len(numbers) + 1) for place in cited))
        own = line.pieces[0].passage.voice == "publisher" and not line.verbatim
        intro = "" if own else _intro(line.pieces[0], before)
        statements.append(Statement(line.text, marks, line.verbatim, intro))
        before += line.pieces
    return tuple(statements)


def _cite(pieces: Sequence[Piece], documents: Mapping[str, Document]) -> list[Citation]:
    """One citation a passage, in the order of first use; its quote spans all that is said from it."""
    spans: dict[tuple[str, str], list[Piece]] = {}
    for piece in pieces:
        spans.setdefault((piece.passage.document, piece.passage.anchor), []).append(piece)
    citations = []
    for number, of_passage in enumerate(spans.values(), start=1):
        passage = of_passage[0].passage
        document = documents[passage.document]
        said = [piece for piece in of_passage if not piece.heading]
        start, end = min((p.start for p in said), default=0), max((p.end for p in said), default=0)
        citations.append(
            Citation(
                number=number,
                document=document.id,
                title=document.title,
                publisher=document.publisher,
                published=document.published,
                section=passage.section,
                anchor=passage.anchor,
                quote=passage.text[start:end] or passage.section[-1],
                voice=passage.voice,
                url=document.url,
                reference=reference(document, passage),
            )
        )
    return citations


def render_statements(statements: Sequence[Statement]) -> str:
    """Statements as Markdown paragraphs, each with the numbers of its citations."""
    parts = []
    for statement in statements:
        intro = f"{statement.intro}\n\n" if statement.intro else ""
        bullet = "- " if "\n- " in statement.text and not _STARTS_PLAIN.match(statement.text) else ""
        marks = "".join(f"[{number}]" for number in statement.citations)
        parts.append(f"{intro}{bullet}{statement.text} {marks}")
    return "\n\n".join(parts)


def _intro(piece: Piece, before: Sequence[Piece]) -> str:
    """Our few words before a quotation that its own words do not make plain, unless they were said before."""
    first = piece.passage.sentences[piece.first]
    earlier = before[-1] if before else None
    same = earlier is not None and earlier.passage.anchor == piece.passage.anchor
    if piece.passage.voice != "publisher":
        return "" if same else _VOICES[piece.passage.voice]
    if piece.heading or first.kind not in ("cell", "item") or (earlier is not None and first.lead in _said(earlier)):
        return ""
    return f"{first.lead.rstrip('.:')}:" if first.lead else ""


def _said(piece: Piece) -> str:
    sentences = piece.passage.sentences[piece.first : piece.last + 1]
    return "\n".join([piece.text, *(sentence.lead for sentence in sentences)])
