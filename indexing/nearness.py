"""How near a query is to the catalogue's questions: those that the library answers, and the known gaps."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indexing.library import KnownGap, Question
from indexing.rank import Scores

# How many of the nearest questions vote on whether a query has an answer, and how much more the nearer ones count.
# Chosen on `dev` and the practice set within a plateau (20 to 100, 15 to 20): `python -m evals.fit refusal` prints it.
VOTERS, SHARPNESS = 50, 20.0
# How many of the nearest questions with an answer are named.
_NAMED = 3


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
    `questions` are the texts of the nearest questions with an answer, the nearest first; `nearest_gap` is the nearest
    known gap.
    """

    answered: float = 0.0
    gap: float = 0.0
    vote: float = 0.5
    questions: tuple[str, ...] = ()
    nearest_gap: KnownGap | None = None


def nearness_of(readings: Sequence[Cosines], questions: Sequence[Question], gaps: Sequence[KnownGap]) -> Nearness:
    """The nearness of a query by the cosines of each way it is read, the whole one first; there is at least one.

    Of the votes the lowest counts: what the library says of the antecedent need not answer the follow-up.
    """
    if not questions:
        return Nearness()
    whole = readings[0]
    first = min(_NAMED, len(whole.answered))
    nearest = np.argpartition(-whole.answered, first - 1)[:first]  # sorting them all would take longer than the search
    named = nearest[np.argsort(-whole.answered[nearest], kind="stable")]
    return Nearness(
        answered=float(whole.answered.max()),
        gap=float(whole.gaps.max(initial=0.0)),
        vote=min(map(vote, readings)),
        questions=tuple(questions[number].text for number in named),
        nearest_gap=gaps[int(whole.gaps.argmax())] if gaps else None,
    )


def vote(cosines: Cosines, voters: int = VOTERS, sharpness: float = SHARPNESS) -> float:
    """The share of questions with an answer among the nearest of all, the nearer counting more."""
    both = np.concatenate([cosines.answered, cosines.gaps])
    nearest = np.argpartition(-both, voters)[:voters] if len(both) > voters else np.arange(len(both))
    weights = np.exp(sharpness * (both[nearest] - both.max()))
    return float(weights[nearest < len(cosines.answered)].sum() / weights.sum())
