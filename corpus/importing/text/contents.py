"""Tables of contents in plain text: lines that end in page numbers, after dots or below their title."""

import re
from collections.abc import Sequence

from corpus.importing.draft import LeftOut
from corpus.importing.text.line import Line

_TITLE = re.compile(r"(?:table of )?contents(?: page)?:?|index", re.IGNORECASE)
_ENTRY = re.compile(r"\S.*?(?P<gap>\s*\.{3,}\s*|\s*(?:\. ){3,}\s*|\s*…+\s*|\s{2,})(?P<page>\d{1,4}|[ivxl]{1,6})")
# Longer lines are no entries, and would take long to try.
_LONGEST = 300
# Fewer lines may be anything.
_FEWEST = 3


def without_contents(lines: Sequence[Line]) -> tuple[list[Line], list[LeftOut]]:
    """The lines without tables of contents, and those with their titles as left out."""
    gone: set[int] = set()
    run: list[int] = []
    for place, line in enumerate([*lines, Line("end", 0, 0)]):
        if line.text and (len(line.text) > _LONGEST or not _ENTRY.fullmatch(line.text)):
            gone.update(_contents(lines, run))
            run = []
        elif line.text:
            run.append(place)
    left_out = [LeftOut("table of contents", line.text, line.page) for place, line in enumerate(lines) if place in gone]
    return [line for place, line in enumerate(lines) if place not in gone], left_out


def _contents(lines: Sequence[Line], run: Sequence[int]) -> list[int]:
    """The lines of a run that is a table of contents, with its title; none of another."""
    if len(run) < _FEWEST:
        return []
    entries = [found for place in run if (found := _ENTRY.fullmatch(lines[place].text))]
    pages = [int(entry["page"]) for entry in entries if entry["page"].isdigit()]
    above = next((place for place in range(run[0] - 1, -1, -1) if lines[place].text), None)
    title = [above] if above is not None and _TITLE.fullmatch(lines[above].text) else []
    dotted = any(not entry["gap"].isspace() for entry in entries)
    return [*title, *run] if (title or dotted) and pages == sorted(pages) else []
