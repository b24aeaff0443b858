"""The reading order of a page: which columns its lines stand in, and the order of the columns."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from corpus.importing.pdf.page.aligned import aligned_tables
from corpus.importing.pdf.page.asides import Boxed, Piece, Placed, after_sentences, asides_last, with_boxes
from corpus.importing.pdf.page.lines import Line, whole_lines
from corpus.importing.pdf.page.tables import Grid


class _Row(NamedTuple):
    """Where a line of a column begins, ends and stands."""

    left: float
    right: float
    bottom: float


# A column takes at least this share of the width, or it is a row of numbers, dates or bullets.
_NARROWEST = 0.2
# Lines of prose fill this share of their column; the cells of a table without rules are shorter.
_PROSE = 0.5
_PHRASE = 3
# The longest line comes this near to the next column.
_FILLED = 0.75
# At least this share of the cells of a table stand level with others.
_LEVEL = 0.6
_FEWEST_LINES = 3
_EDGE = 3.0
_GUTTER = 7.0
# So great a share of a column's lines may reach into the room before the next.
_NEAR = 0.15


def in_reading_order(pieces: Sequence[Piece], first_column: int) -> list[Piece]:
    """The lines and tables of a page in the order in which they are read.

    Lines are whole; their `column` counts from `first_column`, and each box has one of its own.
    """
    read: list[Piece] = []
    regions = list(_regions(with_boxes(pieces)))
    of_box = first_column + len(regions)
    for column, region in enumerate(regions, start=first_column):
        tables, rest = aligned_tables(piece for piece in region if isinstance(piece, Line))
        lines = whole_lines(rest, column)
        grids = [replace(piece, column=column) for piece in (*region, *tables) if isinstance(piece, Grid)]
        boxes = [piece for piece in region if isinstance(piece, Boxed)]
        ordered = asides_last(sorted([*lines, *grids, *boxes], key=lambda piece: piece.top))
        for piece in after_sentences(ordered):
            if isinstance(piece, Boxed):
                read += whole_lines(piece.lines, of_box)
                of_box += 1
            else:
                read.append(piece)
    return read


def _regions(pieces: list[Placed]) -> Iterator[list[Placed]]:
    """The pieces by columns; what goes across two columns stands between what is above and what is below."""
    if not pieces:
        return
    gutter = _gutter(pieces) if len(pieces) >= 2 * _FEWEST_LINES else None
    whole: list[Placed] = []
    for band in [pieces] if gutter is None else _bands(pieces, gutter):
        left = [piece for piece in band if gutter is not None and piece.right <= gutter]
        right = [piece for piece in band if gutter is not None and piece.left >= gutter - _EDGE]
        beside = len(left) + len(right) == len(band) and not (gutter and _are_pairs(left, right))
        if not (left and right and beside):
            whole += band
            continue
        for part in (whole, left, right):
            yield from _regions(part)
        whole = []
    if len(whole) == len(pieces):
        yield whole
    else:
        yield from _regions(whole)


def _are_pairs(one: Sequence[Placed], other: Sequence[Placed]) -> bool:
    """Whether each piece left of a gutter stands level with one to its right and most are labels: "Phone:"."""
    labels = sum(isinstance(piece, Line) and piece.text.endswith(":") for piece in one)
    level = all(any(abs(piece.bottom - beside.bottom) < 1 for beside in other) for piece in one)
    return level and labels > len(one) / 2


def _bands(pieces: Sequence[Placed], gutter: float) -> Iterator[list[Placed]]:
    """The pieces from the top down, parted where one goes across the gutter or stops doing so."""
    band: list[Placed] = []
    across = False
    for piece in sorted(pieces, key=lambda piece: piece.top):
        crosses = piece.left < gutter - _EDGE and piece.right > gutter
        if band and crosses != across:
            yield band
            band = []
        across = crosses
        band.append(piece)
    if band:
        yield band


def _gutter(pieces: Sequence[Placed]) -> float | None:
    """The left edge of a column that stands beside another; None where the pieces are one column."""
    left, right = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    scores = {edge: _beside(pieces, edge, left, right) for edge in _left_edges(pieces)}
    best = max(scores, key=lambda edge: scores[edge])
    return best if scores[best] > 0 else None


def _left_edges(pieces: Sequence[Placed]) -> list[float]:
    """Where lines and tables begin, from left to right."""
    edges: list[float] = []
    for edge in sorted(piece.left for piece in pieces):
        if not edges or edge - edges[-1] > _EDGE:
            edges.append(edge)
    return edges


def _beside(pieces: Sequence[Placed], edge: float, left: float, right: float) -> float:
    """How many lines stand in two columns beside each other if one begins at the edge, less those that go across."""
    ones, others, across = 0.0, 0.0, 0.0
    for band in _bands(pieces, edge):
        one = [piece for piece in band if piece.right <= edge]
        other = [piece for piece in band if piece.left >= edge - _EDGE]
        near = sum(piece.right > edge - _GUTTER for piece in one)
        if len(one) + len(other) < len(band) or near > _NEAR * len(one):
            across += _weight(band)
        elif _are_columns(one, other, (left, edge, right)):
            ones, others = ones + _weight(one), others + _weight(other)
    return min(ones, others) - across / 4 if min(ones, others) >= _FEWEST_LINES else 0.0


def _are_columns(one: Sequence[Placed], other: Sequence[Placed], edges: tuple[float, float, float]) -> bool:
    """Whether pieces left and right of an edge are two columns, not the cells of a table without rules.

    Cells stand in rows; columns that do so by chance are filled with prose.
    """
    left, edge, right = edges
    lines, others = _rows(one), _rows(other)
    wide = all(_own(rows) >= _NARROWEST * (right - left) for rows in (lines, others) if rows)
    if not lines or not others or not wide:
        return False
    level = sum(any(abs(line.bottom - row.bottom) < 1 for row in lines) for line in others)
    if level < _LEVEL * min(len(lines), len(others)):
        return True
    wordy = _has_phrases(one) and _has_phrases(other)
    return wordy and _is_prose(lines, edge - left) and _is_prose(others, right - edge)


def _has_phrases(pieces: Sequence[Placed]) -> bool:
    """Whether most lines have some words, not one or two as labels have."""
    phrases = sum(not isinstance(piece, Line) or len(piece.words) >= _PHRASE for piece in pieces)
    return phrases > len(pieces) / 2


def _rows(pieces: Sequence[Placed]) -> list[_Row]:
    """The pieces put together where they stand on one line."""
    found: list[_Row] = []
    for piece in sorted(pieces, key=lambda piece: piece.bottom):
        if found and piece.bottom - found[-1].bottom < 2:
            last = found.pop()
            found.append(_Row(min(last.left, piece.left), max(last.right, piece.right), last.bottom))
        else:
            found.append(_Row(piece.left, piece.right, piece.bottom))
    return found


def _own(rows: Sequence[_Row]) -> float:
    """The width that some rows take."""
    return max(row.right for row in rows) - min(row.left for row in rows)


def _is_prose(rows: Sequence[_Row], room: float) -> bool:
    """Whether rows fill the room of their column as prose does: most of what is set stands in long ones."""
    widths = [row.right - row.left for row in rows]
    long = sum(width for width in widths if width >= _PROSE * _own(rows))
    return _own(rows) >= _FILLED * room and long > _PROSE * sum(widths)


def _weight(pieces: Sequence[Placed]) -> float:
    """The pieces counted as lines."""
    return sum(max(1.0, (piece.bottom - piece.top) / 14) if not isinstance(piece, Line) else 1.0 for piece in pieces)
