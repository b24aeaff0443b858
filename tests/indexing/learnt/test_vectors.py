"""The stored vectors are those of the model, and of the documents as they stand."""

import json
import random
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import StoredIndexError
from indexing.embed import SentenceEmbedder, Vectors
from indexing.learnt.vectors import key_of, store_vectors, stored_vectors
from indexing.training.vectors import stored_words


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "vectors.npz"
    vectors = np.eye(3, dtype=np.float32)
    store_vectors(["How are you?", "Who are you?", "I am well."], vectors, path)
    return path


@pytest.mark.model
def test_every_text_that_is_embedded_is_stored_and_nothing_else(embedder: SentenceEmbedder) -> None:
    assert {key_of(text) for text in stored_words(embedder)} == set(stored_vectors())


@pytest.mark.model
def test_stored_vectors_are_what_the_model_gives(embedder: SentenceEmbedder) -> None:
    stored = stored_vectors()
    drawn = random.Random(1).sample(stored_words(embedder), 100)
    cosines = [float(vector @ stored[key_of(text)]) for vector, text in zip(embedder.encode(drawn), drawn, strict=True)]
    assert np.min(cosines) > 0.999999


def test_what_is_stored_is_found_by_its_text(file: Path) -> None:
    found: dict[bytes, Vectors] = stored_vectors(file)
    np.testing.assert_array_equal(found[key_of("Who are you?")], [0, 1, 0])
    np.testing.assert_array_equal(found[key_of("I am well.")], [0, 0, 1])
    assert len(found) == 3


def test_without_a_file_nothing_is_stored(tmp_path: Path) -> None:
    assert stored_vectors(tmp_path / "none.npz") == {}


def test_vectors_of_another_adapter_are_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexing.learnt.adapter.version", lambda *_: "another")
    with pytest.raises(StoredIndexError, match=r"adapter in force; run 'python -m indexing\.training\.vectors'"):
        stored_vectors(file)


@pytest.mark.parametrize("description", [None, "", "{}", '{"adapter": "gone"}'])
def test_vectors_that_nothing_describes_are_refused(description: str | None, file: Path) -> None:
    file.with_suffix(".json").unlink()
    if description is not None:
        file.with_suffix(".json").write_text(description)
    with pytest.raises(StoredIndexError, match="were not made with the adapter in force"):
        stored_vectors(file)


def test_a_file_that_was_changed_by_hand_is_refused(file: Path) -> None:
    np.savez_compressed(file, keys=np.zeros((1, 16), dtype=np.uint8), vectors=np.ones((1, 3), dtype=np.float16))
    with pytest.raises(StoredIndexError):
        stored_vectors(file)


def test_the_description_names_the_command_that_wrote_it(file: Path) -> None:
    assert json.loads(file.with_suffix(".json").read_text())["command"] == "python -m indexing.training.vectors"
