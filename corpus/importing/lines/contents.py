"""Tables of contents among the lines of a file."""

import re
from collections.abc import Sequence

from corpus.importing.draft import LeftOut, Table
from corpus.importing.escape import folded
from corpus.importing.lines.line import Block, Line

_TITLE = re.compile(r"(?:table of )?contents(?: page| list)?:?", re.IGNORECASE)
# An entry ends in its page, after a tab or a row of dots.
_ENTRY = re.compile(r"(?:\t|\.{3,}|…|(?:\. ){3,}|\s{3,})[\s.…]*(?:\d{1,4}|[ivxl]{1,6})\s*$")
# Fewer entries one after another may be something else.
_FEWEST = 3


def without_contents(blocks: Sequence[Block]) -> tuple[list[Block], list[LeftOut]]:
    """The blocks without tables of contents, and those as left out."""
    places = {place for place, block in enumerate(blocks) if isinstance(block, Line) and block.contents}
    places |= _typed(blocks)
    places |= {place - 1 for place in places if place and _is_title(blocks[place - 1])}
    kept = [block for place, block in enumerate(blocks) if place not in places]
    left = [_text(blocks[place]) for place in sorted(places)]
    text = "\n".join(text for text in left if text)
    return kept, [LeftOut("table of contents", text)] if text else []


def _typed(blocks: Sequence[Block]) -> set[int]:
    """Contents that somebody typed, or laid out as a table under their title."""
    found: set[int] = set()
    run: list[int] = []
    for place, block in enumerate([*blocks, Line("")]):
        if isinstance(block, Line) and _ENTRY.search(block.text):
            run.append(place)
            continue
        if isinstance(block, Line) and not folded(block.text) and place < len(blocks):
            continue
        found |= set(run) if len(run) >= _FEWEST else set()
        run = []
        if isinstance(block, Table) and place and _is_title(blocks[place - 1]) and _is_contents(block):
            found.add(place)
    return found


def _is_title(block: Block) -> bool:
    return isinstance(block, Line) and _TITLE.fullmatch(folded(block.text)) is not None


def _is_contents(table: Table) -> bool:
    """Whether most rows end in the number of a page, and the numbers grow."""
    pages = [int(row[-1]) for row in table.rows if row[-1].isdigit()]
    return len(pages) * 5 >= len(table.rows) * 4 and pages == sorted(pages)


def _text(block: Block) -> str:
    if isinstance(block, Line):
        return folded(block.text)
    return "\n".join(folded(" ".join(row)) for row in block.rows)
