"""Tables without rules: rows of words that stand below each other in columns."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from corpus.importing.pdf.page.lines import Line, rows
from corpus.importing.pdf.page.tables import Grid

_FEWEST_ROWS = 3
# Rows of one table are no further apart than this, in sizes.
_FARTHEST = 3.2
# Points by which the cells of a column may begin, end or be centred apart, but for a few.
_APART = 3.0
_MOST_ASTRAY = 0.25
# Longer cells, in words, are the lines of a text in columns.
_LONGEST = 9
_STARTS_LOW = 0.15

_Row = list[Line]


def aligned_tables(pieces: Iterable[Line]) -> tuple[list[Grid], list[Line]]:
    """The tables among the pieces of a column, and the pieces that stand in none."""
    grids: list[Grid] = []
    rest: list[Line] = []
    for run in _runs(list(rows(pieces))):
        columns = _columns(run)
        if len(run) >= _FEWEST_ROWS and len(columns) > 1 and _is_table(run, columns):
            grids.append(_grid(run, columns))
        else:
            rest += [piece for row in run for piece in row]
    return grids, rest


def _runs(found: Sequence[_Row]) -> Iterator[list[_Row]]:
    """The rows that hold several pieces and follow each other, and each other row by itself."""
    run: list[_Row] = []
    for row in found:
        near = run and row[0].baseline - run[-1][0].baseline < _FARTHEST * row[0].size
        if run and not (near and len(row) > 1 and len(run[-1]) > 1):
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _columns(run: Sequence[_Row]) -> list[tuple[float, float]]:
    """Where the columns begin and end: no piece stands between them."""
    columns: list[tuple[float, float]] = []
    for left, right in sorted((piece.left, piece.right) for row in run for piece in row):
        if columns and left < columns[-1][1] + 1:
            columns[-1] = columns[-1][0], max(columns[-1][1], right)
        else:
            columns.append((left, right))
    return columns


def _is_table(run: Sequence[_Row], columns: Sequence[tuple[float, float]]) -> bool:
    cells = [[piece for row in run for piece in row if left <= piece.left <= right] for left, right in columns]
    whole = all(len({_column(piece, columns) for piece in row}) == len(row) for row in run)
    if not whole or any(len(column) < _FEWEST_ROWS for column in cells[:2]):
        return False
    # A bullet or a clause's number stands apart from its words, and a page's number from what begins there.
    if not any(letter.isalpha() for piece in cells[0] for letter in piece.text) or _are_markers(cells[0]):
        return False
    if len(columns) == 2 and _rise(cells[1]):
        return False
    return all(_are_aligned(column) and not _is_text(column) for column in cells)


def _column(piece: Line, columns: Sequence[tuple[float, float]]) -> int:
    return next(n for n, (left, right) in enumerate(columns) if left <= piece.left <= right)


def _are_markers(cells: Sequence[Line]) -> bool:
    return all(len(piece.words) == 1 and len(piece.text.strip("().")) <= _FEWEST_ROWS for piece in cells)


def _rise(cells: Sequence[Line]) -> bool:
    """Whether these are the page numbers of a table of contents."""
    numbers = [int(piece.text) for piece in cells if piece.text.isdecimal()]
    return len(numbers) == len(cells) and all(one <= other for one, other in pairwise(numbers))


def _are_aligned(cells: Sequence[Line]) -> bool:
    """Whether most cells begin at one place; numbers may also end at one, or be centred there."""
    places = [[piece.left for piece in cells]]
    if sum(any(map(str.isdecimal, piece.text)) for piece in cells) > len(cells) / 2:
        places += [[piece.right for piece in cells], [(piece.left + piece.right) / 2 for piece in cells]]
    return any(
        sum(abs(place - sorted(at)[len(at) // 2]) > _APART for place in at) <= _MOST_ASTRAY * len(at) for at in places
    )


def _is_text(cells: Sequence[Line]) -> bool:
    """Whether the cells of a column are the lines of a text, as in columns side by side."""
    low = sum(piece.text[0].islower() for piece in cells[1:])
    long = sum(len(piece.words) for piece in cells) > _LONGEST * len(cells)
    return long or low > _STARTS_LOW * len(cells)


def _grid(run: Sequence[_Row], columns: Sequence[tuple[float, float]]) -> Grid:
    pieces = [piece for row in run for piece in row]
    return Grid(
        page=pieces[0].page,
        left=columns[0][0],
        right=columns[-1][1],
        top=min(piece.top for piece in pieces),
        bottom=max(piece.bottom for piece in pieces),
        cells=tuple(
            tuple(tuple(piece for piece in row if left <= piece.left <= right) for left, right in columns)
            for row in run
        ),
        edges=tuple(left for left, _ in columns),
    )
