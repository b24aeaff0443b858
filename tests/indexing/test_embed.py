"""The model that comes with the product: its weights, its vectors, and what is said when one cannot be loaded."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import StoredIndexError
from indexing import embed
from indexing.embed import ADAPTED, SentenceEmbedder, bundled_folder, check_weights

pytestmark = pytest.mark.model


def test_the_weights_are_as_published() -> None:
    check_weights()


def test_other_weights_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"other weights")
    monkeypatch.setattr(embed, "bundled_folder", lambda: tmp_path)
    with pytest.raises(StoredIndexError, match="weights are not as published; reinstall with 'make install'"):
        check_weights()


def test_the_bundled_model_reads_256_tokens(embedder: SentenceEmbedder) -> None:
    assert (embedder.name, embedder.limit) == (ADAPTED, 256)


def test_vectors_have_length_one_and_keep_the_order(embedder: SentenceEmbedder) -> None:
    texts = ["equality", "A much longer text about human rights in health and social care.", "bread"]
    together = embedder.encode(texts)
    assert together.shape == (3, 384)
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    for text, vector in zip(texts, together, strict=True):
        np.testing.assert_allclose(embedder.encode([text])[0], vector, atol=1e-4)


def test_each_of_several_threads_gets_the_vectors_of_its_own_texts(embedder: SentenceEmbedder) -> None:
    asked = [[f"question {number}", "and its answer"][: 1 + number % 2] for number in range(24)]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(embedder.encode, asked))
    for texts, vectors in zip(asked, together, strict=True):
        np.testing.assert_allclose(embedder.encode(texts), vectors, atol=1e-4)


def test_texts_of_like_meaning_are_near(embedder: SentenceEmbedder) -> None:
    staff, workers, bread = embedder.encode(["staff are bullied", "employees face harassment", "knead the dough"])
    assert staff @ workers > staff @ bread + 0.2


def test_tokens_are_counted_with_the_models_own_marks_and_past_its_limit(embedder: SentenceEmbedder) -> None:
    assert embedder.count("") == 2
    assert embedder.count("word " * 300) == 302


def test_a_usual_word_is_known_and_a_misspelt_one_is_not(embedder: SentenceEmbedder) -> None:
    assert embedder.knows("equality")
    assert not embedder.knows("eqaulity")


@pytest.mark.parametrize("name", ["no-such/model", "/no/such/folder"])
def test_a_model_that_cannot_be_loaded_is_told_with_what_to_do(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)  # else it tries for a minute to reach a hub
    with pytest.raises(StoredIndexError, match=rf"'{name}' cannot be loaded; check EVENHAND_EMBEDDING_MODEL, or leave"):
        SentenceEmbedder(name)


def test_the_model_can_be_named_by_its_folder() -> None:
    named = SentenceEmbedder(str(bundled_folder()))
    assert named.encode(["one"]).shape == (1, 384)


def test_a_model_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embed, "_PACKAGE", "no_such_package")
    with pytest.raises(StoredIndexError, match="is not installed; run 'make install'"):
        bundled_folder()
