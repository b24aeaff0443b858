"""Two results -> what they were made from, how their figures differ, which questions got worse or better, what fell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from evals.inputs import differing, same_items
from evals.intervals import FIGURES, PERCENTILES, Difference, difference, figures
from evals.outcome import Figure, Outcome, Result, ResultFileError, read_result

BASELINES = Path(__file__).parent / "baselines"
LOWER_IS_BETTER = (
    "words",
    "wrongly refused",
    "wrongly refused, full",
    "wrongly refused, partly",
    "unsupported sentences",
    "sources under a refusal",
    "milliseconds p50",
    "milliseconds p95",
    "errors",
)
# The figures that must not fall, over all turns or over the later turns of dialogues.
_HEADLINE = (
    *(("all", name) for name in (
        "hit@1", "hit@5", "recall@10", "full answers", "facts", "citation precision", "citation recall", "verbatim",
        "first words", "refused", "held back", "wrongly refused",
    )),
    ("later turns", "hit@5"),
)  # fmt: skip


# What makes a turn better or worse, what matters most first.
_MATTERS = (
    "errors", "about itself", "refused", "held back", "wrongly refused", "full answers", "facts", "first words",
    "citation recall", "recall@10", "recall@5", "citation precision", "MRR", "verbatim", "sources under a refusal",
    "unsupported sentences",
)  # fmt: skip

Pair = tuple[Outcome, Outcome]
Change = Literal["worse", "mixed", "better", "same"]
Standing = Literal["worse", "better", "", "time"]
# Fewer items than this can all move the same way by chance: the sign test needs six for a p-value below .05.
_HANDFUL = 6


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs side by side, over the items that are the same in both.

    `inputs` are lines on what the runs were made from, where that differs; `figures` are by group ("all", "later
    turns"). `worse`, `mixed` and `better` hold pairs of outcomes, before and after, those that moved most first.
    """

    inputs: Sequence[str]
    items: int
    figures: Mapping[str, Sequence[Difference]]
    worse: Sequence[Pair]
    mixed: Sequence[Pair]
    better: Sequence[Pair]


def compare(before: Result, after: Result) -> Comparison:
    """Compare two results over the turns of the items that both asked and that did not change.

    Raises ResultFileError where there are none, or where it cannot be known which these are.
    """
    first, second = _shared(before, after)
    groups = {"all": (first, second), "later turns": (_later(first), _later(second))}
    differences = {
        group: [found for name in FIGURES if (found := difference(*pair, name))] for group, pair in groups.items()
    }
    pairs = sorted(zip(first, second, strict=True), key=_how_far)
    moved = {way: [pair for pair in pairs if change(*pair) == way] for way in ("worse", "mixed", "better")}
    items = len({outcome.item for outcome in second})
    return Comparison(differing(before, after), items, differences, moved["worse"], moved["mixed"], moved["better"])


def change(before: Outcome, after: Outcome) -> Change:
    """How a turn changed, by the measure that matters most of those that moved.

    It is better only where no measure that matters fell; where one fell it is "mixed".
    """
    moved = [size for _, size in _moved(before, after)]
    if not moved:
        return "same"
    if moved[0] < 0:
        return "worse"
    return "mixed" if min(moved) < 0 else "better"


def _how_far(pair: Pair) -> tuple[float, float]:
    """What puts the turns that moved most first: by a measure that matters more, then by more of it."""
    moved = _moved(*pair)
    return (moved[0][0], -abs(moved[0][1])) if moved else (len(_MATTERS), 0.0)


def _moved(before: Outcome, after: Outcome) -> list[tuple[int, float]]:
    """The measures that moved, by their places among those that matter, and how far; below 0 is worse."""
    found = []
    for place, name in enumerate(_MATTERS):
        if name in before.scores and name in after.scores and before.scores[name] != after.scores[name]:
            rise = after.scores[name] - before.scores[name]
            found.append((place, -rise if name in LOWER_IS_BETTER else rise))
    return found


def is_unchanged(moved: Difference) -> bool:
    """Whether a figure is the same in both runs, in every item."""
    return moved.before == moved.after and moved.moved == (0, 0)


def standing(moved: Difference) -> Standing:
    """Which way a figure clearly moved: enough items moved, and the interval of the difference does not include 0.

    Times stand apart: they say nothing of the answers, and depend on the machine and on what else it did.
    """
    if moved.name in PERCENTILES:
        return "time"
    if sum(moved.moved) < _HANDFUL or moved.interval is None or moved.interval[0] <= 0 <= moved.interval[1]:
        return ""
    return "better" if (moved.interval[0] > 0) != (moved.name in LOWER_IS_BETTER) else "worse"


def falls(result: Result, baseline: Result) -> list[str]:
    """A line for each headline figure that is below the baseline's by more than half the baseline's interval.

    Both are computed over the turns that the result ran. Raises what `compare` raises.
    """
    first, second = _shared(baseline, result)
    found = []
    for group, name in _HEADLINE:
        wanted, had = (figures(_later(part) if group == "later turns" else part).get(name) for part in (first, second))
        if wanted and had and _loss(wanted, had, name) > (wanted.high - wanted.low) / 2:
            found.append(
                f"{name} ({group}): {had.value:.3f}, where the baseline has {wanted.value:.3f} "
                f"[{wanted.low:.3f}, {wanted.high:.3f}]"
            )
    return found


def _loss(wanted: Figure, had: Figure, name: str) -> float:
    return had.value - wanted.value if name in LOWER_IS_BETTER else wanted.value - had.value


def _later(outcomes: Sequence[Outcome]) -> list[Outcome]:
    return [outcome for outcome in outcomes if outcome.turn > 1]


def _shared(before: Result, after: Result) -> tuple[list[Outcome], list[Outcome]]:
    """The outcomes of the turns that both ran, in the order of the later run."""
    items = same_items(before, after)
    first = {outcome.id: outcome for outcome in before.outcomes if outcome.item in items}
    second = [outcome for outcome in after.outcomes if outcome.id in first]
    return [first[outcome.id] for outcome in second], second


def read_baseline(system: str) -> Result:
    """The result below which a system's figures must not fall.

    Raises ResultFileError saying which command writes it, where there is none.
    """
    path = BASELINES / f"{system}.json"
    if not path.exists():
        raise ResultFileError(
            f"There is no baseline of {system} yet; 'evenhand eval --baseline --system {system}' writes it to {path}."
        )
    return read_result(path)


def as_baseline(result: Result) -> Result:
    """The part of a result that is kept in `baselines/`: a rival's figures only, Evenhand's answers too."""
    if result.system != "evenhand":
        return replace(result, outcomes=())
    outcomes = [replace(outcome, passages=(), statements=(), citations=()) for outcome in result.outcomes]
    return replace(result, outcomes=tuple(outcomes))
