"""Learning from a catalogue brings together what answers alike, and moves known gaps away."""

import numpy as np
import pytest

from corpus.document import Passage, Sentence
from indexing.adapter import add_changes, save_changes
from indexing.embed import BUNDLED, SentenceEmbedder
from indexing.learn import learn
from indexing.library import Ask, Gap, Library

PLACES = ("Ashby", "Barton", "Corby", "Denton", "Elton", "Formby", "Grimsby", "Hedon")
ASKS = ("How many beds has {}?", "how big is {} in beds", "What number of beds is there at {}?")
GAPS = ("Who is the manager of {}?", "what does a week at {} cost")


def library(repeats: int) -> Library:
    """One passage a home, which says how many beds it has and nothing else; all said several times over."""
    homes = [f"{place} House {number}" for number in range(repeats) for place in PLACES]
    texts = [f"{home} has forty beds." for home in homes]
    passages = [
        Passage(f"p{n}", "d", ("Homes",), "publisher", text, "", (Sentence(text, 0, "sentence"),), (), n)
        for n, text in enumerate(texts)
    ]
    asks = [Ask(n, 0, ask.format(home)) for n, home in enumerate(homes) for ask in ASKS]
    gaps = [Gap(gap.format(home), n, premise=False) for n, home in enumerate(homes) for gap in GAPS]
    return Library([], passages, asks, [*gaps, Gap("What is the weather like?", None, premise=False)], [])


def margin(embedder: SentenceEmbedder) -> float:
    """How much nearer two questions about the beds of a new home are than one of them is to a gap."""
    texts = ["Beds at Ilkley Lodge?", "how many beds in ilkley lodge", "Ilkley Lodge manager?"]
    one, other, gap = embedder.encode(texts)
    return float(one @ other - one @ gap)


@pytest.mark.model
def test_learning_moves_gaps_away_from_what_is_answered(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("learnt") / "adapter.npz"
    save_changes(learn(library(repeats=6), SentenceEmbedder(BUNDLED), rounds=12), path)
    before, after = SentenceEmbedder(BUNDLED), SentenceEmbedder(BUNDLED)
    add_changes(after.trainable(), path)
    assert margin(after) > margin(before) + 0.1
    assert np.isfinite(margin(after))
