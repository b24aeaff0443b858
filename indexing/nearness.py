"""How near a query is to the catalogue's questions: those that the library answers, and the known gaps."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indexing.learnt.weights import Vote, fitted_weights
from indexing.library import KnownGap, Question
from indexing.rank import Scores

# Two questions with this cosine ask the same: few that differ in a word that matters are as near. Chosen by reading the
# refusals of `dev`.
SAME_QUESTION = 0.7


@dataclass(frozen=True, slots=True, eq=False)
class Cosines:
    """Cosines of a query to each question with an answer and to each known gap, in the library's order."""

    answered: Scores
    gaps: Scores


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near a query is to questions that the library answers and to questions that it does not.

    `answered` and `gap` are the cosines of the nearest of each, 0 where the catalogue has none. `vote` in [0, 1] is
    the share of the answered ones among the nearest of both, the nearer counting more (0.5 without a catalogue).
    `nearest_gap` is the nearest known gap.
    """

    answered: float = 0.0
    gap: float = 0.0
    vote: float = 0.5
    nearest_gap: KnownGap | None = None


def nearness_of(readings: Sequence[Cosines], questions: Sequence[Question], gaps: Sequence[KnownGap]) -> Nearness:
    """The nearness of a query by the cosines of each way it is read, the whole one first; there is at least one.

    Of the votes the lowest counts: what the library says of the antecedent need not answer the follow-up.
    """
    if not questions:
        return Nearness()
    whole, weights = readings[0], fitted_weights().vote
    return Nearness(
        answered=float(whole.answered.max()),
        gap=float(whole.gaps.max(initial=0.0)),
        vote=min(vote(cosines, weights) for cosines in readings),
        nearest_gap=gaps[int(whole.gaps.argmax())] if gaps else None,
    )


def vote(cosines: Cosines, weights: Vote) -> float:
    """The share of questions with an answer among the nearest of all, the nearer counting more."""
    both = np.concatenate([cosines.answered, cosines.gaps])
    few = len(both) <= weights.voters
    nearest = np.arange(len(both)) if few else np.argpartition(-both, weights.voters)[: weights.voters]
    counts = np.exp(weights.sharpness * (both[nearest] - both.max()))
    return float(counts[nearest < len(cosines.answered)].sum() / counts.sum())
