"""The stored vectors are those of the model, and of the catalogue as it stands."""

import json
import random
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import StoredIndexError
from indexing.embed import SentenceEmbedder, Vectors
from indexing.learnt.vectors import key_of, store_vectors, stored_vectors
from indexing.training.vectors import catalogue_questions


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "vectors.npz"
    store_vectors(["How are you?", "Who are you?"], np.eye(2, 3, dtype=np.float32), path)
    return path


def test_every_question_of_the_catalogue_is_stored_and_nothing_else() -> None:
    assert {key_of(question) for question in catalogue_questions()} == set(stored_vectors())


@pytest.mark.model
def test_stored_vectors_are_what_the_model_gives(embedder: SentenceEmbedder) -> None:
    stored = stored_vectors()
    questions = random.Random(1).sample(catalogue_questions(), 100)
    made = embedder.encode(questions)
    cosines = [float(vector @ stored[key_of(question)]) for vector, question in zip(made, questions, strict=True)]
    assert np.min(cosines) > 0.9999


def test_what_is_stored_is_found_by_its_text(file: Path) -> None:
    found: dict[bytes, Vectors] = stored_vectors(file)
    np.testing.assert_array_equal(found[key_of("Who are you?")], [0, 1, 0])
    assert len(found) == 2


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
    np.savez_compressed(file, keys=np.zeros((1, 16), dtype=np.uint8), steps=np.ones((1, 3), dtype=np.int8))
    with pytest.raises(StoredIndexError):
        stored_vectors(file)


def test_the_description_names_the_command_that_wrote_it(file: Path) -> None:
    assert json.loads(file.with_suffix(".json").read_text())["command"] == "python -m indexing.training.vectors"
