"""The metric learnt from a catalogue brings together what answers alike, and moves known gaps away."""

from pathlib import Path

import numpy as np

from corpus.document import Passage, Sentence
from indexing.learn import learn
from indexing.library import Ask, Gap, Library
from indexing.metric import Metric, load_metric

SIZE, SENTENCES = 8, 64


def unit(vectors: np.ndarray) -> np.ndarray:
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


def library() -> tuple[Library, dict[str, np.ndarray]]:
    """Sentences with five questions each and one gap, which differ from the sentence in the last place alone."""
    random = np.random.default_rng(3)
    passages = [
        Passage(f"p{n}", "d", ("h",), "publisher", "Words.", "", (Sentence("Words.", 0, "sentence"),), (), n)
        for n in range(SENTENCES)
    ]
    subjects = random.normal(size=(SENTENCES, SIZE))
    subjects[:, -1] = 0.3
    asks = np.repeat(subjects, 5, axis=0) + random.normal(scale=0.1, size=(SENTENCES * 5, SIZE))
    gaps = subjects.copy()
    gaps[:, -1] = -0.3
    held = Library(
        [], passages, [Ask(n // 5, 0, str(n)) for n in range(SENTENCES * 5)],
        [Gap(str(n), n, premise=False) for n in range(SENTENCES)], [],
    )  # fmt: skip
    return held, {"asks": unit(asks), "gaps": unit(gaps), "sentences": unit(subjects)}


def margin(metric: Metric, vectors: dict[str, np.ndarray]) -> float:
    """How much nearer sentences are to their questions than to their gaps, on average."""
    asks, gaps, sentences = (metric.apply(vectors[name]) for name in ("asks", "gaps", "sentences"))
    near = (asks * np.repeat(sentences, 5, axis=0)).sum(axis=1).mean()
    return float(near - (gaps * sentences).sum(axis=1).mean())


def test_learning_moves_gaps_away_from_what_is_answered() -> None:
    held, vectors = library()
    learnt = Metric(learn(held, vectors, rounds=200))
    assert margin(learnt, vectors) > 2 * margin(Metric(), vectors) > 0


def test_mapped_vectors_are_unit_vectors() -> None:
    _, vectors = library()
    mapped = Metric(np.eye(SIZE, dtype=np.float32)).apply(vectors["asks"])
    assert np.allclose(np.linalg.norm(mapped, axis=1), 1)


def test_without_a_file_vectors_stay_as_they_are(tmp_path: Path) -> None:
    _, vectors = library()
    assert load_metric(tmp_path / "none.npz").apply(vectors["asks"]) is vectors["asks"]
