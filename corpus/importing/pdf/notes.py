"""Footnotes, taken from between the lines of a sentence that goes on over the page."""

import re
from collections.abc import Sequence
from itertools import groupby

from corpus.importing.pdf.blocks import Block
from corpus.importing.pdf.page.asides import Piece
from corpus.importing.pdf.page.lines import Line

_SMALLER = 0.93
_BEGINS = re.compile(r"^(?:\d{1,3}|[*†‡§¶#]{1,3}|[¹²³⁰⁴-⁹]+|\[\d+\])\W*")


def without_notes(flow: Sequence[Piece], size: float) -> tuple[list[Piece], dict[Piece, list[Block]]]:
    """The lines and tables without footnotes, and the footnotes by the last of those before them on their page.

    `size` is that of the running text.
    """
    kept: list[Piece] = []
    notes: dict[Piece, list[Block]] = {}
    for _, column in groupby(flow, key=lambda piece: (piece.page, piece.column)):
        pieces = list(column)
        start = (
            _first_note(pieces, size) if kept or not isinstance(pieces[0], Line) else max(1, _first_note(pieces, size))
        )
        kept += pieces[:start]
        found = [piece for piece in pieces[start:] if isinstance(piece, Line)]
        if found:
            notes.setdefault(kept[-1], []).extend(_blocks(found))
    return kept, notes


def _first_note(pieces: Sequence[Piece], size: float) -> int:
    """The place of the first footnote in a column; the number of its pieces where there is none."""
    start = len(pieces)
    for place in range(len(pieces) - 1, -1, -1):
        piece = pieces[place]
        if not isinstance(piece, Line) or piece.size > _SMALLER * size:
            break
        if _BEGINS.match(piece.text):
            start = place
    return start


def _blocks(lines: Sequence[Line]) -> list[Block]:
    """One block for each footnote."""
    found: list[list[Line]] = []
    for line in lines:
        if not found or _BEGINS.match(line.text):
            found.append([])
        found[-1].append(line)
    return [Block(tuple(note), None, above=1.0) for note in found]
