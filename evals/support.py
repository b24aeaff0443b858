"""Whether a text supports a quote: it holds most of its words in their order."""

import re
from functools import lru_cache

# The share of a quote's runs of three words that a text must hold to support it. A quote of fewer than _SHORT words
# must be held whole, since the runs of "committed to equality and human rights" stand all over the library.
_ENOUGH, _SHORT = 0.6, 10
_WORD = re.compile(r"[a-z0-9]+")


def supports(text: str, quote: str) -> bool:
    """Whether a text holds at least .6 of the quote's runs of three words, or all of them where the quote is short.

    Words are letters and digits in lower case, so that line ends, punctuation and list marks do not count.
    """
    words = len(_words(quote))
    wanted = _runs(quote, min(3, words))
    enough = 1.0 if words < _SHORT else _ENOUGH
    return bool(wanted) and len(wanted & _runs(text, min(3, words))) >= enough * len(wanted)


@lru_cache(maxsize=5000)
def _runs(text: str, count: int) -> frozenset[tuple[str, ...]]:
    words = _words(text)
    return frozenset(zip(*(words[start:] for start in range(count)), strict=False))


@lru_cache(maxsize=5000)
def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
