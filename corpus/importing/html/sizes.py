"""The size of letters that a web page asks for, in points."""

import re

from corpus.importing.tree import Node

USUAL_SIZE = 12.0
# Of headings 1 to 6, and of the sizes 1 to 7 of old pages, as browsers show them.
HEADING_SIZES = (24.0, 18.0, 14.0, 12.0, 10.0, 8.0)
_FONT_SIZES = (8.0, 10.0, 12.0, 14.0, 18.0, 24.0, 36.0)
_STYLE = re.compile(r"font-size\s*:\s*(\d+(?:\.\d+)?)\s*(pt|px)", re.IGNORECASE)
_POINTS = {"pt": 1.0, "px": 0.75}


def size_of(node: Node) -> float | None:
    """The size that a node sets for its text, None where it sets none."""
    if found := _STYLE.search(node.get("style")):
        return float(found[1]) * _POINTS[found[2].lower()]
    if node.name == "font" and re.fullmatch(r"[1-7]", node.get("size")):
        return _FONT_SIZES[int(node.get("size")) - 1]
    return None
