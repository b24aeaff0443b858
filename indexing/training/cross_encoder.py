"""All questions -> what the cross-encoder has learnt, by `python -m indexing.training.cross_encoder`.

That takes four minutes on a graphics processor, and days without one. Train the adapter first: it tells which words and
questions are near.
"""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits

from indexing.embed import Embedder, SentenceEmbedder
from indexing.learnt.network import odds, published_network, save_learnt
from indexing.learnt.tokenizer import PairTokenizer
from indexing.library import Library
from indexing.training.lora import add_lora, learnt_changes
from indexing.training.optimiser import minimise
from indexing.training.pairs import Pair, PairDraw
from indexing.training.precision import autocast
from indexing.training.questions import training_library

# These numbers were set by hand; no command fits them, since each try takes a graphics processor.
# The rank of the changes, how many steps are taken, and the highest learning rate.
_RANK, _STEPS, _RATE = 32, 1662, 5e-4
# The odds aimed at stop this far short of certainty (label smoothing, Szegedy et al. 2016).
_SMOOTHED = 0.02
# The length that a step's gradient is cut to, as is usual with transformers.
_LONGEST_GRADIENT = 1.0


def learn(library: Library, embedder: Embedder, network: nn.ModuleDict, tokenizer: PairTokenizer, steps: int) -> None:
    """Train in place what of the network may learn: the changes that `add_lora` added to its encoder, and its head."""
    draw = PairDraw(library, embedder, tokenizer)
    network.train()
    losses = (_loss(network, draw.batch(), tokenizer) for _ in range(steps))
    minimise(network, losses, steps, _RATE, _LONGEST_GRADIENT)
    network.eval()


def _loss(network: nn.ModuleDict, batch: Sequence[Pair], tokenizer: PairTokenizer) -> Tensor:
    device = next(network.parameters()).device
    right = torch.tensor([float(pair.right) for pair in batch], device=device)
    with autocast(device.type):
        found = odds(network, [tokenizer.pair(pair.question, pair.words) for pair in batch], tokenizer.padding)
    return binary_cross_entropy_with_logits(found, right * (1 - 2 * _SMOOTHED) + _SMOOTHED)


def main() -> None:
    """Train the cross-encoder anew and store what it learnt."""
    torch.manual_seed(0)
    embedder = SentenceEmbedder()
    library = training_library(embedder)
    with tempfile.TemporaryDirectory() as folder:
        network, tokenizer_file = published_network(Path(folder))
        tokenizer = PairTokenizer(tokenizer_file)
    add_lora(network["encoder"], _RANK)
    network.to("cuda" if torch.cuda.is_available() else "cpu")
    learn(library, embedder, network, tokenizer, _STEPS)
    save_learnt(learnt_changes(network["encoder"]), network["head"])
    sys.stdout.write(
        "Stored what the cross-encoder learnt. Next, run 'evenhand index', fit the weights with "
        "'python -m evals.fit refusal --write', and measure with 'make eval'.\n"
    )


if __name__ == "__main__":
    main()
