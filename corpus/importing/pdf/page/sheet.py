"""One page of a PDF, read: its words as lines and tables, and its plain text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pypdfium2

from corpus.importing.pdf.page.asides import Piece
from corpus.importing.pdf.page.bullets import with_drawn_bullets
from corpus.importing.pdf.page.characters import Placing, page_characters
from corpus.importing.pdf.page.frames import framed, may_be_frame
from corpus.importing.pdf.page.lines import Line, line_of
from corpus.importing.pdf.page.opened import MOST_DRAWN, drawn_boxes, has_drawing, largest_picture, plain_text
from corpus.importing.pdf.page.tables import Drawn, Grid, TableFinder, filled
from corpus.importing.pdf.page.words import Word, page_words

# Where more than this is drawn, it is a picture, and its dots are no bullets.
_MOST_BULLETS = 3_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with its pieces, in points; `number` counts from 1.

    `text` is what pdfium reads on it, `unread` the count of characters of which the file does not say which they are.
    Where `tables_unread`, the page could not be searched for tables. `picture` is the share that the largest takes.
    """

    number: int
    height: float
    pieces: tuple[Piece, ...]
    text: str = ""
    unread: int = 0
    tables_unread: bool = False
    picture: float = 0.0

    @property
    def last_grid(self) -> Grid | None:
        """The last table on the page."""
        return next((piece for piece in reversed(self.pieces) if isinstance(piece, Grid)), None)


def read_sheet(
    page: pypdfium2.PdfPage, number: int, finder: TableFinder, above: Grid | None, known: Mapping[str, int]
) -> Sheet:
    """Read a page; `above` is the last table of the page before, `known` says how often the file has each word."""
    words = page_words(page_characters(page), known)
    placing = Placing(page)
    boxes = [_shown(box, placing) for box in drawn_boxes(page)]
    level = words.level if len(boxes) > _MOST_BULLETS else with_drawn_bullets(words.level, boxes)
    drawn: Drawn | None = Drawn([], [])
    if has_drawing(page) or any(may_be_frame(box) for box in boxes):
        # A page with more things drawn on it is a map.
        drawn = finder.boxes(number, level) if len(boxes) < MOST_DRAWN else None
    grids, rest = filled(drawn.tables if drawn else [], level, number, above)
    height = page.get_height()
    lines = framed(drawn.frames if drawn else [], rest, number) + _turned(words.turned, number, height)
    return Sheet(
        number,
        height,
        (*lines, *sorted(grids, key=lambda grid: grid.top)),
        plain_text(page),
        words.unread,
        drawn is None,
        largest_picture(page),
    )


def _shown(box: tuple[float, float, float, float], placing: Placing) -> tuple[float, float, float, float]:
    one, other = placing.point(box[0], box[1]), placing.point(box[2], box[3])
    return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])


def _turned(words: Sequence[Word], page: int, height: float) -> list[Line]:
    """The words that are set at an angle, as a line below all others."""
    if not words:
        return []
    line = line_of((word._replace(baseline=height) for word in words), page)
    return [replace(line, text=" ".join(word.text for word in words), top=height, bottom=height + line.size)]
