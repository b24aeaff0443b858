"""What was learnt is kept without pickles and added to the layers it names, and the model then tells gaps from asks."""

from pathlib import Path

import numpy as np
import pytest
from torch import nn

from indexing.embed import ADAPTED, BUNDLED, SentenceEmbedder
from indexing.learnt.adapter import add_changes, save_changes, version

LEFT, RIGHT = np.array([[1.0], [2.0], [0.0]], dtype=np.float16), np.array([[0.5, -1.0]], dtype=np.float16)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "adapter.npz"
    save_changes({"0": (LEFT, RIGHT)}, path)
    return path


def test_the_product_of_the_matrices_is_added_to_the_layer_that_is_named(kept: Path) -> None:
    model = nn.Sequential(nn.Linear(2, 3), nn.Linear(3, 2))
    before = [layer.weight.detach().numpy().copy() for layer in model]
    add_changes(model, kept)
    after = [layer.weight.detach().numpy() for layer in model]
    np.testing.assert_allclose(after[0] - before[0], [[0.5, -1], [1, -2], [0, 0]], atol=1e-6)
    np.testing.assert_array_equal(after[1], before[1])


def test_other_changes_have_another_version(kept: Path) -> None:
    first = version(kept)
    save_changes({"0": (LEFT * 2, RIGHT)}, kept)
    assert version(kept) != first


@pytest.mark.model
def test_questions_without_an_answer_are_further_from_those_with_than_in_the_bundled_model(
    embedder: SentenceEmbedder,
) -> None:
    """None of these is a question of the catalogue's, nor of those we measure with."""
    pairs = [
        ("How big is the fall in bullying of BME staff at The Christie?", "Which bus stops at The Christie?"),
        (
            "How many languages can the interpreters of Westminster handle?",
            "How many interpreters does Westminster pay?",
        ),
        ("Who is in charge at Shadon House?", "Who does the cooking at Shadon House?"),
        ("What does a leaver cost a social care provider?", "What does a care worker take home in a week?"),
        ("Roughly how many patients does The Docs look after?", "Where do patients of The Docs park?"),
    ]
    answered, unanswered = ([pair[n] for pair in pairs] for n in (0, 1))
    own, bundled = (
        np.sum(one.encode(answered) * one.encode(unanswered), axis=1) for one in (embedder, SentenceEmbedder(BUNDLED))
    )
    assert embedder.name == ADAPTED
    assert own.mean() < bundled.mean() - 0.05
