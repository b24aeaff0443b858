"""The lines of a verbatim text: running words, list items, numbered items and quotations, with their markers."""

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "item", "number", "quotation", "blank"]

_LINE = re.compile(
    r"(?P<indent>[ \t]*)(?P<marker>[-*+](?:[ \t]+|$)|>[ \t]?|\d{1,9}[.)](?:[ \t]+|$))?(?P<words>.*)", re.DOTALL
)


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
    """The lines of a text in order, blank ones included.

    `marker` is what stands before the text in its document: a quotation that begins with a list item leaves the
    item's marker out.
    """
    lines: list[Line] = []
    start = 0
    indents = [0]  # of the lists around the line
    for number, line in enumerate(text.split("\n")):
        lines.append(_line(line, start, "" if number else marker, indents))
        start += len(line) + 1
    return lines


def _line(line: str, start: int, before: str, indents: list[int]) -> Line:
    """One line; `indents` follow it into the list that it is an item of, or out of one."""
    if not line.strip():
        return Line("blank", 0, "", line, start)
    found = _LINE.fullmatch(before + line)
    if found is None or not found["marker"]:
        return Line("text", 0, "", line, start)
    marker, words = found["indent"] + found["marker"], found["words"]
    start += len(line) - len(words)
    if found["marker"][0] == ">":
        return Line("quotation", 0, marker, words, start)
    indent = len(found["indent"].expandtabs(4))
    while indents[-1] > indent:
        indents.pop()
    if indents[-1] < indent:
        indents.append(indent)
    return Line("number" if found["marker"][0].isdigit() else "item", len(indents) - 1, marker, words, start)
