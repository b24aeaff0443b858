"""The names and quotations of a text: capitalised terms, abbreviations, codes, and words in quotation marks."""

import re
from collections.abc import Callable, Iterable

from corpus.lists.glossary import Abbreviation
from indexing.keyword import STOPWORDS, tokens

_WORD = re.compile(r"#?[A-Za-z0-9][\w&+]*(?:[.’'-][A-Za-z0-9][\w&+]*)*\+?")
# Small words inside a name: "Institute for Healthcare Improvement", "Department of Health". "And" is not one of them,
# because it may join two names.
_LINKS = {"of", "for", "the", "in", "to", "on", "with", "at", "by", "a"}
_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]|(?<![A-Za-z0-9])[‘']([^‘’']+(?:[’'][a-z][^‘’']*)*)[’'](?![A-Za-z0-9])")


def names_of(text: str, ordinary: Callable[[str], bool]) -> list[tuple[str, ...]]:
    """The names of a text in order, each as its words and the number behind them, without the small words inside.

    `ordinary` says of a lower-case word whether a sentence may begin with it and name nothing.
    """
    names: list[list[str]] = []
    opening = ""
    before = ""  # the lower-case words since the last name; "-" where something else parts them
    end, first = 0, True
    for match in _WORD.finditer(text):
        word = re.sub(r"[’']s?$", "", match[0])
        between = text[end : match.start()]
        opens = first or bool(re.search(r"[.!?:]\s*[“\"‘']?$", between))
        end, first = match.end(), False
        if word.isdigit() and names and not before and not between.strip():
            names[-1].append(word)  # "Equality Act 2010": another year is another act
            before = "-"
            continue
        if not _capital(word) or (opens and _begins_only(word, ordinary)):
            # The first word of a sentence is part of a name only if the name goes on right behind it.
            opening = word if opens and _capital(word) and word.lower() not in STOPWORDS else ""
            before = f"{before} {word.lower()}" if not between.strip() else "-"
            continue
        linked = not between.strip() and all(link in _LINKS for link in before.split())
        if opening and not between.strip():
            names.append([opening, word])
        elif names and linked and len(before.split()) < 3:
            names[-1].append(word)
        else:
            names.append([word])
        before = opening = ""
    return [tuple(name) for name in names]


def _capital(word: str) -> bool:
    """Whether a word is written like a name, an abbreviation or a code ("W1.6")."""
    return bool(re.search("[A-Z]", word)) or (word.startswith("#") and len(word) > 1)


def _begins_only(word: str, ordinary: Callable[[str], bool]) -> bool:
    lower = word.lower()
    return word[1:] == word[1:].lower() and (lower in STOPWORDS or lower.endswith("ly") or ordinary(lower))


def quotations_of(text: str) -> list[str]:
    """The words between quotation marks, double or single; an apostrophe is no quotation mark."""
    return [(match[1] or match[2]).strip(" .,;") for match in _QUOTED.finditer(text)]


def plain(text: str) -> str:
    """A text in lower case with single spaces and one kind of quotation mark and dash, to look for quotations in."""
    straight = text.translate(str.maketrans("“”‘’–—", "\"\"''--"))
    return " ".join(straight.split()).lower()


class Names:
    """The names that a text allows: its own words, with its abbreviations spelt out and its terms abbreviated."""

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
        """Whether the text has the words of a name one behind the other, in the same order."""
        wanted = f" {' '.join(_stems(' '.join(name)))} "
        return any(wanted in part for part in self._parts)


def _stems(text: str) -> list[str]:
    """Stems in order without stop words; a word with a hyphen or another mark inside is only its parts."""
    return tokens(re.sub(r"(?<=\w)[-–’'&/](?=\w)", " ", text))
