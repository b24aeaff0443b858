"""Labelled vectors -> the few that vote as all of them do: prototypes for nearest neighbours (Hart 1968).

Prototypes are what is left when those go, one by one, without which the others are told apart as well as with them.
How well that is says the loss of Goldberger et al. 2004: for each vector, minus the logarithm of the share that its own
class has among its neighbours, the nearer ones counting more.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexing.embed import Vectors
from indexing.learnt.weights import fitted_weights

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]

# How much more the nearer neighbours count: as in the vote of `indexing.nearness`, whose own is fitted afterwards.
_SHARPNESS = 20.0
# How many neighbours of each vector are compared; of 12,000 left of 51,000 that leaves the thirty that may vote.
_NEIGHBOURS = 128
# The share that goes in one round, after which all costs are reckoned anew; a smaller one takes longer.
_ROUND = 0.04
# Vectors whose neighbours are looked for at once: their cosines to all take 200 MB.
_AT_ONCE = 1000
# A voter never counts for quite all, so that losing the last one of a class has a price.
_ALMOST_ALL = 0.9999


@dataclass(frozen=True, slots=True, eq=False)
class Labelled:
    """Vectors with their classes, `none` of them by -1; those with a class come first.

    `classes` is filled up with -2, shape (vectors, most classes of one). `own` and `others`, shape (with a class,),
    are votes that stay whatever goes: for the classes of each vector, and for all classes.
    """

    vectors: Vectors
    classes: Numbers
    own: NDArray[np.float32]
    others: NDArray[np.float32]

    @property
    def answered(self) -> int:
        """How many have a class."""
        return len(self.own)


@dataclass(frozen=True, slots=True, eq=False)
class Neighbours:
    """For each vector the numbers of its nearest others, their votes, and which of them share a class with it."""

    numbers: Numbers
    votes: NDArray[np.float32]
    same: Mask


def kernel(cosines: Vectors) -> NDArray[np.float32]:
    """How much a neighbour counts at a cosine."""
    return np.asarray(np.exp(fitted_weights().vote.sharpness * (cosines - 1)), dtype=np.float32)


def neighbours_of(labelled: Labelled) -> Neighbours:
    """The nearest neighbours of each vector, the nearest first: shape (vectors, neighbours)."""
    vectors, size = labelled.vectors, len(labelled.vectors)
    count = min(_NEIGHBOURS, size - 1)
    numbers = np.empty((size, count), dtype=np.int64)
    votes = np.empty((size, count), dtype=np.float32)
    for start in range(0, size, _AT_ONCE):
        cosines = vectors[start : start + _AT_ONCE] @ vectors.T
        rows = np.arange(len(cosines))
        cosines[rows, start + rows] = -2
        nearest = np.argpartition(-cosines, count - 1, axis=1)[:, :count]
        nearest = np.take_along_axis(nearest, np.argsort(-np.take_along_axis(cosines, nearest, 1), 1, "stable"), 1)
        numbers[start : start + _AT_ONCE] = nearest
        votes[start : start + _AT_ONCE] = kernel(np.take_along_axis(cosines, nearest, 1))
    return Neighbours(numbers, votes, _same_class(labelled.classes, numbers))


def _same_class(classes: Numbers, numbers: Numbers) -> Mask:
    same = np.zeros(numbers.shape, dtype=np.bool_)
    for mine in classes.T:
        having = np.flatnonzero(mine != -2)
        for theirs in classes.T:
            same[having] |= mine[having, None] == theirs[numbers[having]]
    return same


def spread(vectors: Vectors, groups: Sequence[Sequence[int]], count: int) -> Mask:
    """Which are the `count` of each group that are furthest apart, beginning with the one in its middle."""
    chosen = np.zeros(len(vectors), dtype=np.bool_)
    for group in groups:
        members = vectors[list(group)]
        nearest = np.full(len(members), -2, dtype=np.float32)
        number = int((members @ members.mean(axis=0)).argmax())
        for _ in range(min(count, len(members))):
            chosen[group[number]] = True
            nearest = np.maximum(nearest, members @ members[number])
            nearest[number] = np.inf
            number = int(nearest.argmin())
    return chosen


def prototypes(labelled: Labelled, near: Neighbours, kinds: Numbers, always: Mask, count: int) -> Mask:
    """Which `count` of the vectors stay, among them `always`.

    Vectors of one kind count together as much as those of any other. Twice is asked what each neighbour is worth: to
    tell the vector's class from all else, and for one with a class from the other classes.
    """
    sizes = np.bincount(kinds)
    weights = (len(kinds) / np.count_nonzero(sizes) / np.maximum(sizes, 1))[kinds].astype(np.float32)
    stay = np.ones(len(kinds), dtype=np.bool_)
    while stay.sum() > max(count, always.sum()):
        cost = _costs(labelled, near, stay, weights)
        cost[always] = np.inf
        cost[~stay] = np.inf
        most = min(max(1, int(_ROUND * stay.sum())), int(stay.sum()) - count, int(np.isfinite(cost).sum()))
        stay[_going(cost, near.numbers, stay, most)] = False
    return stay


def _costs(labelled: Labelled, near: Neighbours, stay: Mask, weights: NDArray[np.float32]) -> NDArray[np.float64]:
    """How much the loss of all others grows when a vector goes: shape (vectors,)."""
    answered = labelled.answered
    votes = near.votes * stay[near.numbers]
    # Those too far to be among the neighbours count as one at the distance of the last.
    own, every = near.votes[:, -1].copy(), near.votes[:, -1].copy()
    own[:answered] += labelled.own
    every[:answered] += labelled.others
    of_own = _lost(votes * near.same, own)
    cost = (_lost(votes, every) - of_own) * weights[:, None]
    among = votes[:answered] * (near.numbers[:answered] < answered)
    cost[:answered] += (_lost(among, every[:answered]) - of_own[:answered]) * weights[:answered, None]
    costs = np.bincount(near.numbers.ravel(), weights=cost.ravel(), minlength=len(weights))
    return np.asarray(costs, dtype=np.float64)


def _lost(votes: NDArray[np.float32], beside: NDArray[np.float32]) -> NDArray[np.float32]:
    """By how much the logarithm of all votes of a row changes without each of them."""
    shares = votes / (votes.sum(axis=1) + beside)[:, None]
    return np.asarray(np.log1p(-np.minimum(shares, np.float32(_ALMOST_ALL))))


def _going(cost: NDArray[np.float64], numbers: Numbers, stay: Mask, most: int) -> list[int]:
    """The cheapest ones, but not one whose nearest neighbour of those that stay goes in the same round."""
    going: dict[int, None] = {}
    cheapest = [int(number) for number in np.argsort(cost, kind="stable") if np.isfinite(cost[number])]
    for number in cheapest:
        nearest = numbers[number][stay[numbers[number]]]
        if not len(nearest) or int(nearest[0]) not in going:
            going[number] = None
        if len(going) == most:
            break
    return list(going) or cheapest[:1]
