"""Running headers, running footers and page numbers, told by what stands at the same place on several pages."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.importing.draft import FurnitureKind, LeftOut
from corpus.importing.pdf.page.layout import Piece
from corpus.importing.pdf.page.lines import Line
from corpus.importing.pdf.page.sheet import Sheet

# The parts of a page's height where headers and footers stand.
_HEAD, _TABLE, _FOOT = 0.18, 0.4, 0.82
# Points by which the place of a header may differ from page to page.
_SHIFT = 6.0
_LARGE = 1.1
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?i)\W*(?:(?:page|pg|p)\b\W*)?\d{1,4}(?:\s*(?:of|/|-|–)\s*\d{1,4})?[^\w£$€%,]*")
# Numbers that count the pages do so on this share of them, at least.
_COUNTED = 0.25
_ROMAN = re.compile(r"(?i)[ivxlc]{1,7}")


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
    usual: bool


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
    found: list[_Place] = []
    for group in groups.values():
        for place in group:
            repeated = len({other.sheet.number for other in group if _repeats(place, other)})
            if repeated >= needed and (repeated >= _COUNTED * len(sheets) or not _PAGE_NUMBER.fullmatch(place.text)):
                gone[place.sheet.number, place.piece] = _kind(place)
                found.append(place)
    for place in [place for group in groups.values() for place in group]:
        if (place.sheet.number, place.piece) not in gone and _among(place, found, needed):
            gone[place.sheet.number, place.piece] = _kind(place)
    left_out = [LeftOut(kind, text_of(piece), number) for (number, piece), kind in gone.items()]
    kept = [
        replace(sheet, pieces=tuple(piece for piece in sheet.pieces if (sheet.number, piece) not in gone))
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
    # A header may be a table of several rows.
    head = (
        piece.bottom < (_HEAD if isinstance(piece, Line) else _TABLE) * sheet.height
        and piece.top < _HEAD * sheet.height
    )
    if not head and piece.top < _FOOT * sheet.height:
        return None
    text = " ".join(text_of(piece).casefold().split())
    if not any(map(str.isalnum, text)):
        return None
    if _ROMAN.fullmatch(text):
        text = str(_roman(text))
    numbers = tuple(int(number) for number in _NUMBER.findall(text) if len(number) < 10)
    large = isinstance(piece, Line) and piece.size > _LARGE * usual
    usual_size = isinstance(piece, Line) and abs(piece.size - usual) < 0.3
    return _Place(sheet, piece, text, numbers, head, piece.top if head else sheet.height - piece.top, large, usual_size)


def _repeats(one: _Place, other: _Place) -> bool:
    """Whether two pages show the same there, but for a number that counts the pages."""
    step = other.sheet.number - one.sheet.number
    if len(one.numbers) != len(other.numbers):
        return False
    changed = [after - before for before, after in zip(one.numbers, other.numbers, strict=True)]
    counts = all(change in {0, step} for change in changed)
    if _PAGE_NUMBER.fullmatch(one.text) and counts and step in changed:
        # A page number may stand left or right, and lower on a page of another kind.
        return True
    # Large words that count on are headings: "Appendix 1", "Appendix 2".
    return abs(one.distance - other.distance) <= _SHIFT and (one.text == other.text or (counts and not one.large))


def _among(place: _Place, found: Sequence[_Place], needed: int) -> bool:
    """Whether a line stands where other pages have a header that names their own chapter, set alike."""
    if not isinstance(place.piece, Line) or place.usual:
        return False
    alike = {
        other.sheet.number
        for other in found
        if isinstance(other.piece, Line)
        and other.head == place.head
        and abs(other.distance - place.distance) < 1
        and abs(other.piece.size - place.piece.size) < 0.2
    }
    return len(alike) >= needed


def _kind(place: _Place) -> FurnitureKind:
    if _PAGE_NUMBER.fullmatch(place.text):
        return "page number"
    return "running header" if place.head else "running footer"


def _roman(text: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}[letter] for letter in text.casefold()]
    return sum(-v if v < max(values[n:]) else v for n, v in enumerate(values))
