"""Passages without a catalogue get general vectors besides, and those of all parts stand beside each other."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.catalogue import catalogue_of
from corpus.load import load_documents
from corpus.split import indexed_text
from indexing.embed import Embedder, Vectors
from indexing.keyword import KeywordIndex
from indexing.library import Library, Question, read_library
from indexing.rank import SIGNALS
from indexing.search import Searcher
from indexing.stored.parts import GENERAL, make_parts, passage_tokens, read_part
from indexing.stored.whole import Whole, put_together, read_arrays, write_arrays

QUERY = "how long is dough kneaded"


class General:
    """A general model by which every text is as near as its length says, and which notes what it was given."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def log_odds(self, question: str, words: Sequence[str]) -> list[float]:
        raise NotImplementedError

    def general_vectors(self, texts: Sequence[str]) -> Vectors:
        self.given += texts
        turned = np.array([len(text) for text in texts], dtype=np.float32) / 100
        return np.stack([np.cos(turned), np.sin(turned)], axis=1)


@pytest.fixture
def libraries(small_library: Path, fake_embedder: Embedder) -> dict[str, Library]:
    """The boats without a catalogue, and the bread with a question for each passage."""
    boats, bread = (
        read_library([document], fake_embedder, catalogue_of(small_library))
        for document in sorted(load_documents(small_library), key=lambda document: document.id)
    )
    questions = [Question(0, 0, "how is dough worked"), Question(1, 1, "what is mixed")]
    return {"boats": boats, "bread": replace(bread, questions=questions)}


def made(index: Path, libraries: dict[str, Library], embedder: Embedder, general: General | None) -> Whole:
    make_parts(index, libraries, embedder, cross_encoder=general)
    parts = [read_part(index, name) for name in libraries]
    write_arrays(index / "arrays", parts)
    return put_together(parts, read_arrays(index / "arrays", parts))


def searcher(whole: Whole, embedder: Embedder, general: General | None) -> Searcher:
    words = KeywordIndex.of_tokens(passage_tokens(whole.library))
    return Searcher(whole.library, whole.vectors, words, embedder, general)


def test_passages_without_a_catalogue_get_general_vectors_and_others_none(
    tmp_path: Path, libraries: dict[str, Library], fake_embedder: Embedder
) -> None:
    general = General()
    whole = made(tmp_path, libraries, fake_embedder, general)
    assert general.given == [indexed_text(passage) for passage in libraries["boats"].passages]
    assert read_part(tmp_path, "boats").library().general
    assert GENERAL not in read_part(tmp_path, "bread").counts
    of_boats, of_bread = np.split(whole.vectors[GENERAL], [len(libraries["boats"].passages)])
    np.testing.assert_allclose(of_boats, General().general_vectors(general.given), atol=1e-6)
    assert of_bread.shape == (len(libraries["bread"].passages), 2)
    assert not of_bread.any()


def test_without_a_cross_encoder_there_are_no_general_vectors(
    tmp_path: Path, libraries: dict[str, Library], fake_embedder: Embedder
) -> None:
    whole = made(tmp_path, libraries, fake_embedder, None)
    assert whole.vectors[GENERAL].size == 0
    assert not read_part(tmp_path, "boats").library().general


def test_progress_ends_when_all_is_made(tmp_path: Path, libraries: dict[str, Library], fake_embedder: Embedder) -> None:
    seen: list[tuple[int, int]] = []
    only = {"boats": libraries["boats"]}
    make_parts(tmp_path, only, fake_embedder, lambda *step: seen.append(step), General())
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert seen[-1][0] == seen[-1][1]


def test_a_query_is_embedded_by_the_general_model_too_where_passages_were(
    tmp_path: Path, libraries: dict[str, Library], fake_embedder: Embedder
) -> None:
    general = General()
    mixed = searcher(made(tmp_path, libraries, fake_embedder, General()), fake_embedder, general)
    ranking = mixed.search(QUERY).ranking
    assert general.given == [QUERY]
    signals, boats = ranking.signals, len(libraries["boats"].passages)
    texts = [indexed_text(passage) for passage in mixed.passages]
    by_hand = General().general_vectors(texts) @ General().general_vectors([QUERY])[0]
    np.testing.assert_allclose(signals[len(SIGNALS), :boats], by_hand[:boats], atol=1e-5)
    np.testing.assert_array_equal(signals[len(SIGNALS), boats:], signals[SIGNALS.index("passage"), boats:])


def test_the_general_model_is_not_asked_where_every_document_has_a_catalogue(
    tmp_path: Path, libraries: dict[str, Library], fake_embedder: Embedder
) -> None:
    general = General()
    catalogued = searcher(made(tmp_path, {"bread": libraries["bread"]}, fake_embedder, general), fake_embedder, general)
    signals = catalogued.search(QUERY).ranking.signals
    assert general.given == []
    np.testing.assert_array_equal(signals[len(SIGNALS)], signals[SIGNALS.index("passage")])


def test_an_index_with_general_vectors_is_searched_without_a_cross_encoder_by_its_own(
    tmp_path: Path, libraries: dict[str, Library], fake_embedder: Embedder
) -> None:
    """So it is where the packages with its weights were removed after the index was built."""
    whole = made(tmp_path, libraries, fake_embedder, General())
    signals = searcher(whole, fake_embedder, None).search(QUERY).ranking.signals
    np.testing.assert_array_equal(signals[len(SIGNALS)], signals[SIGNALS.index("passage")])
