"""The nearest come first, and what must not be drawn comes last."""

from dataclasses import replace

import numpy as np
import pytest

from indexing.embed import Embedder
from indexing.library import KnownGap, Library, Question
from indexing.training.nearest import Nearest


@pytest.fixture
def nearest(eight_homes: Library, fake_embedder: Embedder) -> Nearest:
    return Nearest(eight_homes, fake_embedder)


def passages_of_questions(library: Library, numbers: np.ndarray) -> np.ndarray:
    return np.array([question.passage for question in library.questions])[numbers]


def test_a_known_gaps_own_sentence_comes_first(eight_homes: Library, nearest: Nearest) -> None:
    own = [gap.passage for gap in eight_homes.gaps[:-1]]
    assert nearest.own_sentences_to_gaps(1)[:-1, 0].tolist() == own
    assert nearest.sentences_to_gaps(1)[:-1, 0].tolist() == own
    assert nearest.sentences_to_gaps(3).shape == (len(eight_homes.gaps), 3)


def test_a_sentence_is_as_near_as_the_nearest_question_it_answers(
    eight_homes: Library, fake_embedder: Embedder
) -> None:
    library = replace(
        eight_homes, questions=[Question(5, 0, "Which bus")], gaps=[KnownGap("Which bus leaves", None, premise=False)]
    )
    assert Nearest(library, fake_embedder).sentences_to_gaps(1).tolist() == [[5]]


def test_the_questions_nearest_to_a_known_gap_are_of_its_own_home(eight_homes: Library, nearest: Nearest) -> None:
    found = nearest.questions_to_gaps(2)
    assert passages_of_questions(eight_homes, found)[:-1, 0].tolist() == [gap.passage for gap in eight_homes.gaps[:-1]]


def test_other_sentences_are_of_other_passages_until_none_is_left(eight_homes: Library, nearest: Nearest) -> None:
    found = nearest.other_sentences(8)
    own = np.array([question.passage for question in eight_homes.questions])
    assert (found[:, :7] != own[:, None]).all()
    assert (found[:, 7] == own).all()


def test_other_questions_are_of_other_sentences_and_none_means_the_same(
    eight_homes: Library, fake_embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = np.array([question.passage for question in eight_homes.questions])
    found = Nearest(eight_homes, fake_embedder).other_questions(14)
    assert (passages_of_questions(eight_homes, found) != own[:, None]).all()
    alike = found[0, 0]
    assert eight_homes.questions[alike].text.startswith("How many beds has")
    monkeypatch.setattr("indexing.training.nearest._TOO_NEAR", 0.7)
    assert alike not in Nearest(eight_homes, fake_embedder).other_questions(7)[0]


def test_texts_looked_up_in_parts_have_the_same_nearest(
    eight_homes: Library, nearest: Nearest, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = nearest.own_sentences_to_gaps(4)
    monkeypatch.setattr("indexing.training.nearest._AT_ONCE", 3)
    assert np.array_equal(nearest.own_sentences_to_gaps(4), whole)
