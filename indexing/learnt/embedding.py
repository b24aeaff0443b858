"""The adapted embedding model as it was exported: texts -> unit vectors, without torch."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexing.learnt.session import Network

# Texts that are embedded in one go.
_BATCH = 32


class ExportedEmbedder:
    """An exported sentence-transformers model with its tokenizer."""

    def __init__(self, name: str, network: Path, tokenizer: Path, limit: int, threads: int = 1) -> None:
        """`limit` is the most tokens that are read of a text, `threads` how many parts of many texts are read at once.

        Raises StoredIndexError when the network is damaged.
        """
        from tokenizers import Tokenizer

        self.name, self.limit = name, limit
        self._network, self._threads = Network(network), threads
        self._tokenizer, self._counter = (Tokenizer.from_file(str(tokenizer)) for _ in range(2))
        self._tokenizer.enable_truncation(limit)
        self._tokenizer.enable_padding()
        self._counter.no_truncation()
        self._counter.no_padding()
        self._words = frozenset(self._tokenizer.get_vocab())

    def encode(self, texts: list[str]) -> NDArray[np.float32]:
        """One unit vector a text, in order: shape (len(texts), dimensions)."""
        order = sorted(range(len(texts)), key=lambda number: len(texts[number]))
        parts = [order[start : start + _BATCH] for start in range(0, len(order), _BATCH)]
        sorted_texts = [[texts[number] for number in part] for part in parts]
        if self._threads == 1:
            made = [self._embed(some) for some in sorted_texts]
        else:
            with ThreadPoolExecutor(self._threads) as readers:
                made = list(readers.map(self._embed, sorted_texts))
        return np.concatenate(made)[np.argsort(order)]

    def _embed(self, texts: list[str]) -> NDArray[np.float32]:
        encoded = self._tokenizer.encode_batch(texts)
        tokens = np.array([one.ids for one in encoded], dtype=np.int64)
        mask = np.array([one.attention_mask for one in encoded], dtype=np.float32)
        return self._network.run({"tokens": tokens, "mask": mask})

    def count(self, text: str) -> int:
        """Tokens of a text with the model's own marks; above `limit` the rest is not read."""
        return len(self._counter.encode(text).ids)

    def knows(self, word: str) -> bool:
        """Whether a lower-case word is one of the language's usual ones: a whole token of the model."""
        return word in self._words
