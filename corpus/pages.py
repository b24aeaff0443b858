"""Which page of the original each sentence begins on, found by its words in the text of the pages."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from corpus.document import Passage
from corpus.markdown.inline import plain_text

# A sentence begins where its first words stand: so many of them are looked for, in runs of so many.
_WORDS, _RUN = 12, 3
# How much each run of the following words counts.
_AFTER = 0.02
# A sentence stands as a rule on the page of the one before, or on a later one: what each page forward must have on its
# side, and an earlier page, in shares of the runs that are found.
_FORWARD, _BACK = 0.01, 0.6
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
    """For each sentence, given by its first words, how well each page fits it, at most 1: shape (pages,)."""
    own = [_runs(sentence, min(_RUN, len(sentence))) for sentence in sentences]
    # What follows tells apart the pages that hold the same words.
    after = [
        _runs([*one[1 - _RUN :], *other], _RUN) for one, other in zip(sentences, [*sentences[1:], []], strict=True)
    ]
    on = _pages_of({run for of_sentence in own + after for run in of_sentence}, pages)
    for runs, following in zip(own, after, strict=True):
        scores = np.zeros(len(pages))
        for place, run in enumerate(runs):
            # The earlier words weigh more: the sentence begins with them.
            scores[list(on[run])] += 1 / (_RUN + place)
        held = scores > 0
        for run in following:
            scores[[page for page in on[run] if held[page]]] += _AFTER
        yield scores / (scores.max() or 1.0)


def _pages_of(wanted: Set[tuple[str, ...]], pages: Sequence[str]) -> dict[tuple[str, ...], set[int]]:
    """The pages on which each run of words begins."""
    on: dict[tuple[str, ...], set[int]] = {run: set() for run in wanted}
    words = [_words(page) for page in pages]
    for number, of_page in enumerate(words):
        # The last sentence of a page may go on over the next.
        following = words[number + 1][: _RUN - 1] if number + 1 < len(words) else []
        for length in range(1, _RUN + 1):
            for run in _runs([*of_page, *following[: length - 1]], length):
                if run in on:
                    on[run].add(number)
    return on


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
    """For each page the best sum with which it is reached from any page, and which one that is.

    Of pages that are as good it is the first: what no page holds stands where the sentence before it does.
    """
    here, best = np.arange(len(total)), int(total.argmax())
    with_way = total + _FORWARD * here
    highest = np.maximum.accumulate(with_way)
    rises = np.append(True, with_way[1:] > highest[:-1])
    before = np.maximum.accumulate(np.where(rises, here, 0))
    forward, back = highest - _FORWARD * here, total[best] - _BACK
    return np.maximum(forward, back), np.where(forward >= back, before, best).astype(np.int32)
