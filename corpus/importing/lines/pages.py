"""The feet and heads of pages that stand among the lines of a file, as in one that was made from a PDF."""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from corpus.importing.draft import LeftOut
from corpus.importing.escape import folded
from corpus.importing.lines.line import Block, Line

_PAGE = re.compile(r"(.*?)\W*\b(?:page|p\.)\s*(\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?\W*(.*)", re.IGNORECASE)
# Fewer may be references.
_FEWEST = 3
_LONGEST = 20


def without_pages(blocks: Sequence[Block]) -> tuple[list[Block], list[LeftOut]]:
    """The blocks without short lines that say the same with the number of one page after another, and those."""
    feet: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for place, block in enumerate(blocks):
        if isinstance(block, Line) and not block.contents and len(block.text.split()) <= _LONGEST:
            found = _PAGE.fullmatch(folded(block.text))
            if found:
                feet[found[1].lower(), found[3].lower()].append((place, int(found[2])))
    places = {place for entries in feet.values() if _count_up([page for _, page in entries]) for place, _ in entries}
    kept = [block for place, block in enumerate(blocks) if place not in places]
    left = [block for place, block in enumerate(blocks) if place in places]
    return kept, [LeftOut("running footer", folded(block.text)) for block in left if isinstance(block, Line)]


def _count_up(pages: Sequence[int]) -> bool:
    return len(pages) >= _FEWEST and all(before < page for before, page in pairwise(pages))
