"""Which blocks are headings, and of which level: told by size, weight and numbers against the running text."""

import re
from collections.abc import Sequence

from corpus.importing.pdf.blocks import Block, Setting
from corpus.importing.pdf.markers import depth_of_number
from corpus.importing.pdf.page.tables import Grid

_LARGER = 1.1
_MOST_WORDS = 25
_MOST_LINES = 4
_NO_HEADING = re.compile(r"[.;,](?:[\"'”’)\]]*)$")
Style = tuple[float, int, int]


def levels_of(blocks: Sequence[Block | Grid], setting: Setting) -> dict[int, int]:
    """The levels of the headings, by their place among the blocks; 1 is the highest."""
    found = {
        place: _style(block)
        for place, block in enumerate(blocks)
        if isinstance(block, Block) and _is_heading(block, setting)
    }
    order = sorted(set(found.values()), reverse=True)
    return {place: order.index(style) + 1 for place, style in found.items()}


def _is_heading(block: Block, setting: Setting) -> bool:
    text = " ".join(line.text for line in block.lines)
    if len(block.lines) > _MOST_LINES or len(text.split()) > _MOST_WORDS or not any(map(str.isalpha, text)):
        return False
    if block.marker and not block.marker.number:
        return False
    if block.first.size > _LARGER * setting.size:
        return True
    bold = all(line.bold for line in block.lines) and not setting.bold
    return bold and not _NO_HEADING.search(text) and block.first.size > 0.95 * setting.size


def _style(block: Block) -> Style:
    """What ranks a heading: its size, then how shallow its number is, then its weight."""
    depth = depth_of_number(block.marker.number) if block.marker else 0
    return round(block.first.size), -depth, int(block.first.bold)
