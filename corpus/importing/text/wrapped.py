"""Plain text, wrapped or not -> its draft."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from corpus.importing.draft import Draft, Heading, Paragraph, Part
from corpus.importing.errors import ImportedFileError
from corpus.importing.pdf.hyphens import joined, vocabulary
from corpus.importing.text.contents import without_contents
from corpus.importing.text.encoding import decoded
from corpus.importing.text.headings import forms_of, text_of
from corpus.importing.text.levels import levels_of
from corpus.importing.text.line import lines_of, width_of
from corpus.importing.text.lists import Entry, lists_of
from corpus.importing.text.pages import without_furniture
from corpus.importing.text.pieces import Piece, pieces_of

# No more doubtful lines than this are shown.
_SHOWN = 5


def read_text(path: Path) -> Draft:
    """The draft of a text file; its pages are those that form feeds part. Raises ImportedFileError if it is no text."""
    text = decoded(path.read_bytes())
    if text is None:
        raise ImportedFileError(f"{path.name} is not plain text; save it as text in UTF-8.")
    return draft_of(text)


def draft_of(text: str, *, wrapped: bool = True) -> Draft:
    """The draft of a text; where it is not `wrapped`, each line is a paragraph, an item or a row by itself."""
    pages = tuple(page.strip("\n") for page in text.rstrip("\f\n ").split("\f"))
    lines, left_out = without_furniture([lines_of(page, number) for number, page in enumerate(pages, start=1)])
    lines, contents = without_contents(lines)
    pieces = pieces_of(lines, width_of(lines) if wrapped else 0)
    known = vocabulary(line.text for line in lines)
    parts, doubts = _parts(pieces, known)
    paged = len(pages) > 1
    left_out = [entry if paged else replace(entry, page=None) for entry in [*left_out, *contents]]
    return Draft(tuple(parts), pages, paged, left_out=tuple(left_out), doubts=tuple(doubts))


def _parts(pieces: Sequence[Piece], known: frozenset[str]) -> tuple[list[Part], list[str]]:
    forms, doubted = forms_of(pieces)
    levels = levels_of(pieces, forms)
    parts: list[Part] = []
    entries: list[Entry] = []
    for place, piece in enumerate(pieces):
        text = joined(piece.lines, known)
        if piece.marker and place not in levels and not _is_clause(piece, text):
            entries.append(Entry(piece.marker, piece.indent, text))
            continue
        parts += lists_of(entries)
        entries = []
        if place in levels:
            parts.append(Heading(levels[place], text_of(piece)))
        elif piece.table:
            parts.append(piece.table)
        else:
            parts.append(Paragraph(f"{piece.marker.number} {text}" if piece.marker else text))
    return [*parts, *lists_of(entries)], list(_doubts(levels, doubted))


def _is_clause(piece: Piece, text: str) -> bool:
    """Whether a number such as "4.2" stands before a paragraph: whole sentences, each of which says something alone."""
    return piece.marker is not None and piece.marker.depth() > 1 and text.endswith(".")


def _doubts(levels: dict[int, int], doubted: Sequence[str]) -> Iterator[str]:
    if not levels:
        yield "No line looks like a heading; the document is one section."
    if doubted:
        shown = ", ".join(f"“{text}”" for text in doubted[:_SHOWN])
        more = f" and {len(doubted) - _SHOWN} more" if len(doubted) > _SHOWN else ""
        yield f"These lines could be headings and were taken as text: {shown}{more}."
