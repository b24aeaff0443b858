"""Short headings for excerpts, and where in its document an excerpt stands: each heading is said once."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from corpus.document import Document
from corpus.markdown.preview import in_one_line

# In characters; what is longer is cut at a word.
_LONGEST, _LONGEST_OF_TWO, _LONGEST_OPENING = 80, 55, 45
_SUBTITLE = re.compile(r":\s|\s[–—-]\s")
_NUMBER = re.compile(r"(?:\d+(?:\.\d+)*[.)]?|[a-z][.)])\s+(?=[^\W\d])")
_FIRST_SENTENCE = re.compile(r".{20,}?[.?!](?=\s+[A-Z‘“'\"])")


def short_title(title: str) -> str:
    """A document's title without its subtitle."""
    return cut(_SUBTITLE.split(title, maxsplit=1)[0], _LONGEST)


def levels_of(section: Sequence[str], document: Document) -> int:
    """How many of the last headings of a section it takes to tell it from the document's other sections."""
    others = {other.path for other in document.sections} - {tuple(section)}
    ends = {tuple(_bare(heading).casefold() for heading in other) for other in others}
    own = tuple(_bare(heading).casefold() for heading in section)
    return next((n for n in range(1, len(own)) if all(end[-n:] != own[-n:] for end in ends)), len(own) or 1)


def short_section(section: Sequence[str], title: str, levels: int = 1, *, numbered: bool = False) -> str:
    """The last of the headings above a passage; it takes the one before it along where it is only a label ("Example:").

    There are at least so many `levels` of them. A long heading is cut. Its number goes unless it is to stay `numbered`,
    as a comment is. "" where the document's title is the only heading.
    """
    said = [_bare(heading, numbered) for heading in _said(section, title, levels, numbered=numbered)]
    return " › ".join(cut(heading, _LONGEST if len(said) == 1 else _LONGEST_OF_TWO) for heading in said)


def above(section: Sequence[str], title: str, levels: int = 1, *, numbered: bool = False) -> str:
    """The headings that stand above those of the short heading, outermost first; "" where there are none."""
    path, said = _without_title(section, title), _said(section, title, levels, numbered=numbered)
    return " › ".join(cut(heading, _LONGEST) for heading in path[: len(path) - len(said)])


def told_apart(headings: Sequence[str], texts: Iterable[str]) -> list[str]:
    """The headings of some passages, those that are the same with the first words of the passage below them."""
    often = Counter(headings)
    return [
        f"{heading}: “{_opening(text)}”" if often[heading] > 1 else heading
        for heading, text in zip(headings, texts, strict=True)
    ]


def _opening(text: str) -> str:
    """The first words of a text, before its first bullet, without quotation marks around or at the cut."""
    return cut(in_one_line(text).partition(" • ")[0].strip(" “”\"'‘’"), _LONGEST_OPENING)


def cut(words: str, longest: int) -> str:
    """Words of at most so many characters, cut at a word, with " …" where something is left out."""
    if len(words) <= longest:
        return words
    kept = words[: longest + 1].rpartition(" ")[0] or words[:longest]
    return kept.rstrip(" ,;:–") + " …"


def _said(section: Sequence[str], title: str, levels: int, *, numbered: bool) -> Sequence[str]:
    path = _without_title(section, title)
    if path and not numbered and (path[-1].endswith(":") or len(_bare(path[-1]).split()) == 1):
        levels = max(levels, 2)
    return path[-levels:]


def _without_title(section: Sequence[str], title: str) -> Sequence[str]:
    """The headings without the first where that repeats the document's title."""
    return section[1:] if section and section[0].casefold() == title.casefold() else section


def _bare(heading: str, numbered: bool = False) -> str:
    """The first sentence of a heading, without the stop or colon at its end."""
    number = None if numbered else _NUMBER.match(heading)
    words = heading[number.end() :] if number else heading
    sentence = _FIRST_SENTENCE.match(words)
    return (sentence[0] if sentence else words).rstrip(" .:")
