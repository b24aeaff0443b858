"""Search by words: stemmed BM25, stored on disk; bm25s and PyStemmer are confined to this file."""

import json
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import bm25s
import numpy as np
import Stemmer
from numpy.typing import NDArray

from corpus.errors import StoredIndexError

# Lucene's usual parameters, as in the published SciFact baseline.
_K1, _B = 1.2, 0.75
_WORD = re.compile(r"[a-z0-9]+(?:[.,&'’-](?=[a-z0-9])[a-z0-9]+)*")
# Words that say how a question is put, not what it is about.
_NOT_CONTENT = """
    a about after all also am an and any are as at be been before being between both but by can could d did do
    does doing don done down during each few for from further get give given had has have having he her here hers
    him his how i if in into is it its itself just ll m may me might more most much must my no nor not now of off
    on once one only or other our ours out over own please re s same say says shall she should so some such t tell
    than that the their them then there these they this those through to too under until up us very was we were
    what when where which while who whom why will with would you your yours
"""
STOPWORDS = frozenset(_NOT_CONTENT.split())


def tokens(text: str) -> list[str]:
    """The words of a text as they are compared: lower case, stemmed, in order, without stop words.

    A word with a mark inside ('person-centred', 'E&HR', 'W1.6') counts whole and in its parts.
    """
    words: list[str] = []
    for word in _WORD.findall(text.lower().replace("’", "'")):
        parts = re.split(r"[&'-]", word)
        words += [w for w in ([word, *parts] if len(parts) > 1 else parts) if w not in STOPWORDS and w]
    stems: list[str] = _STEMMER.stemWords([word.removesuffix("'s") for word in words])
    return stems


def places(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Where words of a text, [start, end), share a token with `words`, themselves tokens; in order."""
    wanted = set(words)
    found = re.finditer(_WORD.pattern, text, re.ASCII | re.IGNORECASE)
    return [match.span() for match in found if wanted.intersection(tokens(match[0]))]


_STEMMER = Stemmer.Stemmer("english")


@lru_cache(maxsize=10_000)
def token_set(text: str) -> frozenset[str]:
    """The tokens of a text, each once; kept, since every question meets the sentences of the library."""
    return frozenset(tokens(text))


class KeywordIndex:
    """BM25 over texts given in order; scores come back in that order."""

    def __init__(self, index: bm25s.BM25, frequency: dict[str, int], size: int) -> None:
        self._index, self.frequency, self.size = index, frequency, size

    @classmethod
    def build(cls, texts: Iterable[str]) -> "KeywordIndex":
        """Index the texts; their number is the number of scores of a search."""
        return cls.of_tokens([tokens(text) for text in texts])

    @classmethod
    def of_tokens(cls, corpus: Sequence[Sequence[str]]) -> "KeywordIndex":
        """Index texts that are given as their tokens."""
        index = bm25s.BM25(method="lucene", k1=_K1, b=_B)
        index.index(corpus, show_progress=False)
        frequency: dict[str, int] = {}
        for words in corpus:
            for word in set(words):
                frequency[word] = frequency.get(word, 0) + 1
        return cls(index, frequency, len(corpus))

    def save(self, folder: Path) -> None:
        """Write the index into `folder`."""
        self._index.save(str(folder), show_progress=False)
        (folder / "frequency.json").write_text(json.dumps({"size": self.size, "words": self.frequency}))

    @classmethod
    def load(cls, folder: Path) -> "KeywordIndex":
        """Read what `save` wrote. Raises StoredIndexError when it is not there or not whole."""
        try:
            stored = json.loads((folder / "frequency.json").read_text())
            return cls(bm25s.BM25.load(str(folder)), stored["words"], stored["size"])
        except (OSError, EOFError, ValueError, KeyError) as error:
            raise StoredIndexError(f"The words in {folder} cannot be read; run 'evenhand index --rebuild'.") from error

    def scores(self, words: list[str]) -> NDArray[np.float32]:
        """BM25 of every text for these tokens: shape (size,), 0 where none of them stands."""
        known = [word for word in words if word in self.frequency]
        if not known:
            return np.zeros(self.size, dtype=np.float32)
        return np.asarray(self._index.get_scores(known), dtype=np.float32)
