"""Lines put together into running text, with the hyphens at their ends healed."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

SOFT = "\u00ad"
_END = re.compile(rf"([^\W\d_]+)([-\u2010{SOFT}])$")
_RAISED = re.compile(r"([⁰¹²³⁴-⁹]) ([.,;:)])")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_START = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"(://|www\.|@)\S*$|\S+\.\w+/\S*$")
# What keeps its hyphen also where the document never sets the whole word in one line.
_PREFIXES = frozenset(["non", "self", "well", "ex", "part", "full", "long", "short", "high", "low", "cross"])


def vocabulary(lines: Iterable[str]) -> frozenset[str]:
    """The words of a document's lines, those with hyphens whole, without the halves that a line's end parts."""
    known: set[str] = set()
    broken = False
    for line in lines:
        words = [word.replace("\u2010", "-") for word in _WORD.findall(line.casefold())]
        ends = bool(_END.search(line))
        known.update(words[int(broken) : len(words) - int(ends)])
        broken = ends
    return frozenset(known)


def joined(lines: Sequence[str], known: frozenset[str]) -> str:
    """The lines as one text; a hyphen at a line's end goes where the word is one, and stays in a compound."""
    pieces = [*lines[:1]]
    for before, line in pairwise(lines):
        between = _between(before, line, known)
        if between is None:
            pieces[-1] = pieces[-1][:-1]
        pieces += [between or "", line]
    return _RAISED.sub(r"\1\2", " ".join("".join(pieces).replace(SOFT, "").split()))


def _between(before: str, line: str, known: frozenset[str]) -> str | None:
    """What stands between two lines: a space or nothing; None where the hyphen at the end of the first goes too."""
    broken, rest = _END.search(before), _START.match(line)
    if _ADDRESS.search(before) and re.search(r"[-/_=&?.]$", before) and re.match(r"[\w%#?&=/]+", line):
        # An address that is broken goes on without a space, unless a sentence ends there.
        return "" if not before.endswith(".") or re.match(r"[a-z]+[./]", line) else " "
    if broken and broken[2] == SOFT:
        return None
    if broken and rest and rest[0][0].islower():
        return "" if _keeps_hyphen(broken[1], rest[0], known) else None
    return "" if re.search(r"\w[-\u2010]$", before) and re.match(r"\w", line) else " "


def _keeps_hyphen(one: str, other: str, known: frozenset[str]) -> bool:
    """Whether the hyphen between the halves of a word belongs to it."""
    one, other = one.casefold(), other.casefold()
    if one + other in known:
        return False
    return f"{one}-{other}" in known or one in _PREFIXES or (one in known and other in known)
