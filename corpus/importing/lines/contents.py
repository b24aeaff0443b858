"""Tables of contents among the lines of a file."""

import re
from collections.abc import Sequence

from corpus.importing.draft import LeftOut, Table
from corpus.importing.escape import folded
from corpus.importing.lines.line import Block, Line

_TITLE = re.compile(
    r"(?:(?:table|order|list) of )?contents(?: page| list)?:?|index:?|in this (?:document|policy|guide):?",
    re.IGNORECASE,
)
# An entry ends in its page, after a tab or a row of dots.
_ENTRY = re.compile(r"(?:\t|\.{3,}|…|(?:\. ){3,}|\s{3,})[\s.…]*(?:\d{1,4}|[ivxl]{1,6}|[A-Z\d]{1,2}[-–]\d{1,3})\s*$")
_PAGE = re.compile(r"[\s.…]*\d{1,4}(?:[-–]\d{1,3})?\s*$")
# Fewer entries one after another may be something else.
_FEWEST = 3
# An entry has no more words than this.
_LONGEST = 30


def without_contents(blocks: Sequence[Block]) -> tuple[list[Block], list[LeftOut]]:
    """The blocks without tables of contents, and those as left out."""
    places = {place for place, block in enumerate(blocks) if isinstance(block, Line) and block.contents}
    places |= _with_pages(blocks) | _under_title(blocks)
    places |= {place - 1 for place in places if place and _is_title(blocks[place - 1])}
    kept = [block for place, block in enumerate(blocks) if place not in places]
    text = "\n".join(text for place in sorted(places) if (text := _text(blocks[place])))
    return kept, [LeftOut("table of contents", text)] if text else []


def _with_pages(blocks: Sequence[Block]) -> set[int]:
    """Lines in a row that end in the number of a page."""
    found: set[int] = set()
    run: list[int] = []
    for place, block in enumerate([*blocks, Line("end")]):
        if isinstance(block, Line) and _ENTRY.search(block.text):
            run.append(place)
        elif folded(_text(block)):
            found |= set(run) if len(run) >= _FEWEST else set()
            run = []
    return found


def _under_title(blocks: Sequence[Block]) -> set[int]:
    """What follows a title of contents and stands in the file again, or is a table of pages."""
    last = {_key(block): place for place, block in enumerate(blocks)}
    found: set[int] = set()
    for title in (place for place, block in enumerate(blocks) if _is_title(block)):
        after = blocks[title + 1] if title + 1 < len(blocks) else None
        if isinstance(after, Table) and _is_contents(after):
            found.add(title + 1)
        entries = _entries(blocks, title + 1, last)
        found |= set(entries) if len(entries) >= _FEWEST else set()
    return found


def _entries(blocks: Sequence[Block], first: int, last: dict[str, int]) -> Sequence[int]:
    """The entries from a place on, up to where one of the first of them stands again and the text has begun.

    One among them may be worded otherwise than its heading.
    """
    begun: list[str] = []
    end, unlike = first, 0
    for place in range(first, len(blocks)):
        block, key = blocks[place], _key(blocks[place])
        if not isinstance(block, Line) or key in begun[:_FEWEST] or len(block.text.split()) > _LONGEST:
            break
        begun += [key] if key else []
        if (len(key) > 2 and last[key] > place) or _ENTRY.search(block.text):
            end, unlike = place + 1, 0
        elif folded(block.text):
            unlike += 1
        if unlike > 1:
            break
    return range(first, end)


def _key(block: Block) -> str:
    """The letters of a line without the page at its end; "" for a table."""
    text = _PAGE.sub("", folded(block.text)) if isinstance(block, Line) else ""
    return "".join(filter(str.isalpha, text)).lower()


def _is_title(block: Block) -> bool:
    return isinstance(block, Line) and _TITLE.fullmatch(folded(block.text)) is not None


def _is_contents(table: Table) -> bool:
    """Whether most rows end in the number of a page, and the numbers grow."""
    pages = [int(row[-1]) for row in table.rows if row[-1].isdecimal()]
    return len(pages) * 5 >= len(table.rows) * 4 and pages == sorted(pages)


def _text(block: Block) -> str:
    if isinstance(block, Line):
        return folded(block.text)
    return "\n".join(folded(" ".join(row)) for row in block.rows)
