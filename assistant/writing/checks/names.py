"""The names and quotations of a text: capitalised terms, abbreviations, codes, and what stands in quotation marks."""

import re
from collections.abc import Callable, Iterable

from corpus.glossary import Abbreviation
from indexing.keyword import STOPWORDS, tokens

_WORD = re.compile(r"#?[A-Za-z0-9][\w&+]*(?:[.’'-][A-Za-z0-9][\w&+]*)*\+?")
# Small words inside a name: "Institute for Healthcare Improvement", "Department of Health". What "and" joins may be
# two names, so it parts them.
_LINKS = {"of", "for", "the", "in", "to", "on", "with", "at", "by", "a"}
_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]|(?<![A-Za-z0-9])[‘']([^‘’']+(?:[’'][a-z][^‘’']*)*)[’'](?![A-Za-z0-9])")


def names_of(text: str, ordinary: Callable[[str], bool]) -> list[tuple[str, ...]]:
    """Its names, each as the words it is written with and the number behind them, without the small words inside.

    `ordinary` says whether a lower-case word is one that a sentence may begin with without naming anything.
    """
    names: list[list[str]] = []
    opening = ""
    before = ""  # what stands between this word and the one before
    end, first = 0, True
    for match in _WORD.finditer(text):
        word = re.sub(r"[’']s?$", "", match[0])
        gap = text[end : match.start()]
        opens = first or bool(re.search(r"[.!?:]\s*[“\"‘']?$", gap))
        end, first = match.end(), False
        if word.isdigit() and names and not before and not gap.strip():
            names[-1].append(word)  # "Equality Act 2010": another year is another act
            before = "-"
            continue
        if not _capital(word) or (opens and _begins_only(word, ordinary)):
            # A word that begins a sentence is part of the name that goes on right behind it.
            opening = word if opens and _capital(word) and word.lower() not in STOPWORDS else ""
            before = f"{before} {word.lower()}" if not gap.strip() else "-"
            continue
        linked = not gap.strip() and all(link in _LINKS for link in before.split())
        if opening and not gap.strip():
            names.append([opening, word])
        elif names and linked and len(before.split()) < 3:
            names[-1].append(word)
        else:
            names.append([word])
        before = opening = ""
    return [tuple(name) for name in names]


def _capital(word: str) -> bool:
    """Whether it is written as a name, an abbreviation or a code ("W1.6") is."""
    return bool(re.search("[A-Z]", word)) or (word.startswith("#") and len(word) > 1)


def _begins_only(word: str, ordinary: Callable[[str], bool]) -> bool:
    lower = word.lower()
    return word[1:] == word[1:].lower() and (lower in STOPWORDS or lower.endswith("ly") or ordinary(lower))


def quotations_of(text: str) -> list[str]:
    """What stands between quotation marks, double or single; an apostrophe is not one."""
    return [(match[1] or match[2]).strip(" .,;") for match in _QUOTED.finditer(text)]


def plain(text: str) -> str:
    """A text in which quotations can be looked for: one kind of mark, single spaces, lower case."""
    straight = text.translate(str.maketrans("“”‘’–—", "\"\"''--"))
    return " ".join(straight.split()).lower()


class Names:
    """The names that may be used of a text: its own words, and its abbreviations both ways."""

    def __init__(self, text: str, glossary: Iterable[Abbreviation]) -> None:
        words = [text]
        for entry in glossary:
            short = any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text) for form in entry.forms)
            if short:
                words.append(entry.expansion)
            if short or entry.expansion.lower() in text.lower():
                words += entry.forms
        self.text = "\n".join(words)
        self._parts = [f" {' '.join(_stems(line))} " for line in re.split(r"[\n.;:|]", self.text)]

    def hold(self, name: tuple[str, ...]) -> bool:
        """Whether the words of a name follow each other in it, as they do in the name."""
        wanted = f" {' '.join(_stems(' '.join(name)))} "
        return any(wanted in part for part in self._parts)


def _stems(text: str) -> list[str]:
    """Stems in order, small words left out; a word with a mark inside counts in its parts alone."""
    return tokens(re.sub(r"(?<=\w)[-–’'&/](?=\w)", " ", text))
