"""The catalogue -> what the reader has learnt: `python -m indexing.training.cross_encoder` learns and keeps it.

That takes four minutes on a graphics processor and days without one. A question of the catalogue is shown beside its
own words or another question of the same sentence (yes), beside near words or questions of another one (no), and a
known gap beside the words and questions that are nearest to it (no). Some questions follow an earlier one on the same
passage, as in a conversation.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits
from tqdm import tqdm

from corpus.catalogue import catalogue_of
from corpus.load import DOCUMENTS, load_documents
from indexing.build import embed_texts, texts_of
from indexing.embed import Embedder, SentenceEmbedder, Vectors
from indexing.learnt.cross_encoder import sentence_window
from indexing.learnt.network import odds, published_network, save_learnt
from indexing.learnt.tokenizer import PairTokenizer
from indexing.library import Library, read_library
from indexing.training.adapter import numbers_by
from indexing.training.lora import changing, learnt

_RANK, _STEPS, _RATE, _DECAY, _SMOOTHED = 32, 1662, 5e-4, 1e-2, 0.02
# Pairs of a step: questions with their words and gaps with near words, questions with words of another passage, two
# questions of one sentence and of different ones, and gaps with questions.
_WITH_WORDS, _GAPS_WITH_WORDS, _WITH_OTHERS, _ALIKE, _UNLIKE, _GAPS_WITH_ASKS = 64, 72, 24, 48, 24, 32
# How many of the nearest are drawn from (from the first number to the second), and the cosine above which two
# questions of different sentences may well ask the same.
_OTHER_WORDS, _OTHER_ASKS, _TOO_NEAR = (3, 24), (2, 20), 0.82
_GAP_WORDS, _GAP_OWN, _GAP_ASKS = 8, 4, 12
# How often a gap is one of no passage, is shown beside its own passage, and a question follows an earlier one; how many
# tokens of that are read; and how steeply nearer words and questions are preferred.
_GENERAL, _OWN, _FOLLOWS, _EARLIER, _STEEP = 0.08, 0.65, 0.08, 25, (1.2, 3.0)
# Texts whose nearest are looked for at once.
_AT_ONCE = 1000

Numbers = NDArray[np.int64]
Pair = tuple[list[int], list[int], bool]


def learn(library: Library, embedder: Embedder, network: nn.ModuleDict, tokenizer: PairTokenizer, steps: int) -> None:
    """Change the network's encoder and head in place; see `changing` for what of it learns.

    The learning rate rises over the first tenth of the steps and then falls.
    """
    device = next(network.parameters()).device
    draw = _Draw(library, embedder, tokenizer)
    parameters = [parameter for parameter in network.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(parameters, lr=_RATE, weight_decay=_DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, _RATE, total_steps=steps, pct_start=0.1)
    network.train()
    for _ in (bar := tqdm(range(steps), desc="learning")):
        batch = draw.batch()
        pairs = [tokenizer.pair(question, words) for question, words, _ in batch]
        wanted = torch.tensor([float(label) for *_, label in batch], device=device)
        with torch.autocast(device.type, dtype=torch.bfloat16):
            found = odds(network, pairs, tokenizer.padding)
        loss = binary_cross_entropy_with_logits(found, wanted * (1 - 2 * _SMOOTHED) + _SMOOTHED)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        schedule.step()
        bar.set_postfix(loss=f"{loss.item():.3f}")
    network.eval()


class _Draw:
    """Draws the pairs of a step, as tokens without marks, with what is right for each."""

    def __init__(self, library: Library, embedder: Embedder, tokenizer: PairTokenizer, seed: int = 0) -> None:
        self._random = np.random.default_rng(seed)
        texts = texts_of(library)
        self._of, self._own = library.passage_numbers, library.sentence_numbers
        self._passage = self._of[self._own]
        self._gap_of = np.array([-1 if gap.passage is None else gap.passage for gap in library.gaps])
        self._near, self._general = np.flatnonzero(self._gap_of >= 0), np.flatnonzero(self._gap_of < 0)
        windows = [sentence_window(passage, n) for passage in library.passages for n in range(len(passage.sentences))]
        self._words, self._asks, self._gaps = map(tokenizer.tokens, (windows, texts["questions"], texts["gaps"]))
        self._of_sentence, self._of_passage = numbers_by(self._own.tolist()), numbers_by(self._passage.tolist())
        self._sentences, asks, gaps = (embed_texts(texts[name], embedder) for name in ("sentences", "questions", "gaps"))
        self._questions = asks
        own_words = self._of == self._gap_of[:, None]
        self._near_words = _nearest(gaps, lambda part: self._to_words(gaps[part]), _GAP_WORDS)
        self._own_words = _nearest(gaps, lambda part: self._to_words(gaps[part]) + 2 * own_words[part], _GAP_OWN)
        self._near_asks = _nearest(gaps, lambda part: gaps[part] @ asks.T, _GAP_ASKS)
        self._other_words = _nearest(asks, self._to_other_words, _OTHER_WORDS[1])
        self._other_asks = _nearest(asks, self._to_other_asks, _OTHER_ASKS[1])

    def batch(self) -> list[Pair]:
        """The pairs of one step."""
        pairs = [(self._following(n), self._words[self._own[n]], True) for n in self._some(_WITH_WORDS)]
        pairs += [self._gap_with_words() for _ in range(_GAPS_WITH_WORDS)]
        for n in self._some(_WITH_OTHERS):
            pairs.append((self._asks[n], self._words[self._within(self._other_words[n], _OTHER_WORDS)], False))
        for n in self._some(_ALIKE):
            if others := [other for other in self._of_sentence[int(self._own[n])] if other != n]:
                pairs.append((self._following(n), self._asks[int(self._random.choice(others))], True))
        for n in self._some(_UNLIKE):
            pairs.append((self._asks[n], self._asks[self._within(self._other_asks[n], _OTHER_ASKS)], False))
        return pairs + [self._gap_with_question() for _ in range(_GAPS_WITH_ASKS)]

    def _some(self, count: int) -> list[int]:
        return [int(number) for number in self._random.integers(len(self._asks), size=count)]

    def _following(self, ask: int) -> list[int]:
        return self._earlier(int(self._passage[ask])) + self._asks[ask]

    def _earlier(self, passage: int) -> list[int]:
        """Now and then the beginning of an earlier question on the same passage."""
        if passage not in self._of_passage or self._random.random() >= _FOLLOWS:
            return []
        return self._asks[int(self._random.choice(self._of_passage[passage]))][:_EARLIER]

    def _gap(self) -> int:
        general = len(self._general) and (not len(self._near) or self._random.random() < _GENERAL)
        return int(self._random.choice(self._general if general else self._near))

    def _gap_with_words(self) -> Pair:
        gap = self._gap()
        passage = int(self._gap_of[gap])
        of_passage = int((self._of == passage).sum())
        if of_passage and self._random.random() < _OWN:
            chosen = self._own_words[gap][:of_passage]
        else:
            chosen = self._near_words[gap]
        words = self._words[chosen[self._first(len(chosen), _STEEP[0])]]
        return self._earlier(passage) + self._gaps[gap], words, False

    def _gap_with_question(self) -> Pair:
        gap = self._gap()
        question = self._asks[self._near_asks[gap][self._first(self._near_asks.shape[1], _STEEP[1])]]
        return self._earlier(int(self._gap_of[gap])) + self._gaps[gap], question, False

    def _to_words(self, vectors: Vectors) -> Vectors:
        """The cosine to each sentence, or to the best question that it answers: shape (len(vectors), sentences)."""
        near = self._sentences @ vectors.T
        np.maximum.at(near, self._own, self._questions @ vectors.T)
        return near.T

    def _to_other_words(self, part: slice) -> Vectors:
        near = self._to_words(self._questions[part])
        near[self._passage[part, None] == self._of] = -1
        return near

    def _to_other_asks(self, part: slice) -> Vectors:
        near = self._questions[part] @ self._questions.T
        near[(self._own[part, None] == self._own) | (near > _TOO_NEAR)] = -1
        return near

    def _within(self, nearest: Numbers, bounds: tuple[int, int]) -> int:
        highest = len(nearest)
        return int(nearest[self._random.integers(min(bounds[0], highest - 1), highest)])

    def _first(self, count: int, steep: float) -> int:
        return min(count - 1, int(self._random.exponential(steep)))


def _nearest(texts: Vectors, scores: Callable[[slice], Vectors], count: int) -> Numbers:
    """The numbers of the highest scores of each text, the highest first: shape (texts, count) at most."""
    parts = [slice(start, start + _AT_ONCE) for start in range(0, len(texts), _AT_ONCE)]
    return np.concatenate([np.argsort(-scores(part), axis=1)[:, :count] for part in parts])


def main() -> None:
    """Learn the reader anew from the catalogue, and keep what was learnt."""
    torch.manual_seed(0)
    embedder = SentenceEmbedder()
    with tempfile.TemporaryDirectory() as folder:
        network, file = published_network(Path(folder))
        tokenizer = PairTokenizer(file)
    network.to("cuda" if torch.cuda.is_available() else "cpu")
    changes = changing(network["encoder"], _RANK)
    learn(read_library(load_documents(), embedder, catalogue_of(DOCUMENTS)), embedder, network, tokenizer, _STEPS)
    save_learnt(learnt(changes), network["head"])


if __name__ == "__main__":
    main()
