"""Which page of the original each sentence begins on, found by its words in the text of the pages."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from corpus.document import Passage
from corpus.markdown.inline import plain_text

# A sentence begins where its first words stand: so many of them are looked for, in runs of so many.
_WORDS, _RUN = 12, 3
# A sentence stands as a rule on the page of the one before or a later one: what another page must have on its side, in
# shares of the runs that are found.
_FORWARD, _BACK = 0.02, 0.6
_WORD = re.compile(r"[^\W_]+")

Numbers = NDArray[np.int32]
Scores = NDArray[np.float64]


def with_pages(passages: Sequence[Passage], pages: Sequence[str]) -> list[Passage]:
    """The passages of a document, in reading order, with the page of each sentence, from 1.

    `pages` are the texts of the original's pages; without any, no sentence has a page.
    """
    sentences = [_words(plain_text(sentence.text))[:_WORDS] for passage in passages for sentence in passage.sentences]
    if not pages or not sentences:
        return list(passages)
    found = iter(_most_likely(_scores(sentences, pages), len(pages)))
    return [
        replace(passage, sentences=tuple(replace(sentence, page=next(found) + 1) for sentence in passage.sentences))
        for passage in passages
    ]


def _scores(sentences: Sequence[Sequence[str]], pages: Sequence[str]) -> Iterator[Scores]:
    """For each sentence, given by its first words, the share of their runs that each page has: shape (pages,)."""
    runs = [_runs(sentence, _length(sentence)) for sentence in sentences]
    on: dict[tuple[str, ...], set[int]] = {run: set() for of_sentence in runs for run in of_sentence}
    words = [_words(page) for page in pages]
    for number, of_page in enumerate(words):
        # The last sentence of a page may go on over the next.
        following = words[number + 1][: _RUN - 1] if number + 1 < len(words) else []
        for length in range(1, _RUN + 1):
            for run in _runs([*of_page, *following[: length - 1]], length):
                if run in on:
                    on[run].add(number)
    for of_sentence in runs:
        scores = np.zeros(len(pages))
        for place, run in enumerate(of_sentence):
            # The earlier words weigh more: the sentence begins with them.
            scores[list(on[run])] += 1 / (_RUN + place)
        yield scores / (scores.max() or 1.0)


def _length(words: Sequence[str]) -> int:
    return min(_RUN, len(words))


def _runs(words: Sequence[str], length: int) -> list[tuple[str, ...]]:
    """All runs of so many words."""
    return list(zip(*(words[start:] for start in range(length)), strict=False))


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _most_likely(scores: Iterable[Scores], pages: int) -> list[int]:
    """The page of each sentence, on the path through all of them that has the most words and goes back the least."""
    total = np.zeros(pages)
    reached_from: list[Numbers] = []
    for of_sentence in scores:
        best, source = _reached(total)
        reached_from.append(source)
        total = best + of_sentence
    path = [int(total.argmax())]
    for source in reversed(reached_from[1:]):
        path.append(int(source[path[-1]]))
    return path[::-1]


def _reached(total: Scores) -> tuple[Scores, Numbers]:
    """For each page the best sum with which it is reached from any page, and which one that is."""
    here, best = np.arange(len(total)), total.argmax()
    highest = np.maximum.accumulate(total)
    before = np.maximum.accumulate(np.where(total >= highest, here, 0))
    options = np.stack([total, highest - _FORWARD, np.full(len(total), total[best] - _BACK)])
    source = np.choose(options.argmax(axis=0), [here, before, np.full(len(total), best)])
    return options.max(axis=0), source.astype(np.int32)
