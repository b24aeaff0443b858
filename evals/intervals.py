"""Figures with their 95 % intervals, from resampled items; a dialogue is resampled as a whole."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binomtest

from evals.outcome import Figure, Outcome

_RESAMPLES, _SEED = 1000, 20261122
# The times, by the share of the turns that were answered within them.
PERCENTILES = {"milliseconds p50": 0.5, "milliseconds p95": 0.95}
# Every figure, in the order in which they are shown.
FIGURES = (
    "hit@1", "hit@3", "hit@5", "hit@10", "MRR", "nDCG@10", "recall@5", "recall@10",
    "facts", "full answers", "first words", "citation precision", "citation recall", "verbatim", "words",
    "refused", "held back", "wrongly refused", "wrongly refused, full", "wrongly refused, partly",
    "refusal precision", "refusal F1", "sources under a refusal", "about itself",
    "unsupported sentences", "answers by the model", "sentences borne out",
    "milliseconds p50", "milliseconds p95", "errors",
)  # fmt: skip

Floats = NDArray[np.float64]
Draws = NDArray[np.int64]
Statistic = Callable[[Draws], Floats]


@dataclass(frozen=True, slots=True)
class _Sums:
    """For each item, the sum and the weight that it adds to a figure; the figure is total sum over total weight."""

    value: Floats
    weight: Floats


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure in two runs; None where no turn of that run has a score for it.

    `interval` is the 95 % interval of after - before, or None where either is missing. `moved` counts the items in
    which the figure rose and those in which it fell; `chance` is the p-value of the sign test on these two counts.
    """

    name: str
    before: float | None
    after: float | None
    interval: tuple[float, float] | None
    moved: tuple[int, int]
    chance: float


def figures(outcomes: Sequence[Outcome]) -> dict[str, Figure]:
    """Every figure for which these outcomes have a score, by name."""
    found = {}
    for name in FIGURES:
        items = [item for item in _by_item(outcomes) if any(_part(turn, name) for turn in item)]
        if items:
            found[name] = _figure(items, name)
    return found


def _figure(items: list[list[Outcome]], name: str) -> Figure:
    low, high = np.percentile(statistic_of(items, name)(resamples(len(items))), [2.5, 97.5])
    turns = sum(_part(turn, name) is not None for item in items for turn in item)
    return Figure(round(_value(items, name) or 0.0, 4), round(float(low), 4), round(float(high), 4), turns)


def difference(before: Sequence[Outcome], after: Sequence[Outcome], name: str) -> Difference | None:
    """How a figure differs between two runs of the same turns; None where neither run has a score for it.

    Both runs are resampled with the same draws. Whether an item rose or fell is decided by its own two values.
    """
    pairs = [
        pair
        for pair in zip(_by_item(before), _by_item(after), strict=True)
        if any(_part(turn, name) for item in pair for turn in item)
    ]
    if not pairs:
        return None
    sides = [[pair[side] for pair in pairs] for side in (0, 1)]
    first, second = (_value(items, name) for items in sides)
    alone = [(_value([one], name), _value([other], name)) for one, other in pairs]
    both = [(one, other) for one, other in alone if one is not None and other is not None]
    rose, fell = sum(other > one for one, other in both), sum(other < one for one, other in both)
    chance = float(binomtest(rose, rose + fell).pvalue) if rose + fell else 1.0
    interval = None if first is None or second is None else _paired_interval(sides, name)
    return Difference(name, first, second, interval, (rose, fell), chance)


def _value(items: list[list[Outcome]], name: str) -> float | None:
    if not any(_part(turn, name) for item in items for turn in item):
        return None
    return float(statistic_of(items, name)(np.arange(len(items))[None, :])[0])


def _paired_interval(sides: list[list[list[Outcome]]], name: str) -> tuple[float, float]:
    draws = resamples(len(sides[0]))
    first, second = (statistic_of(items, name)(draws) for items in sides)
    low, high = np.nanpercentile(second - first, [2.5, 97.5])
    return float(low), float(high)


def resamples(count: int) -> Draws:
    """1,000 draws of `count` items with replacement, the same each time; shape (1000, count)."""
    return np.random.default_rng(_SEED).integers(count, size=(_RESAMPLES, count))


def statistic_of(items: list[list[Outcome]], name: str) -> Statistic:
    """The figure as a function of draws of items, shape (draws, items): a value for each, nan where none scores."""
    return _percentile(items, PERCENTILES[name]) if name in PERCENTILES else _ratio(_sums(items, name))


def _ratio(sums: _Sums) -> Statistic:
    def ratio(draws: Draws) -> Floats:
        weight = sums.weight[draws].sum(axis=1)
        value = sums.value[draws].sum(axis=1)
        quotient: Floats = np.divide(value, weight, out=np.full_like(value, np.nan), where=weight > 0)
        return quotient

    return ratio


def _percentile(items: list[list[Outcome]], share: float) -> Statistic:
    """The shortest time within which at least this share of the drawn turns was answered."""
    times = [(turn.milliseconds, n) for n, item in enumerate(items) for turn in item if turn.milliseconds is not None]
    ordered = sorted(times)
    values = np.array([time for time, _ in ordered])
    owners = np.array([owner for _, owner in ordered])

    def percentile(draws: Draws) -> Floats:
        drawn = np.stack([np.bincount(draw, minlength=len(items)) for draw in draws])
        passed = drawn[:, owners].cumsum(axis=1)
        first: NDArray[np.int64] = (passed >= share * passed[:, -1:]).argmax(axis=1)
        return values[first]

    return percentile


def _sums(items: list[list[Outcome]], name: str) -> _Sums:
    parts = [[part for turn in item if (part := _part(turn, name))] for item in items]
    return _Sums(
        np.array([sum(value for value, _ in item) for item in parts], dtype=np.float64),
        np.array([sum(weight for _, weight in item) for item in parts], dtype=np.float64),
    )


def _part(turn: Outcome, name: str) -> tuple[float, float] | None:
    """What a turn adds to a figure, and with what weight; None where it has no score for it."""
    if name in PERCENTILES:
        return None if turn.milliseconds is None else (turn.milliseconds, 1.0)
    if name == "refusal F1":
        # 2 TP / (2 TP + FP + FN): a right refusal adds two above and below, a wrong or missing one adds one below.
        rightly, wrongly = turn.scores.get("refused"), turn.scores.get("wrongly refused")
        if rightly:
            return 2.0, 2.0
        return (0.0, 1.0) if rightly == 0 or wrongly else None
    return (turn.scores[name], 1.0) if name in turn.scores else None


def _by_item(outcomes: Sequence[Outcome]) -> list[list[Outcome]]:
    items: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        items.setdefault(outcome.item, []).append(outcome)
    return list(items.values())
