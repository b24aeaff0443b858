"""What was learnt is kept without pickles and added to the layers it names, and the model then tells gaps from asks."""

from pathlib import Path

import numpy as np
import pytest
from torch import nn

from indexing.adapter import add_changes, save_changes, version
from indexing.embed import ADAPTED, BUNDLED, SentenceEmbedder

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
def test_a_question_without_an_answer_is_further_from_one_with_than_in_the_bundled_model(
    embedder: SentenceEmbedder,
) -> None:
    """Neither question is one of the catalogue's, nor of those we measure with."""
    texts = ["How big is the fall in bullying of BME staff at The Christie?", "Which bus stops at The Christie?"]
    own, bundled = (one.encode(texts) for one in (embedder, SentenceEmbedder(BUNDLED)))
    assert embedder.name == ADAPTED
    assert own[0] @ own[1] < bundled[0] @ bundled[1] - 0.1
