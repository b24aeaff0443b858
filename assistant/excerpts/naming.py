"""A topic -> the passages that name it: they hold its words, their stems, or what the glossary calls them."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from corpus.lists.glossary import Abbreviation, known_abbreviations
from corpus.markdown.inline import styled_spans
from indexing.keyword import tokens

# The search by words knows only the letters a to z; a name in an added document may have others.
_WORD = re.compile(r"[^\W_]+(?:[.,&'’-](?=[^\W_])[^\W_]+)*")
# What stands between the parts of a topic.
_BETWEEN = re.compile(r"\s*[,;/]\s+|\s+(?:and|or|&)\s+", re.IGNORECASE)
# What ends a phrase: it does not go over to another sentence, item or cell.
_ENDS = re.compile(r"[.?!;:•|]|\n")
# So many small words may stand between the words of a phrase: "a right to the approach".
_MOST_BETWEEN = 2
_MARK = re.compile(r"[.,&'-]")
_KEPT_IN_MEMORY = 50_000


@dataclass(frozen=True, slots=True)
class _Need:
    """A word of the topic: one of these sets of stems must stand in a passage, or another form of an abbreviation."""

    stems: tuple[frozenset[str], ...]
    abbreviations: tuple[Abbreviation, ...] = ()

    def is_met(self, text: str) -> bool:
        held = _stems_of_text(text)
        return any(stems <= held for stems in self.stems) or any(entry.places_in(text) for entry in self.abbreviations)


@dataclass(frozen=True, slots=True)
class Naming:
    """The words of a topic, each in all the forms that stand for it."""

    needs: tuple[_Need, ...]

    def stands_in(self, text: str) -> bool:
        """Whether the text holds every word of the topic, in any form and order."""
        return bool(self.needs) and all(need.is_met(text) for need in self.needs)

    def met(self, text: str) -> list[bool]:
        """For each word of the topic whether the text holds it."""
        return [need.is_met(text) for need in self.needs]

    def stands_as_phrase_in(self, text: str) -> bool:
        """Whether the text holds the topic's words in order, in any form, with at most two small words between."""
        reached: set[int] = set()  # the words of the topic up to which it stands just before
        before, skipped = 0, 0
        places = [[place for entry in need.abbreviations for place in entry.places_in(text)] for need in self.needs]
        for word, start, end in _words(text):
            if skipped > _MOST_BETWEEN or _ENDS.search(text, before, start):
                reached = set()
            before, here = end, set[int]()
            for number, need in enumerate(self.needs):
                goes_on = not number or {number - 1, number} & reached or number - 1 in here
                within = any(first < end and start < last for first, last in places[number])
                if goes_on and (within or any(stems & _stems(word) for stems in need.stems)):
                    here.add(number)
            if len(self.needs) - 1 in here:
                return self.stands_in(text)
            skipped = 0 if here else skipped + 1
            reached = here if here or tokens(_folded(word)) else reached
        return False

    def places(self, text: str) -> list[tuple[int, int]]:
        """Where a word of the topic stands, [start, end), in order; none overlaps another."""
        wanted = frozenset().union(*(stems for need in self.needs for stems in need.stems))
        found = [(start, end) for word, start, end in _words(text) if wanted & _stems(word)]
        entries = {entry for need in self.needs for entry in need.abbreviations}
        return joined([*found, *(place for entry in entries for place in entry.places_in(text))])


def parts_of(topic: str) -> list[str]:
    """The parts of a topic that names several things ("interpreters and translation"); the topic itself if it is one.

    What the glossary knows as one thing ("equality and diversity") is not taken apart.
    """
    whole = [place for entry in known_abbreviations() for place in entry.places_in(topic)]
    bounds = [0]
    for match in _BETWEEN.finditer(topic):
        if not any(start < match.end() and match.start() < end for start, end in whole):
            bounds += match.span()
    bounds.append(len(topic))
    parts = [topic[start:end].strip() for start, end in zip(bounds[::2], bounds[1::2], strict=True)]
    return [part for part in parts if _WORD.search(part)]


def naming_of(topic: str) -> Naming:
    """The naming of a topic; a topic of nothing but small words ("who") is named by just these."""
    entries = [entry for entry in known_abbreviations() if entry.places_in(topic) or topic in entry.forms]
    words = [(word, _covering(start, end, topic, entries)) for word, start, end in _words(topic)]
    telling = [(word, covering) for word, covering in words if covering or tokens(_folded(word))]
    return Naming(tuple(_need(word, covering) for word, covering in telling or words))


def _covering(start: int, end: int, topic: str, entries: Iterable[Abbreviation]) -> tuple[Abbreviation, ...]:
    """The abbreviations that a word of the topic is, or is part of."""
    return tuple(
        entry
        for entry in entries
        if topic in entry.forms or any(first < end and start < last for first, last in entry.places_in(topic))
    )


def _need(word: str, covering: tuple[Abbreviation, ...]) -> _Need:
    if any(entry.capitals and word in entry.forms for entry in covering):
        return _Need((), covering)  # in small letters it is another word
    return _Need(tuple(_ways(word)), covering)


def _ways(word: str) -> list[frozenset[str]]:
    """The stems of a word: whole, and for one with a hyphen or the like also in its parts and joined."""
    folded = _folded(word).removesuffix("'s")
    parts = _MARK.split(folded)
    ways = [frozenset({_stem(folded)})]
    # The parts of "A&E" are letters, which stand in other abbreviations too.
    if len(parts) > 1 and "&" not in folded:
        ways += [frozenset(_stem(part) for part in parts), frozenset({_stem("".join(parts))})]
    return ways


@lru_cache(_KEPT_IN_MEMORY)
def _stems(word: str) -> frozenset[str]:
    """All by which a word of a text can be named: its stem, its parts, and the parts joined, small words included."""
    written = _folded(word)
    folded, parts = written.removesuffix("'s"), _MARK.split(written)
    return frozenset({folded, _stem(folded), _stem(_MARK.sub("", folded)), *parts, *map(_stem, parts)})


def _stem(folded: str) -> str:
    """The stem of a word without marks, or with them as the search by words keeps it whole."""
    stems = tokens(folded) if folded.isascii() else []
    return stems[0] if stems else folded


@lru_cache(_KEPT_IN_MEMORY)
def _stems_of_text(text: str) -> frozenset[str]:
    return frozenset().union(*(_stems(word) for word, *_ in _words(text)))


def _words(text: str) -> list[tuple[str, int, int]]:
    """The words of a text without its Markdown marks, each with its place in the text as it is."""
    shown = [place for span in styled_spans(text) for place in range(span.start, span.end)]
    plain = "".join(text[place] for place in shown)
    return [(m[0], shown[m.start()], shown[m.end() - 1] + 1) for m in _WORD.finditer(plain)]


def _folded(word: str) -> str:
    """A word in small letters without accents."""
    if word.isascii():
        return word.lower()
    letters = unicodedata.normalize("NFKD", word.replace("’", "'"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()


def joined(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The places in order, those that overlap as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
