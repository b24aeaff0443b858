"""Training brings questions of one answer together, moves known gaps away, and renews the stored vectors."""

from collections.abc import Callable
from pathlib import Path

import pytest

from indexing.embed import ADAPTED, BUNDLED, SentenceEmbedder
from indexing.learnt.adapter import add_changes, save_changes
from indexing.library import Library
from indexing.training import adapter
from indexing.training.adapter import learn

QUESTIONS = ("How many beds has {}?", "how big is {} in beds", "What number of beds is there at {}?")
GAPS = ("Who is the manager of {}?", "what does a week at {} cost")


def margin(embedder: SentenceEmbedder) -> float:
    """How much nearer two questions about the beds of a new home are than one of them is to a known gap."""
    texts = ["Beds at Ilkley Lodge?", "how many beds in ilkley lodge", "Ilkley Lodge manager?"]
    one, other, gap = embedder.encode(texts)
    return float(one @ other - one @ gap)


@pytest.mark.model
def test_training_moves_known_gaps_away_from_what_is_answered(tmp_path: Path, homes: Callable[..., Library]) -> None:
    before, after, path = SentenceEmbedder(BUNDLED), SentenceEmbedder(BUNDLED), tmp_path / "adapter.npz"
    changes = learn(homes(QUESTIONS, GAPS), SentenceEmbedder(BUNDLED), rounds=8, batch=12)
    save_changes(changes, path)
    add_changes(after.model, path)
    assert margin(after) > margin(before) + 0.1
    assert min(int(name.split(".layer.")[1].split(".")[0]) for name in changes) == 2


def test_the_vectors_are_made_with_the_new_adapter_once_it_is_stored(
    fake_model: type, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    done: list[str] = []
    monkeypatch.setattr(adapter, "SentenceEmbedder", fake_model)
    monkeypatch.setattr(adapter, "training_library", lambda embedder: None)
    monkeypatch.setattr(adapter, "learn", lambda library, embedder: done.append(f"learn from {embedder.name}") or {})
    monkeypatch.setattr(adapter, "save_changes", lambda changes: done.append("store the adapter"))
    monkeypatch.setattr(adapter, "make_vectors", lambda embedder: done.append(f"embed with {embedder.name}"))
    adapter.main()
    assert done == [f"learn from {BUNDLED}", "store the adapter", f"embed with {ADAPTED}"]
    assert "Next, run 'evenhand index'" in capsys.readouterr().out
