"""Prototypes: a few of many labelled vectors, which tell the others apart as all of them do."""

import numpy as np
import pytest

from indexing.embed import Vectors
from indexing.training.prototypes import Labelled, Mask, Neighbours, neighbours_of, prototypes, spread

NOTHING = np.zeros(80, dtype=bool)


def directions(*degrees: float) -> Vectors:
    turned = np.radians(degrees)
    return np.stack([np.cos(turned), np.sin(turned)], axis=1).astype(np.float32)


@pytest.fixture
def labelled() -> Labelled:
    """Eighty directions over a half circle: twenty each of two passages, and forty that have no answer."""
    classes = np.repeat([0, 1, -1], [20, 20, 40])[:, None]
    few = np.full(40, 1e-3, dtype=np.float32)
    return Labelled(directions(*np.linspace(0, 179, 80)), classes, few, few * 2)


@pytest.fixture
def near(labelled: Labelled) -> Neighbours:
    return neighbours_of(labelled)


def made(labelled: Labelled, near: Neighbours, always: Mask, count: int) -> Mask:
    return prototypes(labelled, near, np.repeat([0, 1], 40), always, count)


def test_neighbours_are_the_nearest_others_in_order(near: Neighbours) -> None:
    assert near.numbers[0, :3].tolist() == [1, 2, 3]
    assert set(near.numbers[40, :2].tolist()) == {39, 41}
    assert not any(number in row for number, row in enumerate(near.numbers.tolist()))
    assert near.same[0, :3].all()
    assert not near.same[79, near.numbers[79] < 40].any()


def test_a_vector_of_two_classes_shares_either() -> None:
    classes = np.array([[0, 1], [1, -2], [2, -2], [-1, -2], [-1, -2]])
    two = Labelled(directions(0, 10, 20, 30, 40), classes, np.zeros(3, np.float32), np.zeros(3, np.float32))
    near = neighbours_of(two)
    assert near.numbers[0][near.same[0]].tolist() == [1]
    assert near.numbers[3][near.same[3]].tolist() == [4]


@pytest.mark.parametrize("count", [8, 12, 40])
def test_so_many_stay_of_every_class_and_vote_as_all_did(labelled: Labelled, near: Neighbours, count: int) -> None:
    stay = made(labelled, near, NOTHING, count)
    assert stay.sum() == count
    cosines = labelled.vectors @ labelled.vectors[stay].T
    nearest = labelled.classes[stay, 0][cosines.argmax(axis=1)]
    assert (nearest == labelled.classes[:, 0]).mean() > 0.85


def test_what_must_stay_stays_even_where_it_is_more_than_asked_for(labelled: Labelled, near: Neighbours) -> None:
    always = NOTHING.copy()
    always[10:20] = True
    assert made(labelled, near, always, 12)[10:20].all()
    np.testing.assert_array_equal(made(labelled, near, always, 4), always)


def test_the_same_is_chosen_every_time(labelled: Labelled, near: Neighbours) -> None:
    np.testing.assert_array_equal(made(labelled, near, NOTHING, 15), made(labelled, near, NOTHING, 15))


def test_a_group_is_spread_from_its_middle() -> None:
    vectors = directions(0, 40, 45, 50, 90, 5)
    assert np.flatnonzero(spread(vectors, [range(6)], 1)).tolist() == [1]
    assert np.flatnonzero(spread(vectors, [range(6)], 2)).tolist() == [1, 4]
    assert np.flatnonzero(spread(vectors, [range(6)], 3)).tolist() == [0, 1, 4]
    assert spread(vectors, [[0], [4]], 3).sum() == 2
