"""The cells of a table as a file sets them -> a table, or the text that they only lay out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from corpus.importing.draft import Table
from corpus.importing.escape import folded
from corpus.importing.lines.line import Block, Line

# A cell with more words than this is a piece of text, which a table of one row lays out.
_LONG = 25
# A label that is merged over several rows belongs to each of them; a longer text is said once.
_LABEL = 12
# What has so many rows and columns holds data, whatever its cells look like.
_ROWS, _COLUMNS = 3, 3


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell over `span` columns; `continued` where it is the lower part of the cell above. `head` names something."""

    blocks: tuple[Block, ...]
    span: int = 1
    continued: bool = False
    shaded: bool = False
    head: bool = False

    @property
    def lines(self) -> list[Line]:
        """Its paragraphs that hold words."""
        return [block for block in self.blocks if isinstance(block, Line) and folded(block.text)]

    @property
    def filled(self) -> bool:
        """Whether it holds words."""
        return bool(self.lines) or any(isinstance(block, Table) for block in self.blocks)

    @property
    def bold(self) -> bool:
        """Whether all its words are bold."""
        return bool(self.lines) and all(line.bold or line.level for line in self.lines)

    @property
    def words(self) -> int:
        """How many words its paragraphs hold."""
        return sum(len(line.text.split()) for line in self.lines)


Row = tuple[Cell, ...]


def blocks_of_table(rows: Sequence[Row], heads: int = 0) -> Iterator[Block]:
    """A table, followed by the tables inside its cells; or what the cells hold, where they only lay text out.

    The first `heads` rows are marked as the table's head.
    """
    filled = [row for row in rows if any(cell.filled for cell in row)]
    heads = min(sum(any(cell.filled for cell in row) for row in rows[:heads]), len(filled) - 1)
    cells = [cell for row in filled for cell in row]
    if not cells:
        return
    if _lays_out(filled, cells):
        for cell in cells:
            yield from cell.blocks
        return
    while len(filled) > 1 and _is_title(filled):
        yield from filled.pop(0)[0].blocks
        heads = max(heads - 1, 0)
    yield _table(filled, heads)
    for cell in cells:
        yield from (block for block in cell.blocks if isinstance(block, Table))


def _lays_out(rows: Sequence[Row], cells: Sequence[Cell]) -> bool:
    columns = {column for row in rows for column, cell in _places(row) if cell.filled}
    if len(columns) == 1:
        return True
    if len(rows) == 1 and any(cell.words > _LONG or len(cell.blocks) > 1 for cell in cells):
        return True
    # Data may hold a line that looks like a heading; a page laid out in columns holds most of its words in sections.
    sections = [cell for cell in cells if _holds_section(cell)]
    data = len(rows) >= _ROWS and len(columns) >= _COLUMNS
    return not data and sum(cell.words for cell in sections) > sum(cell.words for cell in cells) / 2


def _holds_section(cell: Cell) -> bool:
    """Whether a cell holds a heading with text of its own, or a table between paragraphs."""
    headings = any(line.level for line in cell.lines[:-1])
    tables = any(isinstance(block, Table) for block in cell.blocks)
    return headings or (tables and cell.words > _LONG)


def _is_title(rows: Sequence[Row]) -> bool:
    """Whether the first row is one cell over all columns of several."""
    width = max(sum(cell.span for cell in row) for row in rows)
    return len(rows[0]) == 1 and rows[0][0].span == width > 1


def _places(row: Row) -> Iterator[tuple[int, Cell]]:
    """The cells of a row with the column each begins in."""
    column = 0
    for cell in row:
        yield column, cell
        column += cell.span


def _table(rows: Sequence[Row], heads: int) -> Table:
    """Merged cells filled in, empty columns left out, the rows of a head put into one."""
    heads = _whole_head(rows, heads or int(_looks_headed(rows)))
    texts = _texts(rows, heads)
    if heads > 1:
        texts[:heads] = [
            [" ".join(dict.fromkeys(text for text in column if text)) for column in zip(*texts[:heads], strict=True)]
        ]
    kept = [column for column in range(len(texts[0])) if any(line[column] for line in texts)]
    return Table(tuple(tuple(line[column] for column in kept) for line in texts), bool(heads))


def _whole_head(rows: Sequence[Row], heads: int) -> int:
    """The rows of the head with those that its merged cells reach into, where it names groups of columns."""
    grouped = any(cell.span > 1 for cell in rows[0])
    while 0 < heads < len(rows) - 1 and grouped and any(cell.continued for cell in rows[heads]):
        heads += 1
    return heads


def _texts(rows: Sequence[Row], heads: int) -> list[list[str]]:
    width = max(sum(cell.span for cell in row) for row in rows)
    texts: list[list[str]] = []
    for number, row in enumerate(rows):
        above = texts[-1] if texts else [""] * width
        line = [""] * width
        for column, cell in _places(row):
            label = above[column] if cell.continued and len(above[column].split()) <= _LABEL else ""
            # The name of a group of columns belongs to each of them.
            covered = cell.span if number < heads - 1 else 1
            line[column : column + covered] = [_text(cell) or label] * covered
        texts.append(line)
    return texts


def _text(cell: Cell) -> str:
    """A line for each paragraph, with its bullet or number as shown."""
    marks = [f"{line.mark.number or '•'} " if line.mark else "" for line in cell.lines]
    return "\n".join(mark + folded(line.text) for mark, line in zip(marks, cell.lines, strict=True))


def _looks_headed(rows: Sequence[Row]) -> bool:
    """Whether the first row looks different from the others, as a head does."""
    first, *others = rows
    named = [cell for cell in first if cell.filled]
    below = [cell for row in others for cell in row if cell.filled]
    if not below or len(named) < 2 or any(cell.words > _LABEL for cell in named):
        return False
    looks: tuple[Callable[[Cell], bool], ...] = (
        lambda cell: cell.head,
        lambda cell: cell.bold,
        lambda cell: cell.shaded,
    )
    return any(all(map(look, named)) and sum(map(look, below)) <= len(below) / 2 for look in looks)
