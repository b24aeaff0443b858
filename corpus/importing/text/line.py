"""Lines of a text as they stand, and which of them end where the next word did not fit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

# Lines longer than this are whole paragraphs: nobody wraps so late.
WRAPPED_UP_TO = 160
# A line that a program wrapped is full but for the word that did not fit. Lines copied out of a page differ more.
_RAGGED, _VERY_RAGGED = 0.2, 0.5
# So many lines, of a share of all, that are so much longer than the width say that there is none.
_LONGER, _FEW, _MANY = 1.3, 2, 0.1
# A line that begins with a label is a statement by itself, below a line that fills less than this share.
_SHORT = 0.6
# A short line this far to the right stands in the middle of a page.
_CENTRED = 12
_LABELLED = re.compile(r"[A-Z][^.:]{0,30}:\s+\S")
# A heading has no more words.
_HEADING = 8
# Bullets inside a line each begin one: they were lines that a program joined.
_BULLETS = re.compile(r"(?<=\w.)[ \t]*(?=[•▪●■\uf0b7\uf0a7][ \t]+\S)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space around it; `indent` counts the spaces before it, `page` is its page from 1."""

    text: str
    indent: int
    page: int


def lines_of(text: str, page: int) -> list[Line]:
    """The lines of a page, blank ones too."""
    lines = [line.expandtabs(4).rstrip() for whole in text.split("\n") for line in _BULLETS.split(whole)]
    return [Line(line.strip(), len(line) - len(line.lstrip()), page) for line in lines]


def width_of(lines: Sequence[Line]) -> int:
    """How long the lines of a wrapped text may become; 0 where each line is a paragraph by itself.

    It is the length that one line in fifty exceeds, so that a table or an address does not count.
    """
    lengths = sorted(line.indent + len(line.text) for line, after in pairwise(lines) if line.text and after.text)
    if not lengths:
        return 0
    width = lengths[min(len(lengths) - 1, int(len(lengths) * 0.98))]
    # Paragraphs of one line before a blank one are longer than any that were wrapped.
    longer = sum(line.indent + len(line.text) > width * _LONGER for line in lines)
    unwrapped = longer >= max(_FEW, sum(bool(line.text) for line in lines) * _MANY)
    return 0 if width > WRAPPED_UP_TO or unwrapped else width


def is_soft(line: Line, after: Line, width: int) -> bool:
    """Whether a line ends only because the next word did not fit."""
    if not width:
        return False
    if after.text[0].islower() and not line.text.endswith((".", ":", ";", "?", "!")):
        return True
    first_word = after.text.split(" ", 1)[0]
    room = width - line.indent - len(line.text) - 1 - len(first_word)
    if line.text.endswith((".", ":", "?", "!")):
        return room < 0
    if len(line.text) < width * _SHORT and (_LABELLED.match(after.text) or line.indent >= _CENTRED):
        return False
    # No heading ends inside a bracket, or has so many words.
    runs_on = line.text.count("(") > line.text.count(")") or len(line.text.split()) > _HEADING
    return room < width * (_VERY_RAGGED if runs_on else _RAGGED)
