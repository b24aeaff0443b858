"""The glossary: abbreviations of the field, what they stand for, and what else the terms of a text are called."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter

from corpus.yaml_file import read_yaml

GLOSSARY = Path(__file__).parents[1] / "guidance" / "glossary.yaml"


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")
    abbreviation: str
    expansion: str
    also: list[str] = []
    stated: bool
    capitals: bool = False
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """An abbreviation; `forms` are all the ways it is written, the usual one first.

    It is `stated` where the documents that come with Evenhand give the words of the expansion. In `capitals` it is one
    only as its forms are written: in small letters it is an ordinary word. `meaning` says in our words what it is; ""
    where its name says enough.
    """

    forms: tuple[str, ...]
    expansion: str
    stated: bool
    capitals: bool = False
    meaning: str = ""

    def stands_in(self, text: str) -> bool:
        """Whether a text uses the abbreviation; one written in capitals throughout does not tell one from a word."""
        if self.capitals and text.isupper():
            return False
        return _pattern(self.forms, ignoring_case=not self.capitals).search(text) is not None

    def spelt_out_in(self, text: str) -> bool:
        """Whether a text gives the words of the expansion."""
        return _pattern((self.expansion,), ignoring_case=True).search(text) is not None

    def places_in(self, text: str) -> list[tuple[int, int]]:
        """Where a text uses the abbreviation or gives the words of its expansion, [start, end)."""
        patterns = [_pattern((self.expansion,), ignoring_case=True)]
        if self.stands_in(text):
            patterns.append(_pattern(self.forms, ignoring_case=not self.capitals))
        return [match.span() for pattern in patterns for match in pattern.finditer(text)]


@cache
def _pattern(words: tuple[str, ...], *, ignoring_case: bool) -> re.Pattern[str]:
    """These words on their own, in the singular or plural: no part of "LGBT+" or "E&D" is an abbreviation itself."""
    choices = "|".join(re.escape(word) for word in words)
    return re.compile(rf"(?<![\w&])(?:{choices})s?(?![\w+]|&\w)", re.IGNORECASE if ignoring_case else 0)


def load_glossary(path: Path = GLOSSARY) -> list[Abbreviation]:
    """The abbreviations in the order of the file. Raises CorpusError when it is missing or malformed."""
    entries = read_yaml(path, TypeAdapter(list[_Entry]))
    return [
        Abbreviation((e.abbreviation, *e.also), e.expansion, e.stated, e.capitals, " ".join(e.meaning.split()))
        for e in entries
    ]


@cache
def known_abbreviations() -> tuple[Abbreviation, ...]:
    """The glossary that comes with Evenhand, read once. Raises CorpusError when it is malformed."""
    return tuple(load_glossary())


def expansions(text: str, glossary: Iterable[Abbreviation] | None = None) -> tuple[str, ...]:
    """What else the terms of a text are called: its abbreviations spelt out, and its terms abbreviated.

    "DoLS" gives "Deprivation of Liberty Safeguards" and the other way round; what a text says both ways gives nothing.
    """
    found: list[str] = []
    for entry in known_abbreviations() if glossary is None else glossary:
        short, long = entry.stands_in(text), entry.spelt_out_in(text)
        if short != long:
            found += [entry.expansion] if short else entry.forms
    return tuple(dict.fromkeys(found))
