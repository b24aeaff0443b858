"""The catalogue -> the library's metric: `python -m indexing.learn INDEX` fits it and keeps it.

A question of the catalogue is drawn to another question of the same sentence, or to the sentence itself, and away from
the rest of its batch and from one known gap of its passage each (InfoNCE, van den Oord et al. 2018, with hard
negatives). What each number of rounds brings on `dev` is printed by `python -m evals.tune metric`.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch.nn.functional import cross_entropy, normalize

from indexing.build import stored_vectors
from indexing.embed import Vectors
from indexing.library import Library
from indexing.metric import KEPT

ROUNDS = 4
_BATCH, _RATE, _DECAY, _TEMPERATURE = 256, 1e-3, 1e-2, 0.05
# How often a question is drawn to another question rather than to its sentence.
_TO_QUESTION = 0.6


def learn(library: Library, vectors: dict[str, Vectors], rounds: int = ROUNDS, seed: int = 0) -> Vectors:
    """The change of `Metric`, shape (dimensions, dimensions), from the model's own vectors by collection."""
    draw = _Draw(library, vectors, seed)
    size = vectors["asks"].shape[1]
    change = torch.zeros(size, size, requires_grad=True)
    optimizer = torch.optim.AdamW([change], lr=_RATE, weight_decay=_DECAY)
    for batch in (batch for _ in range(rounds) for batch in draw.batches()):
        asks, positives, negatives, owners = (torch.from_numpy(part) for part in batch)
        a, p, n = (normalize(part + part @ change, dim=1) for part in (asks, positives, negatives))
        others = (owners[:, None] == owners) & ~torch.eye(len(owners), dtype=torch.bool)
        scores = torch.cat([(a @ p.T).masked_fill(others, -1), a @ n.T], dim=1) / _TEMPERATURE
        optimizer.zero_grad()
        cross_entropy(scores, torch.arange(len(owners))).backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    return np.asarray(change.detach().numpy(), dtype=np.float32)


class _Draw:
    """Draws batches: questions, what each belongs to, a gap beside each, and the number of its sentence."""

    def __init__(self, library: Library, vectors: dict[str, Vectors], seed: int) -> None:
        self._vectors, self._random = vectors, np.random.default_rng(seed)
        starts = np.cumsum([0, *(len(passage.sentences) for passage in library.passages)])
        self._passage = np.array([ask.passage for ask in library.asks])
        self._sentence = np.array([starts[ask.passage] + ask.sentence for ask in library.asks])
        self._asks, self._gaps = defaultdict(list), defaultdict(list)
        for number, sentence in enumerate(self._sentence.tolist()):
            self._asks[sentence].append(number)
        for number, gap in enumerate(library.gaps):
            self._gaps[gap.passage].append(number)

    def batches(self) -> Iterator[tuple[Vectors, Vectors, Vectors, Vectors]]:
        """One round over all questions in a new order; a rest that does not fill a batch waits for the next round."""
        order = self._random.permutation(len(self._sentence))
        for start in range(0, len(order) - _BATCH + 1, _BATCH):
            part = order[start : start + _BATCH]
            yield (
                self._vectors["asks"][part],
                np.stack([self._positive(number) for number in part]),
                np.stack([self._negative(number) for number in part]),
                self._sentence[part],
            )

    def _positive(self, ask: int) -> Vectors:
        others = [number for number in self._asks[self._sentence[ask]] if number != ask]
        if others and self._random.random() < _TO_QUESTION:
            return np.asarray(self._vectors["asks"][self._random.choice(others)])
        return np.asarray(self._vectors["sentences"][self._sentence[ask]])

    def _negative(self, ask: int) -> Vectors:
        beside = self._gaps[self._passage[ask]] or self._gaps[None]
        return np.asarray(self._vectors["gaps"][self._random.choice(beside)])


def main() -> None:
    """Fit the metric to the index of the folder named, and keep it."""
    library, vectors = stored_vectors(Path(sys.argv[1]))
    np.savez_compressed(KEPT, change=learn(library, vectors).astype(np.float16))


if __name__ == "__main__":
    main()
