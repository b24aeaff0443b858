"""Lines put together into running text, with the hyphens at their ends healed."""

import re
from collections.abc import Iterable, Sequence

SOFT = "\u00ad"
_END = re.compile(rf"([^\W\d_]+)([-\u2010{SOFT}])$")
_RAISED = re.compile(r"([⁰¹²³⁴-⁹]) ([.,;:)])")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_START = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"(://|www\.|@)\S*$|\S+\.\w+/\S*$")
# What keeps its hyphen also where the document never sets the whole word in one line.
_PREFIXES = frozenset(["non", "self", "well", "ex", "part", "full", "long", "short", "high", "low", "cross"])
# No word or address that a line's end breaks is longer.
_LONGEST = 300


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
    text = ""
    for line in lines:
        text = _joined(text, line, known) if text else line
    return _RAISED.sub(r"\1\2", " ".join(text.replace(SOFT, "").split()))


def _joined(text: str, line: str, known: frozenset[str]) -> str:
    end = text[-_LONGEST:]
    before, after = _END.search(end), _START.match(line)
    if _ADDRESS.search(end) and re.search(r"[-/_=&?.]$", end) and re.match(r"[\w%#?&=/]+", line):
        # An address that is broken goes on without a space, unless a sentence ends there.
        return text + line if not text.endswith(".") or re.match(r"[a-z]+[./]", line) else f"{text} {line}"
    if before and before[2] == SOFT:
        return text[:-1] + line
    if before and after and after[0][0].islower():
        return text[:-1] + _hyphen(before[1], after[0], known) + line
    if re.search(r"\w[-\u2010]$", end) and re.match(r"\w", line):
        return text + line
    return f"{text} {line}"


def _hyphen(one: str, other: str, known: frozenset[str]) -> str:
    """What stands between the halves of a word: nothing, or the hyphen that belongs to it."""
    one, other = one.casefold(), other.casefold()
    if one + other in known:
        return ""
    if f"{one}-{other}" in known or one in _PREFIXES or (one in known and other in known):
        return "-"
    return ""
