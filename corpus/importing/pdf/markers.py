"""What an item of a list begins with: a bullet of any sort, or a number, a letter or a clause number."""

import re
from dataclasses import dataclass
from itertools import pairwise

from corpus.importing.pdf.page.lines import Line
from corpus.importing.pdf.page.words import Word

_BULLETS = "•◦▪▫■□●○‣⁃∙·✓✔✗✘➢➤►▶◆◇❖➔➜☐☑☒⮚⁍❑❒✦★☆¾"
# Signs that are bullets only where a gap parts them from the text: a dash, and what symbol fonts give as letters.
_GAPPED = "–—‐‑－−-*»>→oØ§üvqnlu"
_GAP = 0.45
_NUMBERED = re.compile(
    r"\(?(?:\d{1,3}|[A-Za-z]|[ivxl]{1,6}|[IVXL]{1,6})[.)]|\(?\d{1,2}(?:\.\d{1,3}){1,4}[.)]?|\d{1,2}\.\d{1,3}[a-z]\)?"
)
_GLUED = re.compile(rf"([{_BULLETS}\ue000-\uf8ff]|\d{{1,3}}(?:\.\d{{1,3}})*[.)]|\([a-z\d]{{1,3}}\))(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Marker:
    """The bullet or number before an item; `style` is the same for items of one list, `text_left` where words begin."""

    number: str
    style: str
    left: float
    text_left: float
    gap: float


def marked(line: Line) -> tuple[Marker, str] | None:
    """The marker of a line and the words after it; None where it has none."""
    first, *rest = _parted(line.words)
    if not rest:
        return (Marker("", first.text, first.left, first.right, 0.0), "") if _is_bullet(first.text) else None
    gap = (rest[0].left - first.right) / first.size
    text = " ".join(word.text for word in rest)
    if _is_bullet(first.text) or (first.text in _GAPPED and (gap > _GAP or not first.text.isalpha())):
        return Marker("", first.text, first.left, rest[0].left, gap), text
    if _NUMBERED.fullmatch(first.text):
        return Marker(first.text, _style(first.text), first.left, rest[0].left, gap), text
    return None


def _parted(words: tuple[Word, ...]) -> list[Word]:
    """The words, the first in two where its bullet or number stands close before it."""
    first, rest = words[0], list(words[1:])
    found = _GLUED.match(first.text)
    if not found:
        return [first, *rest]
    cut = first.left + (first.right - first.left) * found.end() / len(first.text)
    marker = first._replace(text=found[1], right=cut - first.size * 0.1)
    return [marker, first._replace(text=first.text[found.end() :], left=cut), *rest]


def _is_bullet(text: str) -> bool:
    return len(text) == 1 and (text in _BULLETS or "\ue000" <= text <= "\uf8ff")


def _style(number: str) -> str:
    """The number with its digits and letters as kinds: "2.1." and "3.4." have one style, "a)" and "(a)" two."""
    bare = number.strip("().")
    if bare.isalpha():
        kind = "i" if len(bare) > 1 or bare in "iI" else "a"
        kind = kind.upper() if bare.isupper() else kind
        return number.replace(bare, kind)
    return re.sub(r"[a-z]", "a", re.sub(r"\d+", "1", number))


def depth_of_number(number: str) -> int:
    """How many numbers a clause number has: 1 for "2.", 2 for "2.1", 0 for letters and none."""
    return len(re.findall(r"\d+", number))


def follows(before: str, after: str) -> bool:
    """Whether a number is the next after another: "b)" after "a)", "2.4" after "2.3"."""
    one, other = re.findall(r"\d+|[a-zA-Z]+", before), re.findall(r"\d+|[a-zA-Z]+", after)
    if not one or len(one) != len(other) or one[:-1] != other[:-1]:
        return False
    return _value(other[-1]) in {value + 1 for value in (_value(one[-1]),)} or _roman_follows(one[-1], other[-1])


_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


def _roman_follows(one: str, other: str) -> bool:
    return (one.casefold(), other.casefold()) in set(pairwise(_ROMANS))


def _value(number: str) -> int:
    return int(number) if number.isdigit() else ord(number.casefold()[-1])
