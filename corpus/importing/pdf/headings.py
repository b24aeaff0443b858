"""Which blocks are headings, and of which level: told by size, weight, colour and numbers, against the running text."""

import re
from collections.abc import Sequence

from corpus.importing.pdf.blocks import Block, Setting
from corpus.importing.pdf.markers import depth_of_number
from corpus.importing.pdf.page.tables import Grid

# Words so much larger than the running text are a heading; a little larger, where they end like one.
_LARGER, _LITTLE_LARGER = 1.18, 1.04
_MOST_WORDS = 25
_MOST_LINES = 4
_NO_HEADING = re.compile(r"[.;,](?:[\"'”’)\]]*)$")
_ADDRESS = re.compile(r"www\.|://|@")
_LINKS = frozenset({"and", "or", "and/or"})
Style = tuple[float, int, int]


def levels_of(blocks: Sequence[Block | Grid], setting: Setting) -> dict[int, int]:
    """The levels of the headings, by their place among the blocks; 1 is the highest."""
    found = {
        place: _style(block)
        for place, block in enumerate(blocks)
        if isinstance(block, Block) and is_heading(block, setting)
    }
    order = sorted(set(found.values()), reverse=True)
    return {place: order.index(style) + 1 for place, style in found.items()}


def is_heading(block: Block, setting: Setting) -> bool:
    """Whether a block is set as a heading."""
    text = " ".join(line.text for line in block.lines)
    if len(block.lines) > _MOST_LINES or len(text.split()) > _MOST_WORDS or not any(map(str.isalpha, text)):
        return False
    if (block.marker and not block.marker.number) or text.casefold() in _LINKS or text[0] in "[(":
        return False
    if block.first.size > _LARGER * setting.size:
        return True
    if _NO_HEADING.search(text) or block.first.size < 0.95 * setting.size or _ADDRESS.search(text):
        return False
    larger = block.first.size > _LITTLE_LARGER * setting.size
    bold = all(line.bold for line in block.lines) and not setting.bold
    return larger or bold or _is_coloured(block, setting)


def _is_coloured(block: Block, setting: Setting) -> bool:
    """Whether a single line, with space above it, is of another colour than the running text."""
    coloured = block.first.colour not in {None, setting.colour}
    return coloured and len(block.lines) == 1 and block.above > 1.15 and block.first.text[0].isupper()


def _style(block: Block) -> Style:
    """What ranks a heading: its size, then how shallow its number is, then its weight."""
    depth = depth_of_number(block.marker.number) if block.marker else 0
    return round(block.first.size), -depth, int(block.first.bold)
