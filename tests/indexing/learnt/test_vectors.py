"""The kept vectors are those of the model, and of the catalogue as it stands."""

import random
from pathlib import Path

import numpy as np
import pytest

from indexing.embed import SentenceEmbedder
from indexing.learnt.vectors import catalogue_questions, kept_vectors, key_of


def test_every_question_of_the_catalogue_is_kept_and_nothing_else() -> None:
    assert {key_of(question) for question in catalogue_questions()} == set(kept_vectors())


@pytest.mark.model
def test_kept_vectors_are_what_the_model_gives(embedder: SentenceEmbedder) -> None:
    kept = kept_vectors()
    questions = random.Random(1).sample(catalogue_questions(), 100)
    made = embedder.encode(questions)
    cosines = [float(vector @ kept[key_of(question)]) for vector, question in zip(made, questions, strict=True)]
    assert np.min(cosines) > 0.9999


def test_without_a_file_nothing_is_kept(tmp_path: Path) -> None:
    assert kept_vectors(tmp_path / "none.npz") == {}
