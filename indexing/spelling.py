"""Misspelt words of a query -> words of the library; rapidfuzz is confined to this file."""

import re
from collections.abc import Callable, Collection

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

# A word may be put right in one place for so many of its letters; one with fewer is left alone.
_LETTERS = 5
_WORD = re.compile(r"[A-Za-z]+")
_PREFIXES = ("re", "un", "over", "under", "non", "pre", "mis", "co")
_SUFFIXES = ("s", "es", "ed", "d", "er", "ers", "r", "rs", "ing", "ly", "ness", "al", "able")


class Speller:
    """Puts words right that neither the library nor the language knows, when the library has one very like them."""

    def __init__(self, vocabulary: Collection[str], known: Callable[[str], bool]) -> None:
        """`vocabulary` are the library's words in lower case; `known` says whether a word is one of the language."""
        self._words = sorted(word for word in vocabulary if len(word) >= _LETTERS - 1)
        self._vocabulary, self._known = frozenset(vocabulary), known

    def correct(self, query: str) -> str:
        """The query with misspelt words put right; everything else as it is."""
        return _WORD.sub(lambda match: self._word(match[0]), query)

    def _word(self, written: str) -> str:
        word = written.lower()
        if len(word) < _LETTERS or written.isupper() or self._is_word(word):
            return written
        alike = [candidate for candidate in self._words if candidate[0] == word[0]]
        best = process.extractOne(word, alike, scorer=DamerauLevenshtein.distance, score_cutoff=len(word) // _LETTERS)
        return best[0] if best else written

    def _is_word(self, word: str) -> bool:
        return self._has(word) or any(
            self._has(base) for part in _unprefixed(word) for base in _bases(part) if len(base) > 2
        )

    def _has(self, word: str) -> bool:
        return word in self._vocabulary or self._known(word)


def _unprefixed(word: str) -> list[str]:
    return [word, *(word.removeprefix(prefix) for prefix in _PREFIXES if word.startswith(prefix))]


def _bases(word: str) -> list[str]:
    stems = [word, *(word.removesuffix(suffix) for suffix in _SUFFIXES if word.endswith(suffix))]
    return [form for stem in stems for form in (stem, f"{stem}e", f"{stem}y")]
