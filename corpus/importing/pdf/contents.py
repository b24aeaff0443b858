"""Tables of contents, told by page numbers at the ends of their lines or by headings that come later."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise

from corpus.importing.draft import LeftOut
from corpus.importing.pdf.markers import marked
from corpus.importing.pdf.page.asides import Piece
from corpus.importing.pdf.page.lines import Line

_FEWEST_ENTRIES = 3
# Entries are wrapped, and some name a heading in other words.
_MOST_BETWEEN = 2
_SHARE = 0.6
# A table of contents without page numbers stands on one of so many first pages, or in the first tenth.
_FRONT = 6
_LEADERS = re.compile(r"(?:\s*[.…·_]){4,}\s*(\d+|[ivxl]+)?$")
_PAGE = re.compile(r"^(.*\D)\s(\d{1,4}|[ivxl]+)$")
_TITLE = re.compile(r"(?i)(table of )?contents( page)?:?|in this (document|guide|policy|section):?|index")


def without_contents(flow: Sequence[Piece]) -> tuple[list[Piece], list[LeftOut]]:
    """The lines and tables without tables of contents, and the words of those, page by page."""
    entries = _entries(flow)
    gone: set[int] = set()
    place = 0
    while place < len(flow):
        end = _end(entries, place, flow) if entries[place] is not None else place
        place = _after_title(flow, place, end)
        if _is_contents(flow, place, end, entries):
            gone.update(range(place, end))
            gone.update(_title(flow, place))
        place = max(end, place + 1)
    lines = [piece for place, piece in enumerate(flow) if place in gone and isinstance(piece, Line)]
    left_out = [
        LeftOut("table of contents", " ".join(line.text for line in page), number)
        for number, page in groupby(lines, key=lambda line: line.page)
    ]
    return [piece for place, piece in enumerate(flow) if place not in gone], left_out


def _entries(flow: Sequence[Piece]) -> list[int | None]:
    """For each piece that may be an entry, where the line is that it names, if only far on; None for the others.

    An entry has leaders, or a line set unlike the running text repeats it.
    """
    looks: Counter[tuple[float, bool]] = Counter()
    for piece in flow:
        if isinstance(piece, Line):
            looks[round(piece.size, 1), piece.bold] += len(piece.text)
    usual = max(looks, key=lambda look: looks[look], default=None)
    later: dict[str, int] = {}
    for place, piece in enumerate(flow):
        if isinstance(piece, Line) and ((round(piece.size, 1), piece.bold) != usual or marked(piece)):
            later[_bare(piece.text)] = place
    return [_named(piece, place, later) if isinstance(piece, Line) else None for place, piece in enumerate(flow)]


def _named(line: Line, place: int, later: Mapping[str, int]) -> int | None:
    bare = _bare(line.text)
    found = marked(line)
    if not re.search(r"[^\W\d_]{3}", bare) or (found and not found[0].number):
        return None
    named = later.get(bare, -1)
    if _LEADERS.search(line.text):
        return max(named, place)
    return named if named > place and not line.text.endswith((".", ";", ",")) else None


def _bare(text: str) -> str:
    """The letters of an entry without its number, dots and page."""
    text = _LEADERS.sub("", text)
    if page := _PAGE.match(text):
        text = page[1]
    text = re.sub(r"^\W*(?:\d+(?:\.\d+)*|[A-Za-z]|[ivxlIVXL]+)[.):\s]\s*", "", text)
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def _end(entries: Sequence[int | None], start: int, flow: Sequence[Piece]) -> int:
    """Where a run of entries that begins at `start` ends, with the entries at its end that no heading repeats."""
    end = last = start
    while last < len(flow) and last - end <= _MOST_BETWEEN and isinstance(flow[last], Line):
        if entries[last] is not None:
            end = last + 1
        last += 1
    looks = {_look(flow[place]) for place in range(start, end) if entries[place] is not None}
    while end < len(flow) and flow[end].page == flow[end - 1].page and _look(flow[end]) in looks:
        end += 1
    return end


def _look(piece: Piece) -> tuple[float, bool, str] | None:
    """How an entry is set: its size, weight and kind of number."""
    if not isinstance(piece, Line):
        return None
    found = marked(piece)
    return round(piece.size, 1), piece.bold, found[0].style if found else ""


def _is_contents(flow: Sequence[Piece], start: int, end: int, entries: Sequence[int | None]) -> bool:
    """Whether most of a run of entries have leaders or page numbers, or name in order what follows."""
    named = [later for later in entries[start:end] if later is not None]
    if len(named) < _FEWEST_ENTRIES or len(named) < _SHARE * (end - start):
        return False
    lines = [piece for piece in flow[start:end] if isinstance(piece, Line)]
    leaders = sum(bool(_LEADERS.search(line.text)) for line in lines)
    paged = sum(bool(_PAGE.match(line.text)) for line in lines)
    if leaders >= _SHARE * len(lines) or (paged >= _SHARE * len(lines) and _title(flow, start)):
        return True
    front = flow[start].page <= max(_FRONT, flow[-1].page / 10)
    rising = sum(one < other for one, other in pairwise(named))
    return front and min(named) >= end and rising >= _SHARE * (len(named) - 1) and len(named) > _FEWEST_ENTRIES


def _after_title(flow: Sequence[Piece], start: int, end: int) -> int:
    """Where the entries begin if their title stands among what looks like them, as on a cover that names a section."""
    titles = [place for place in range(start, end) if _title(flow, place + 1)]
    return titles[0] + 1 if titles else start


def _title(flow: Sequence[Piece], start: int) -> list[int]:
    """The place of the title before the entries, if there is one."""
    above = flow[start - 1] if start else None
    return [start - 1] if isinstance(above, Line) and _TITLE.fullmatch(above.text.strip()) else []
