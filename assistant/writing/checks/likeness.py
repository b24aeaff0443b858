"""How much of one text's words and meaning another holds, and whether a text is English."""

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from indexing.embed import Embedder, Vectors

# How like two words must be to stand for each other at all. Chosen with the thresholds of check.py.
_LIKE = 0.65
_SMALL_ENGLISH = """
    the of and to in a is for that are with as on by be this or from it can which their at an was were has have who
    its not should they must people than more may will also into when
"""
_SMALL_OTHER = """
    le la les des et est que pour dans une un du en il sont avec der die das und ist nicht mit für ein eine zu den
    von el los las y es por para con del una no se son che di e per non gli della o um uma os não com na het een
    van te dat zijn op och att det som är av på i og er ikke jest nie do się z w że
"""
_ENGLISH = frozenset(_SMALL_ENGLISH.split())
_OTHERS = frozenset(_SMALL_OTHER.split()) - _ENGLISH
# Words from which on a text without a small English word is taken for another language.
_SHORT = 6

Likeness = NDArray[np.float32]


class Wording:
    """Compares words and sentences by their vectors; what was embedded once is kept."""

    def __init__(self, embedder: Embedder, kept: int = 20_000) -> None:
        self._embedder, self._known, self._most = embedder, dict[str, Vectors](), kept
        self._text = lru_cache(maxsize=512)(lambda text: embedder.encode([text])[0])

    def likeness(self, words: Sequence[str], others: Sequence[str]) -> Likeness:
        """For each word 1 where it is among the others, else how like the likest is, 0 where none is: (words,)."""
        held = set(others)
        found = np.array([word in held for word in words], dtype=np.float32)
        new = [n for n, word in enumerate(words) if word not in held and not _has_digit(word)]
        there = sorted(word for word in held if not _has_digit(word))
        if new and there:
            cosines = (self._vectors([words[n] for n in new]) @ self._vectors(there).T).max(axis=1)
            found[new] = np.where(cosines >= _LIKE, cosines, 0)
        return found

    def nearness(self, text: str, other: str) -> float:
        """The cosine of two texts."""
        return float(self._text(text) @ self._text(other))

    def nearness_of(self, text: str, others: Sequence[str]) -> list[float]:
        """The cosine of a text to each of the others."""
        return [self.nearness(text, other) for other in others]

    def _vectors(self, words: Sequence[str]) -> Vectors:
        if missing := sorted({word for word in words if word not in self._known}):
            if len(self._known) + len(missing) > self._most:
                self._known.clear()
                missing = sorted(set(words))
            self._known.update(zip(missing, self._embedder.encode(missing), strict=True))
        return np.stack([self._known[word] for word in words])


def long_gap(likeness: Likeness) -> int:
    """The most words in a row that nothing stands for."""
    longest = run = 0
    for value in likeness:
        run = run + 1 if value == 0 else 0
        longest = max(longest, run)
    return longest


def foreign(text: str) -> bool:
    """Whether a text is not English: another script, or more small words of other languages than of English."""
    letters = [character for character in text if character.isalpha()]
    if sum(not character.isascii() for character in letters) > 0.1 * len(letters):
        return True
    words = re.findall(r"[^\W\d_]+", text.lower())
    english, others = (sum(word in known for word in words) for known in (_ENGLISH, _OTHERS))
    return others > english or (len(words) > _SHORT and not english)


def _has_digit(word: str) -> bool:
    return any(character.isdigit() for character in word)
