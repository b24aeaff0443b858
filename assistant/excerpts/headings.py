"""Short headings for excerpts, and where in its document an excerpt stands: each heading is said once."""

import re
from collections.abc import Sequence

# In characters; what is longer is cut at a word.
_LONGEST, _LONGEST_OF_TWO = 80, 55
_SUBTITLE = re.compile(r":\s|\s[–—-]\s")
_NUMBER = re.compile(r"(?:\d+(?:\.\d+)*[.)]?|[a-z][.)])\s+(?=[^\W\d])")
_FIRST_SENTENCE = re.compile(r".{20,}?[.?!](?=\s+[A-Z‘“'\"])")


def short_title(title: str) -> str:
    """A document's title without its subtitle."""
    return cut(_SUBTITLE.split(title, maxsplit=1)[0], _LONGEST)


def short_section(section: Sequence[str], title: str, *, numbered: bool = False) -> str:
    """The last of the headings above a passage, after the one before it where it is a single word ("Example:").

    A long heading is cut. Its number goes unless it is to stay `numbered`, as a comment is. "" where the document's
    title is the only heading.
    """
    said = [_bare(heading, numbered) for heading in _said(section, title)]
    return " › ".join(cut(heading, _LONGEST if len(said) == 1 else _LONGEST_OF_TWO) for heading in said)


def above(section: Sequence[str], title: str) -> str:
    """The headings that stand above those of the short heading, outermost first; "" where there are none."""
    path = _without_title(section, title)
    return " › ".join(cut(heading, _LONGEST) for heading in path[: len(path) - len(_said(section, title))])


def cut(words: str, longest: int) -> str:
    """Words of at most so many characters, cut at a word, with " …" where something is left out."""
    if len(words) <= longest:
        return words
    kept = words[: longest + 1].rpartition(" ")[0] or words[:longest]
    return kept.rstrip(" ,;:–") + " …"


def _said(section: Sequence[str], title: str) -> Sequence[str]:
    path = _without_title(section, title)
    return path[-2:] if path and len(_bare(path[-1]).split()) == 1 else path[-1:]


def _without_title(section: Sequence[str], title: str) -> Sequence[str]:
    """The headings without the first where that repeats the document's title."""
    return section[1:] if section and section[0].casefold() == title.casefold() else section


def _bare(heading: str, numbered: bool = False) -> str:
    """The first sentence of a heading, without the stop or colon at its end."""
    number = None if numbered else _NUMBER.match(heading)
    words = heading[number.end() :] if number else heading
    sentence = _FIRST_SENTENCE.match(words)
    return (sentence[0] if sentence else words).rstrip(" .:")
