"""The catalogue -> the adapter; `python -m indexing.training.adapter` takes about half an hour on two cores.

A question of the catalogue is drawn to another question of the same sentence, or to the sentence itself, and away from
the rest of its batch and from known gaps, one of them of its own passage (InfoNCE, van den Oord et al. 2018, with hard
negatives). Some questions follow an earlier one on the same passage, as in a conversation, so that the last one
decides. What it brings is seen by an index of the model as it was bundled: EVENHAND_EMBEDDING_MODEL=all-MiniLM-L6-v2.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import cross_entropy, normalize
from tqdm import tqdm

from corpus.catalogue import catalogue_of
from corpus.load import DOCUMENTS, load_documents
from indexing.build import texts_of
from indexing.embed import BUNDLED, SentenceEmbedder
from indexing.learnt.adapter import Changes, save_changes
from indexing.library import Library, read_library
from indexing.training.lora import changing, learnt

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

# The lowest layers stay as they are, and the others change by a product of matrices of this rank.
_FIXED, _RANK = 2, 32
_ROUNDS, _BATCH, _RATE, _DECAY, _TEMPERATURE = 3, 128, 1e-3, 1e-2, 0.05
# How often a question is drawn to another question rather than to its sentence, a gap is a false premise, a gap is one
# of no passage, and a question or gap follows an earlier question.
_TO_QUESTION, _PREMISE, _GENERAL, _FOLLOWS = 0.6, 0.45, 0.05, 0.2
# Tokens of a question or sentence that are read while learning.
_LONGEST = 48

Batch = tuple[list[str], list[str], list[str], Tensor]


def learn(library: Library, embedder: SentenceEmbedder, rounds: int = _ROUNDS, seed: int = 0) -> Changes:
    """What to change in the model's layers; the embedder's own model is changed on the way."""
    torch.manual_seed(seed)
    draw = _Draw(library, seed)
    model = embedder.trainable()
    changes = changing(model, _RANK, _FIXED)
    parameters = [parameter for change in changes.values() for parameter in change.parameters()]
    optimizer = torch.optim.AdamW(parameters, lr=_RATE, weight_decay=_DECAY)
    steps = rounds * draw.steps
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, _RATE, total_steps=steps, pct_start=0.1)
    bar = tqdm((batch for _ in range(rounds) for batch in draw.batches()), desc="learning", total=steps)
    for asks, positives, gaps, owners in bar:
        a, p, g = (normalize(_vectors(model, texts), dim=1) for texts in (asks, positives, gaps))
        others = (owners[:, None] == owners) & ~torch.eye(len(owners), dtype=torch.bool)
        scores = torch.cat([(a @ p.T).masked_fill(others, -1), a @ g.T], dim=1) / _TEMPERATURE
        loss = cross_entropy(scores, torch.arange(len(owners)))
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        schedule.step()
        bar.set_postfix(loss=f"{loss.item():.3f}")
    return learnt(changes)


def _vectors(model: "SentenceTransformer", texts: list[str]) -> Tensor:
    """The model's vectors with their gradients: shape (len(texts), dimensions)."""
    features = model.tokenizer(texts, padding=True, truncation=True, max_length=_LONGEST, return_tensors="pt")
    with torch.autocast("cpu", dtype=torch.bfloat16):
        found: Tensor = model(dict(features))["sentence_embedding"]
    return found.float()


def numbers_by(keys: Sequence[int]) -> dict[int, list[int]]:
    """For each key where it stands among the keys; nothing for any other."""
    places: dict[int, list[int]] = defaultdict(list)
    for number, key in enumerate(keys):
        places[key].append(number)
    return places


class _Draw:
    """Draws batches: questions, what each belongs to, a gap for each, and the number of its sentence."""

    def __init__(self, library: Library, seed: int) -> None:
        self._random = np.random.default_rng(seed)
        texts = texts_of(library)
        self._asks, self._sentences = texts["asks"], texts["sentences"]
        self._passage, self._sentence = [ask.passage for ask in library.questions], library.sentence_numbers
        self._of_sentence, self._of_passage = numbers_by(self._sentence.tolist()), numbers_by(self._passage)
        self._gaps: dict[int | None, list[str]] = defaultdict(list)
        self._premises: dict[int | None, list[str]] = defaultdict(list)
        for gap in library.gaps:
            (self._premises if gap.premise else self._gaps)[gap.passage].append(gap.text)
        self.steps = len(self._asks) // _BATCH

    def batches(self) -> Iterator[Batch]:
        """One round over all questions in a new order; a rest that does not fill a batch waits for the next round."""
        order = self._random.permutation(len(self._asks))
        for number in range(self.steps):
            part = order[number * _BATCH : (number + 1) * _BATCH].tolist()
            yield (
                [self._following(self._passage[ask], self._asks[ask]) for ask in part],
                [self._positive(ask) for ask in part],
                [self._negative(self._passage[ask]) for ask in part],
                torch.from_numpy(self._sentence[part]),
            )

    def _positive(self, ask: int) -> str:
        others = [number for number in self._of_sentence[self._sentence[ask]] if number != ask]
        if others and self._random.random() < _TO_QUESTION:
            return self._asks[int(self._random.choice(others))]
        return self._sentences[int(self._sentence[ask])]

    def _negative(self, passage: int) -> str:
        premises, gaps = self._premises[passage], self._gaps[passage]
        chosen = premises if premises and self._random.random() < _PREMISE else gaps or premises
        if not chosen or self._random.random() < _GENERAL:
            chosen = self._gaps[None] or chosen
        return self._following(passage, chosen[self._random.integers(len(chosen))])

    def _following(self, passage: int, question: str) -> str:
        before = self._of_passage[passage]
        if self._random.random() >= _FOLLOWS:
            return question
        return f"{self._asks[int(self._random.choice(before))]} {question}"


def main() -> None:
    """Learn the adapter anew from the catalogue, and keep it."""
    embedder = SentenceEmbedder(BUNDLED)
    save_changes(learn(read_library(load_documents(), embedder, catalogue_of(DOCUMENTS)), embedder))


if __name__ == "__main__":
    main()
