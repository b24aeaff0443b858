"""Running headers, running footers and page numbers, told by what stands at the same place on several pages."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.importing.draft import FurnitureKind, LeftOut
from corpus.importing.pdf.page.layout import Piece
from corpus.importing.pdf.page.lines import Line

# The parts of a page's height where headers and footers stand.
_HEAD, _FOOT = 0.18, 0.82
# Points by which the place of a header may differ from page to page.
_SHIFT = 6.0
_LARGE = 1.1
_NUMBER = re.compile(r"\d+")
_PAGE_WORDS = re.compile(r"(?i)\b(page|pg|p|of|pages)\b|[\W\d_]")
_ROMAN = re.compile(r"(?i)[ivxlc]{1,7}")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with its pieces, in points; `number` counts from 1."""

    number: int
    height: float
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """A piece in the head or foot of its page; `numbers` are those in its text, `distance` that from the edge."""

    sheet: Sheet
    piece: Piece
    text: str
    numbers: tuple[int, ...]
    head: bool
    distance: float
    large: bool


def without_furniture(sheets: Sequence[Sheet]) -> tuple[list[Sheet], list[LeftOut]]:
    """The pages without what repeats at their heads and feet, and what that was; a single page loses nothing."""
    usual = _usual_size(sheets)
    groups: dict[tuple[str, bool], list[_Place]] = defaultdict(list)
    for sheet in sheets:
        for piece in sheet.pieces:
            if place := _place(sheet, piece, usual):
                groups[_NUMBER.sub("#", place.text), place.head].append(place)
    needed = 2 if len(sheets) < 5 else 3
    gone: dict[tuple[int, Piece], FurnitureKind] = {}
    for group in groups.values():
        for place in group:
            if len({other.sheet.number for other in group if _repeats(place, other)}) >= needed:
                gone[place.sheet.number, place.piece] = _kind(place)
    left_out = [LeftOut(kind, text_of(piece), number) for (number, piece), kind in gone.items()]
    kept = [
        Sheet(sheet.number, sheet.height, tuple(p for p in sheet.pieces if (sheet.number, p) not in gone))
        for sheet in sheets
    ]
    return kept, sorted(left_out, key=lambda entry: entry.page or 0)


def _usual_size(sheets: Sequence[Sheet]) -> float:
    sizes: Counter[float] = Counter()
    for sheet in sheets:
        for piece in sheet.pieces:
            if isinstance(piece, Line):
                sizes[round(piece.size, 1)] += len(piece.text)
    return max(sizes, key=lambda size: sizes[size], default=10.0)


def text_of(piece: Piece) -> str:
    """The words of a line or a table."""
    if isinstance(piece, Line):
        return piece.text
    return " ".join(line.text for row in piece.cells for cell in row for line in cell)


def _place(sheet: Sheet, piece: Piece, usual: float) -> _Place | None:
    head = piece.bottom < _HEAD * sheet.height
    if not head and piece.top < _FOOT * sheet.height:
        return None
    text = " ".join(text_of(piece).casefold().split())
    if _ROMAN.fullmatch(text):
        text = str(_roman(text))
    numbers = tuple(int(number) for number in _NUMBER.findall(text) if len(number) < 10)
    large = isinstance(piece, Line) and piece.size > _LARGE * usual
    return _Place(sheet, piece, text, numbers, head, piece.top if head else sheet.height - piece.top, large)


def _repeats(one: _Place, other: _Place) -> bool:
    """Whether two pages show the same there, but for a number that counts the pages."""
    step = other.sheet.number - one.sheet.number
    if len(one.numbers) != len(other.numbers):
        return False
    changed = [after - before for before, after in zip(one.numbers, other.numbers, strict=True)]
    counts = all(change in {0, step} for change in changed)
    if not _PAGE_WORDS.sub("", one.text) and counts and step in changed:
        # A page number may stand left or right, and lower on a page of another kind.
        return True
    # Large words that count on are headings: "Appendix 1", "Appendix 2".
    return abs(one.distance - other.distance) <= _SHIFT and (one.text == other.text or (counts and not one.large))


def _kind(place: _Place) -> FurnitureKind:
    if place.numbers and not _PAGE_WORDS.sub("", place.text):
        return "page number"
    return "running header" if place.head else "running footer"


def _roman(text: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}[letter] for letter in text.casefold()]
    return sum(-v if v < max(values[n:]) else v for n, v in enumerate(values))
