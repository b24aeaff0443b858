"""Chooses the thresholds of the check on wording, on one half of the honest sentences and the lies."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from assistant.writing.checks.thresholds import Thresholds
from assistant.writing.checks.wording import Wording

# Honest sentences that thresholds may drop: one in twenty. More lies could be caught, but a model whose honest
# sentences are replaced more often than that would seem broken.
_DROPPED = 0.05
# What is tried, from strict to lax. Three new words in a row are enough to state something new, so at most two pass.
_LIKE = (0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5)
_COVERED = (0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5)
_COVERED_PART = (0.46, 0.43, 0.4, 0.37, 0.34, 0.31, 0.28)
_NEW_IN_A_ROW = (1, 2)
_NEAR = (0.7, 0.65, 0.6, 0.55, 0.5, 0.45, 0.4, 0.35, 0.3)


@dataclass(frozen=True, slots=True)
class Measured:
    """A sentence, honest or a lie; `fails` if it is not shown whatever the thresholds are."""

    honest: bool
    fails: bool
    wording: Wording


@dataclass(frozen=True, slots=True)
class Scored:
    """Thresholds with the lies that pass under them and the honest sentences that they drop."""

    thresholds: Thresholds
    passed: int
    dropped: int


def choose(sentences: Sequence[Measured], in_force: Thresholds) -> Scored:
    """The thresholds that let the fewest lies pass and drop at most one honest sentence in twenty.

    Where several do equally well, the ones that drop fewest; of those the ones in force, else the strictest. Raises
    LookupError where all of them drop more.
    """
    honest = sum(sentence.honest for sentence in sentences)
    limit = int(_DROPPED * honest)
    allowed = [scored for scored in _score(sentences) if scored.dropped <= limit]
    if not allowed:
        raise LookupError(f"All thresholds drop more than {limit} of {honest} honest sentences; mend the checks first.")
    return min(allowed, key=lambda scored: (scored.passed, scored.dropped, scored.thresholds != in_force))


def _score(sentences: Sequence[Measured]) -> Iterator[Scored]:
    """Every combination of thresholds, scored on the sentences."""
    honest = np.array([sentence.honest for sentence in sentences])
    always = np.array([sentence.fails for sentence in sentences])
    wordings = [sentence.wording for sentence in sentences]
    nearness = np.array([wording.nearness for wording in wordings])
    for like in _LIKE:
        covered = np.array([wording.covered(like) for wording in wordings])
        part = np.array([wording.poorest_part(like) for wording in wordings])
        new = np.array([wording.new_in_a_row(like) for wording in wordings])
        for limits in product(_COVERED, _COVERED_PART, _NEW_IN_A_ROW, _NEAR):
            fails = always | (covered < limits[0]) | (part < limits[1]) | (new > limits[2]) | (nearness < limits[3])
            yield Scored(Thresholds(like, *limits), int((~fails & ~honest).sum()), int((fails & honest).sum()))
