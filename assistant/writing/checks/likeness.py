"""How like words and texts are in meaning, by the cosines of their vectors."""

from collections.abc import Sequence
from threading import Lock

import numpy as np
from cachetools import LRUCache

from indexing.embed import Embedder, Vectors

# Vectors remembered: the words of a large library, and the sentences of the passages that an answer cites.
_WORDS, _TEXTS = 20_000, 512


class TextLikeness:
    """Compares words with words and texts with texts; several threads may use one at the same time."""

    def __init__(self, embedder: Embedder) -> None:
        self._words, self._texts = _CachedVectors(embedder, _WORDS), _CachedVectors(embedder, _TEXTS)

    def of_words(self, words: Sequence[str], others: Sequence[str]) -> list[float]:
        """For each word 1 if it is among the others, else its cosine to the likest of them; 0 if there is none.

        A word with a digit is only like itself.
        """
        held = set(others)
        found = [float(word in held) for word in words]
        new = [n for n, word in enumerate(words) if word not in held and not _has_digit(word)]
        comparable = sorted(word for word in held if not _has_digit(word))
        if new and comparable:
            vectors = self._words.of([words[n] for n in new])
            for n, cosine in zip(new, (vectors @ self._words.of(comparable).T).max(axis=1), strict=True):
                found[n] = float(cosine)
        return found

    def of_texts(self, text: str, others: Sequence[str]) -> list[float]:
        """The cosine of a text to each of the others, in order."""
        if not others:
            return []
        cosines: list[float] = (self._texts.of(others) @ self._texts.of([text])[0]).tolist()
        return cosines


class _CachedVectors:
    """An embedder that remembers the vectors of the texts used last."""

    def __init__(self, embedder: Embedder, size: int) -> None:
        self._embedder = embedder
        self._cache: LRUCache[str, Vectors] = LRUCache(size)
        self._lock = Lock()

    def of(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a text, in order: shape (len(texts), dimensions)."""
        with self._lock:
            known = {text: self._cache[text] for text in texts if text in self._cache}
        if missing := sorted(set(texts) - set(known)):
            # Not under the lock: the embedder itself makes one batch of what several threads ask for.
            made = dict(zip(missing, self._embedder.encode(missing), strict=True))
            with self._lock:
                self._cache.update(made)
            known |= made
        return np.stack([known[text] for text in texts])


def _has_digit(word: str) -> bool:
    return any(character.isdigit() for character in word)
