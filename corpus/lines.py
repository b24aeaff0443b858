"""The lines of a verbatim text: running words, list items, numbered items and quotations, with depth and marker."""

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "item", "number", "quotation", "blank"]

_LINE = re.compile(r"(?P<indent> *)(?P<marker>[-*+] |> |\d{1,9}[.)] )?(?P<words>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text: `words` begin at character `start` of the text, after the `marker` with its indent.

    `depth` counts the lists around an item, from 0.
    """

    kind: Kind
    depth: int
    marker: str
    words: str
    start: int


def lines_of(text: str, marker: str = "") -> list[Line]:
    """The lines of a text, in order, the blank ones too.

    `marker` is what stands before the text in its document: a quotation that begins with a list item leaves the
    item's marker out.
    """
    lines: list[Line] = []
    start = 0
    for number, line in enumerate(text.split("\n")):
        lines.append(_line(line, start, marker if number == 0 else ""))
        start += len(line) + 1
    return lines


def _line(line: str, start: int, before: str) -> Line:
    if not line.strip():
        return Line("blank", 0, "", line, start)
    found = _LINE.fullmatch(before + line)
    if found is None or not found["marker"]:
        return Line("text", 0, "", line, start)
    indent, marker = found["indent"], found["marker"]
    words = found["words"]
    kind: Kind = "quotation" if marker[0] == ">" else "number" if marker[0].isdigit() else "item"
    return Line(kind, len(indent) // 2, indent + marker, words, start + len(line) - len(words))
