"""Where pages of a text without page breaks were, told by their numbers, and what stood around these on each page."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.importing.draft import LeftOut
from corpus.importing.text.line import Line

# How many lines around a page number can be furniture.
MARGIN = 6
# Longer lines are no page numbers, and would take long to try.
LONGEST = 200
_NAMED = re.compile(r"[-–—|\[( ]*page\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[-–—|\]) ]*", re.IGNORECASE)
_AT_END = re.compile(r"\bpage\s+(\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?\W*$", re.IGNORECASE)
_BARE = re.compile(r"[-–—|\[( ]*(\d{1,4})[-–—|\]) ]*")
# So many numbers in a row, with so many lines between most of them, are those of pages.
_FEWEST, _APART = 3, 8
_TITLE = re.compile(
    r"\b(?:polic(?:y|ies)|procedures?|guid(?:e|ance|elines?)|handbook|strategy|plan|report)\b", re.IGNORECASE
)


def without_numbers(lines: Sequence[Line]) -> tuple[list[Line], list[LeftOut]]:
    """The lines without page numbers and the running headers and footers beside them, and what was left out.

    A blank line stands in their place unless a sentence goes on.
    """
    written = [line for line in lines if line.text]
    numbers = _named(written) or _bare(written)
    repeated = _repeated(written, numbers)
    gone = {place: place in numbers for number in numbers for place in _around(written, number, repeated, set(numbers))}
    if numbers:
        gone = {place: number for place, number in gone.items() if number or not _is_title(written, place, gone)}
    left_out = [
        LeftOut("page number" if is_number and _is_number(written[place]) else "running header", written[place].text)
        for place, is_number in sorted(gone.items())
    ]
    return _kept(lines, {id(written[place]) for place in gone}), left_out


def form_of(text: str) -> str:
    """A text as it stands on each page, its digits aside."""
    return " ".join(re.sub(r"\d+", "#", text.casefold()).split())


def goes_on(last: Line, first: Line) -> bool:
    """Whether a sentence goes on over a page break."""
    return first.text[:1].islower() and not last.text.endswith((".", ":", ";", "!", "?"))


def _named(written: Sequence[Line]) -> list[int]:
    """The lines such as "Page 3 of 9", or such as "Page 3" where there are several."""
    named = [place for place, line in enumerate(written) if _NAMED.fullmatch(line.text[:LONGEST])]
    counted = any(" of " in written[place].text.lower() for place in named)
    return named if len(named) > 1 or counted else _in_headers(written)


def _in_headers(written: Sequence[Line]) -> list[int]:
    """The lines that say one thing on each page, with its number at their end ("Falls policy, page 3")."""
    places: dict[str, list[int]] = {}
    for place, line in enumerate(written):
        if len(line.text) < LONGEST and _AT_END.search(line.text):
            places.setdefault(form_of(line.text), []).append(place)
    headers = max(places.values(), key=len, default=[])
    numbers = [int(found[1]) for place in headers if (found := _AT_END.search(written[place].text))]
    return headers if len(headers) > 1 and numbers == sorted(set(numbers)) else []


def _bare(written: Sequence[Line]) -> list[int]:
    """The longest row of lines that hold nothing but numbers, each one more than the last, far from each other."""
    rows: dict[int, list[int]] = {}
    for place, line in enumerate(written):
        if found := _BARE.fullmatch(line.text[:LONGEST]):
            number = int(found[1])
            row = [*rows.get(number - 1, []), place]
            if len(row) > len(rows.get(number, [])):
                rows[number] = row
    longest = max(rows.values(), key=len, default=[])
    apart = sorted(after - before for before, after in pairwise(longest))
    return longest if len(longest) >= _FEWEST and apart[len(apart) // 2] >= _APART else []


def _repeated(written: Sequence[Line], numbers: Sequence[int]) -> set[str]:
    """Texts that stand beside half of the numbers or more, and beside two at least."""
    # A line between two numbers that stand close counts once.
    near = {place for number in numbers for place in range(number - MARGIN, number + MARGIN + 1)}
    counted = Counter(form_of(line.text) for place, line in enumerate(written) if place in near)
    return {
        form for form, times in counted.items() if times >= max(2, len(numbers) / 2) and re.search(r"[^\W\d]", form)
    }


def _around(written: Sequence[Line], number: int, repeated: set[str], numbers: set[int]) -> Iterator[int]:
    """A number's line with those before and after it that are repeated, up to the first that is not."""
    yield number
    for places in (range(number - 1, max(-1, number - MARGIN - 1), -1), range(number + 1, number + MARGIN + 1)):
        for place in places:
            if place >= len(written) or place in numbers or form_of(written[place].text) not in repeated:
                break
            yield place


def _is_number(line: Line) -> bool:
    return bool(_NAMED.fullmatch(line.text) or _BARE.fullmatch(line.text))


def _is_title(written: Sequence[Line], place: int, gone: dict[int, bool]) -> bool:
    """Whether a running header is the first to say what the text is, and nothing else says it."""
    text = written[place].text
    if not _TITLE.search(text) or any(form_of(written[before].text) == form_of(text) for before in range(place)):
        return False
    return all(other in gone or form_of(line.text) != form_of(text) for other, line in enumerate(written))


def _kept(lines: Sequence[Line], gone: set[int]) -> list[Line]:
    kept: list[Line] = []
    parted = False
    for line in lines:
        if id(line) in gone or (parted and not line.text):
            parted = True
            continue
        if parted and kept and not goes_on(next((one for one in reversed(kept) if one.text), line), line):
            kept.append(Line("", 0, line.page))
        elif parted:
            kept = _without_blank_end(kept)
        parted = False
        kept.append(line)
    return kept


def _without_blank_end(lines: list[Line]) -> list[Line]:
    while lines and not lines[-1].text:
        lines = lines[:-1]
    return lines
