"""Running headers, running footers and page numbers, told by what stands at the same place on several pages."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.importing.draft import FurnitureKind, LeftOut
from corpus.importing.pdf.page.asides import Piece
from corpus.importing.pdf.page.lines import Line
from corpus.importing.pdf.page.sheet import Sheet

# The parts of a page's height where headers and footers stand; a header may be a table of several rows.
_HEAD, _TABLE, _FOOT = 0.18, 0.4, 0.82
# Points by which the place of a header may differ from page to page.
_SHIFT = 6.0
_LARGE = 1.1
# A header of the size of the text has few words and stands so many sizes away from it.
_MOST_WORDS, _APART = 10, 1.9
# Numbers that count the pages do so on this share of them, at least.
_COUNTED = 0.25
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?i)\W*(?:(?:page|pg|p)\b\W*)?\d{1,4}(?:\s*(?:of|/|-|–)\s*\d{1,4})?[^\w£$€%,]*")
_ROMAN = re.compile(r"(?i)[ivxlc]{1,7}")
# What makes two pages show the same: the words, their numbers less the page's own, and about where they stand.
_Words = tuple[str, bool, int, tuple[int, ...]]
_Key = tuple[_Words, int]


@dataclass(frozen=True, slots=True)
class _Place:
    """A piece in the head or foot of its page, `distance` points from the edge; `size` is 0 for a table."""

    page: int
    piece: Piece
    text: str
    head: bool
    distance: float
    size: float

    @property
    def is_number(self) -> bool:
        """Whether it is nothing but the number of a page."""
        return bool(_PAGE_NUMBER.fullmatch(self.text))


def without_furniture(sheets: Sequence[Sheet]) -> tuple[list[Sheet], list[LeftOut]]:
    """The pages without what repeats at their heads and feet, and what that was; a single page loses nothing."""
    usual = _usual_size(sheets)
    needed = 2 if len(sheets) < 5 else 3
    places = [place for sheet in sheets for piece in sheet.pieces if (place := _place(sheet, piece))]
    found = _repeated(places, usual, needed, len(sheets))
    found |= _alike([place for place in places if place not in found], found, usual, needed)
    gone = {(place.page, place.piece) for place in found}
    left_out = [LeftOut(_kind(place), text_of(place.piece), place.page) for place in places if place in found]
    kept = [
        replace(sheet, pieces=tuple(piece for piece in sheet.pieces if (sheet.number, piece) not in gone))
        for sheet in sheets
    ]
    return kept, left_out


def text_of(piece: Piece) -> str:
    """The words of a line or a table."""
    if isinstance(piece, Line):
        return piece.text
    return " ".join(line.text for row in piece.cells for cell in row for line in cell)


def _usual_size(sheets: Sequence[Sheet]) -> float:
    sizes: Counter[float] = Counter()
    for sheet in sheets:
        for piece in sheet.pieces:
            if isinstance(piece, Line):
                sizes[round(piece.size, 1)] += len(piece.text)
    return max(sizes, key=lambda size: sizes[size], default=10.0)


def _place(sheet: Sheet, piece: Piece) -> _Place | None:
    lowest = _HEAD if isinstance(piece, Line) else _TABLE
    head = piece.bottom < lowest * sheet.height and piece.top < _HEAD * sheet.height
    text = " ".join(text_of(piece).casefold().split())
    if not (head or piece.top > _FOOT * sheet.height) or not any(map(str.isalnum, text)):
        return None
    if _ROMAN.fullmatch(text):
        text = str(_roman(text))
    distance = piece.top if head else sheet.height - piece.top
    return _Place(sheet.number, piece, text, head, distance, piece.size if isinstance(piece, Line) else 0.0)


def _repeated(places: Sequence[_Place], usual: float, needed: int, count: int) -> set[_Place]:
    """What stands at the same place on several pages, but for a number that counts them."""
    pages: dict[_Key, set[int]] = defaultdict(set)
    for place in places:
        for key in _keys(place, usual):
            pages[key].add(place.page)
    found = set()
    for place in places:
        least = max(needed, _COUNTED * count) if place.is_number else needed
        if any(len(_near(pages, key)) >= least for key in _keys(place, usual)):
            found.add(place)
    return found


def _keys(place: _Place, usual: float) -> Iterator[_Key]:
    """The words as they are, and once for each of their numbers as if that counted the pages."""
    words = _NUMBER.sub("#", place.text)
    numbers = tuple(int(number) for number in _NUMBER.findall(place.text)[:6] if len(number) < 10)
    step = round(place.distance / _SHIFT)
    yield (words, place.head, -1, numbers), step
    if place.size > _LARGE * usual and not place.is_number:
        # Large words that count on are headings: "Appendix 1", "Appendix 2".
        return
    for at, number in enumerate(numbers):
        counted = (*numbers[:at], number - place.page, *numbers[at + 1 :])
        # A page number may stand left or right, and lower on a page of another kind.
        yield (words, place.head, at, counted), 0 if place.is_number else step


def _near(pages: dict[_Key, set[int]], key: _Key) -> set[int]:
    """The pages with the same at about the same place."""
    words, step = key
    return set().union(*(pages.get((words, near), ()) for near in (step - 1, step, step + 1)))


def _alike(places: Sequence[_Place], found: set[_Place], usual: float, needed: int) -> set[_Place]:
    """What stands where other pages have a header and is set like it, as the name of a chapter is."""
    pages: dict[tuple[bool, int, int], set[int]] = defaultdict(set)
    for place in found:
        pages[_look(place)].add(place.page)
    return {
        place
        for place in places
        if place.size
        and len(pages[_look(place)]) >= needed
        and (abs(place.size - usual) > 0.3 or _is_apart(place, places))
    }


def _look(place: _Place) -> tuple[bool, int, int]:
    """Where something stands and how large it is."""
    return place.head, round(place.distance), round(place.size * 2)


def _is_apart(place: _Place, places: Sequence[_Place]) -> bool:
    """Whether a few words of the size of the text stand away from it."""
    near = any(
        other.page == place.page
        and other.head == place.head
        and 1 < abs(other.distance - place.distance) < _APART * place.size
        for other in places
    )
    return not near and len(place.text.split()) <= _MOST_WORDS and not place.text.endswith((".", ",", ";", ":"))


def _kind(place: _Place) -> FurnitureKind:
    if place.is_number:
        return "page number"
    return "running header" if place.head else "running footer"


def _roman(text: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}[letter] for letter in text.casefold()]
    return sum(-v if v < max(values[n:]) else v for n, v in enumerate(values))
