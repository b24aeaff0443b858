"""Learning from a catalogue brings together what answers alike, and moves known gaps away."""

from collections.abc import Callable

import numpy as np
import pytest

from indexing.embed import BUNDLED, SentenceEmbedder
from indexing.learnt.adapter import add_changes, save_changes
from indexing.library import Library
from indexing.training.adapter import learn

PLACES = ("Ashby", "Barton", "Corby", "Denton", "Elton", "Formby", "Grimsby", "Hedon")
ASKS = ("How many beds has {}?", "how big is {} in beds", "What number of beds is there at {}?")
GAPS = ("Who is the manager of {}?", "what does a week at {} cost")


def margin(embedder: SentenceEmbedder) -> float:
    """How much nearer two questions about the beds of a new home are than one of them is to a gap."""
    texts = ["Beds at Ilkley Lodge?", "how many beds in ilkley lodge", "Ilkley Lodge manager?"]
    one, other, gap = embedder.encode(texts)
    return float(one @ other - one @ gap)


@pytest.mark.model
def test_learning_moves_gaps_away_from_what_is_answered(
    tmp_path_factory: pytest.TempPathFactory, homes: Callable[..., Library]
) -> None:
    path = tmp_path_factory.mktemp("learnt") / "adapter.npz"
    # All said several times over.
    library = homes([f"{place} House {number}" for number in range(6) for place in PLACES], ASKS, GAPS)
    save_changes(learn(library, SentenceEmbedder(BUNDLED), rounds=12), path)
    before, after = SentenceEmbedder(BUNDLED), SentenceEmbedder(BUNDLED)
    add_changes(after.trainable(), path)
    assert margin(after) > margin(before) + 0.1
    assert np.isfinite(margin(after))
