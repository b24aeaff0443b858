"""All questions -> the adapter and the stored vectors, by `python -m indexing.training.adapter`.

That takes about an hour on two cores. A question is drawn to another question of the same sentence,
or to the sentence itself, and away from the rest of its batch and from known gaps (InfoNCE, van den Oord et al. 2018,
with hard negatives). To see what the adapter brings, compare with an index of the model as it was bundled:
EVENHAND_EMBEDDING_MODEL=all-MiniLM-L6-v2.
"""

import sys
from typing import TYPE_CHECKING

import torch
from torch import Tensor

from indexing.embed import ADAPTED, BUNDLED, SentenceEmbedder
from indexing.learnt.adapter import Changes, save_changes
from indexing.library import Library
from indexing.training.lora import add_lora, learnt_changes
from indexing.training.optimiser import minimise
from indexing.training.precision import autocast
from indexing.training.questions import training_library
from indexing.training.triplets import TripletDraw
from indexing.training.vectors import make_vectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

# The numbers here and in `triplets` were set by hand; no command fits them, since each try takes an hour.
# The lowest layers stay as they are, and the others change by a product of matrices of this rank.
_FIXED, _RANK = 2, 32
# How many times all questions are gone through, how many are drawn for a batch, and the highest learning rate.
_ROUNDS, _BATCH, _RATE = 3, 128, 1e-3
# Cosines are multiplied by this before they compete: a temperature of 0.05, sentence-transformers' own default.
_SCALE = 20.0
# Tokens read of a question or sentence while training.
_LONGEST = 48


def learn(
    library: Library, embedder: SentenceEmbedder, rounds: int = _ROUNDS, batch: int = _BATCH, seed: int = 0
) -> Changes:
    """What to change in the model's layers. The embedder's own model is changed on the way."""
    from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss

    torch.manual_seed(seed)
    model = embedder.model
    add_lora(model, _RANK, _FIXED)
    info_nce = MultipleNegativesRankingLoss(model, scale=_SCALE)
    draw = TripletDraw(library, batch, seed)
    losses = (
        info_nce.compute_loss_from_embeddings([_vectors(model, texts) for texts in triplets], labels=None)
        for _ in range(rounds)
        for triplets in draw.a_round()
    )
    minimise(model, losses, rounds * draw.batches_a_round, _RATE)
    return learnt_changes(model)


def _vectors(model: "SentenceTransformer", texts: list[str]) -> Tensor:
    """The model's vectors with their gradients: shape (len(texts), dimensions)."""
    features = model.tokenizer(texts, padding=True, truncation=True, max_length=_LONGEST, return_tensors="pt")
    with autocast("cpu"):
        vectors: Tensor = model(dict(features))["sentence_embedding"]
    return vectors.float()


def main() -> None:
    """Train the adapter anew and store it, then embed the documents' words with it.

    The vectors stored before lie in the space of the earlier adapter and cannot be compared with new ones.
    """
    embedder = SentenceEmbedder(BUNDLED)
    save_changes(learn(training_library(embedder), embedder))
    make_vectors(SentenceEmbedder(ADAPTED))
    sys.stdout.write(
        "Stored the adapter and the vectors of the documents. Next, run 'evenhand index', fit the weights with 'python "
        "-m evals.fit search --write' and 'python -m evals.fit refusal --write', and measure with 'make eval'.\n"
    )


if __name__ == "__main__":
    main()
