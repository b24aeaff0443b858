"""The cross-encoder: a question beside words of the library -> the log odds that these answer it.

A question's vector is made without the passage in sight, so that "who chairs the board" and "how many sit on the
board" stay near to the same words. The cross-encoder sees both at once and tells them apart, at ten times the cost: it
is asked about few words, and only where there is doubt. It is all-mpnet-base-v2 as published, changed by what was
learnt from the catalogue (`python -m indexing.training.cross_encoder`). Without the changes it is an embedding model
that knows no document better than another: the general one.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Protocol

import numpy as np
from cachetools import LRUCache
from numpy.typing import NDArray

from corpus.document import Passage
from indexing.learnt.session import Network
from indexing.learnt.tokenizer import PairTokenizer

# Pairs that are read at the same time, and the threads that each may take: two make a pair that is read alone a third
# faster, and several at once slower by 7 % (throwaway script). Several in one row take a third more of the cores.
PAIRS_AT_ONCE, _THREADS = 2, 2
# Tokens of a passage that the general vectors are made of; 256 find no more (throwaway script).
_LONGEST_PASSAGE = 96
# The dimensions of the general vectors.
_GENERAL = 768
# The network's switch: add what was learnt.
_LEARNT = np.ones(1, dtype=np.float32)
# Pairs whose log odds are remembered, since people ask what others have just asked: about a megabyte of text.
_REMEMBERED = 2000


class CrossEncoder(Protocol):
    """Reads a question beside words of the library, and embeds texts without regard to what it learnt from it."""

    def log_odds(self, question: str, words: Sequence[str]) -> list[float]:
        """For each of the words the log odds that they answer the question, in order."""

    def general_vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit vector a text by the published model, in order: shape (len(texts), 768)."""


class PairOdds:
    """The log odds of one question beside words, each pair read once."""

    def __init__(self, cross_encoder: CrossEncoder, question: str) -> None:
        self._cross_encoder, self._question = cross_encoder, question
        self._read: dict[str, float] = {}

    def of(self, words: Sequence[str]) -> list[float]:
        """The log odds of each of the words, in order; those not read before are read in one go."""
        new = [text for text in dict.fromkeys(words) if text not in self._read]
        if new:
            self._read.update(zip(new, self._cross_encoder.log_odds(self._question, new), strict=True))
        return [self._read[text] for text in words]


def sentence_window(passage: Passage, number: int) -> str:
    """What is read of sentence `number` of a passage: the heading above it, and its lead-in or its neighbours."""
    sentences, heading = passage.sentences, passage.section[-1]
    one = sentences[number]
    if one.kind != "sentence":
        return _in_one_line(f"{heading}: {one.lead} {one.text}")
    before = sentences[number - 1].text if number and sentences[number - 1].kind in ("sentence", "lead") else ""
    last = number + 1 == len(sentences)
    after = "" if last or sentences[number + 1].kind != "sentence" else sentences[number + 1].text
    return _in_one_line(f"{heading}: {before} {one.text} {after}")


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


class LearntCrossEncoder:
    """The exported cross-encoder; it is loaded when it is first asked, since many questions do without it."""

    def __init__(self, network: Path, tokenizer: Path) -> None:
        self._files = network, tokenizer
        self._loading, self._readers = Lock(), ThreadPoolExecutor(PAIRS_AT_ONCE)
        self._remembered: LRUCache[tuple[str, str], float] = LRUCache(_REMEMBERED)
        self._remembering = Lock()

    @cached_property
    def _loaded(self) -> tuple[Network, PairTokenizer]:
        network, tokenizer = self._files
        return Network(network, _THREADS), PairTokenizer(tokenizer)

    def log_odds(self, question: str, words: Sequence[str]) -> list[float]:
        """For each of the words the log odds that they answer the question, or ask the same, in order.

        Raises StoredIndexError when a file is damaged.
        """
        with self._remembering:
            found = {text: odds for text in words if (odds := self._remembered.get((question, text))) is not None}
        if new := [text for text in dict.fromkeys(words) if text not in found]:
            found |= zip(new, self._read(question, new), strict=True)
            with self._remembering:
                self._remembered.update({(question, text): found[text] for text in new})
        return [found[text] for text in words]

    def _read(self, question: str, words: Sequence[str]) -> list[float]:
        with self._loading:
            network, tokenizer = self._loaded
        asked, *texts = tokenizer.tokens([question, *words])

        def odds(text: Sequence[int]) -> float:
            return float(network.run(_inputs(tokenizer.pair(asked, text), _LEARNT), "odds"))

        return list(self._readers.map(odds, texts))

    def general_vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit vector a text by the published model, in order: shape (len(texts), 768).

        Raises StoredIndexError when a file is damaged.
        """
        with self._loading:
            network, tokenizer = self._loaded

        def vector(tokens: Sequence[int]) -> NDArray[np.float32]:
            return network.run(_inputs(tokenizer.alone(tokens[:_LONGEST_PASSAGE]), 1 - _LEARNT), "vectors")

        # Threads of their own, so that nobody's question waits until all texts are read.
        with ThreadPoolExecutor(PAIRS_AT_ONCE) as readers:
            made = list(readers.map(vector, tokenizer.tokens(texts)))
        return np.array(made, dtype=np.float32).reshape(len(texts), _GENERAL)


def _inputs(tokens: Sequence[int], learnt: NDArray[np.float32]) -> dict[str, NDArray[np.float32] | NDArray[np.int64]]:
    """What the exported network takes: the tokens of one pair or text, and its switch."""
    return {"tokens": np.array(tokens, dtype=np.int64), "learnt": learnt}
