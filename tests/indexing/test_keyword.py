"""Search by words: which words count, and that what is stored scores as what was built."""

from pathlib import Path

import numpy as np
import pytest

from corpus.errors import StoredIndexError
from indexing.keyword import KeywordIndex, places, tokens

TEXTS = ["Knead the dough by hand.", "A keel keeps a boat upright.", "Row the boat with both hands.", "Of the and."]


def test_words_are_compared_stemmed_and_without_stop_words() -> None:
    assert tokens("What are the Boats?") == tokens("a boat") == ["boat"]


def test_a_word_with_a_mark_inside_counts_whole_and_in_parts() -> None:
    assert set(tokens("person-centred")) >= set(tokens("person")) | set(tokens("centred"))
    assert "w1.6" in tokens("See W1.6")


def test_words_are_found_in_a_text_by_their_stem_with_their_marks() -> None:
    text = "İ Boats, a boat’s keel; person-centred rowing."
    assert [text[a:b] for a, b in places(text, tokens("boat row centred"))] == [
        "Boats", "boat’s", "person-centred", "rowing",
    ]  # fmt: skip
    assert places(text, []) == []


def test_a_text_that_holds_the_word_scores_and_the_others_do_not() -> None:
    scores = KeywordIndex.build(TEXTS).scores(tokens("boats"))
    assert scores.shape == (4,)
    assert [number for number, score in enumerate(scores) if score > 0] == [1, 2]


def test_the_rarer_word_scores_higher() -> None:
    index = KeywordIndex.build(TEXTS)
    assert index.scores(tokens("keel")).max() > index.scores(tokens("boat")).max()


@pytest.mark.parametrize("words", [[], ["marmalade"]])
def test_words_that_stand_nowhere_score_nothing(words: list[str]) -> None:
    assert KeywordIndex.build(TEXTS).scores(words).tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize("query", ["boat hands", "dough", "keel keel boat", "marmalade", ""])
def test_a_stored_index_scores_as_the_one_that_was_built(query: str, tmp_path: Path) -> None:
    built = KeywordIndex.build(TEXTS)
    built.save(tmp_path)
    loaded = KeywordIndex.load(tmp_path)
    np.testing.assert_array_equal(loaded.scores(tokens(query)), built.scores(tokens(query)))
    assert (loaded.size, loaded.frequency) == (built.size, built.frequency)


def test_an_index_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoredIndexError, match=r"cannot be read; run 'evenhand index --rebuild'"):
        KeywordIndex.load(tmp_path)
