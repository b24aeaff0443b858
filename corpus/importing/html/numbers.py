"""The numbers of a web page's lists, as a browser shows them."""

import re

from corpus.importing.tree import Node

_LATIN = {
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
}
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)")
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def first_number(ordered: Node) -> int:
    """The number of the first item of a list."""
    start = ordered.get("start")
    return int(start) if re.fullmatch(r"-?\d{1,6}", start) else 1


def shown_number(ordered: Node, item: Node, count: int) -> str:
    """The number before an item, "" where the page asks for bullets or nothing."""
    style = _STYLE.search(item.get("style").lower()) or _STYLE.search(ordered.get("style").lower())
    if style and style[1] in ("none", "disc", "circle", "square"):
        return ""
    form = _LATIN.get(style[1], "1") if style else item.get("type") or ordered.get("type") or "1"
    return f"{_written(count, form)}."


def _written(count: int, form: str) -> str:
    if form in ("a", "A") and 1 <= count <= 26:
        return chr(ord(form) + count - 1)
    if form in ("i", "I") and 1 <= count < 400:
        written = ""
        for worth, letters in _ROMAN:
            written += letters * (count // worth)
            count %= worth
        return written.upper() if form == "I" else written
    return str(count)
