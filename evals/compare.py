"""Two results on the same questions -> how their figures differ, which questions got better or worse, what fell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evals.intervals import FIGURES, Difference, difference, figures
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


@dataclass(frozen=True, slots=True)
class Comparison:
    """`figures` are by group ("all", "later turns"); `better` and `worse` hold pairs of outcomes, before and after."""

    figures: Mapping[str, Sequence[Difference]]
    better: Sequence[tuple[Outcome, Outcome]]
    worse: Sequence[tuple[Outcome, Outcome]]


def compare(before: Result, after: Result) -> Comparison:
    """Compare two results over the turns that both ran.

    Raises ResultFileError when they come from different question sets or share no turn.
    """
    first, second = _shared(before, after)
    groups = {"all": (first, second), "later turns": (_later(first), _later(second))}
    differences = {
        group: [found for name in FIGURES if (found := difference(*pair, name))] for group, pair in groups.items()
    }
    pairs = list(zip(first, second, strict=True))
    return Comparison(
        differences,
        [(a, b) for a, b in pairs if quality(b) > quality(a)],
        [(a, b) for a, b in pairs if quality(b) < quality(a)],
    )


def quality(outcome: Outcome) -> tuple[float, ...]:
    """How good an outcome is; what matters most comes first: right or not, facts, citations, rank of the first gold."""
    scores = outcome.scores
    if not outcome.answerable:
        return (scores["about itself"] if "about itself" in scores else scores["refused"],)
    names = ("full answers", "facts", "citation recall", "citation precision", "MRR")
    return tuple(scores.get(name, 0.0) for name in names)


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
    if before.questions != after.questions:
        raise ResultFileError(
            "The two results come from different question sets and cannot be compared; run 'evenhand eval' again for "
            "the older one, or 'evenhand eval --baseline' if the questions have changed."
        )
    if not before.outcomes:
        raise ResultFileError(f"The baseline of {before.system} holds only figures; name another result of it.")
    first = {outcome.id: outcome for outcome in before.outcomes}
    second = {outcome.id: outcome for outcome in after.outcomes}
    shared = [id_ for id_ in second if id_ in first]
    if not shared:
        raise ResultFileError("The two results have no question in common; run the same split for both.")
    return [first[id_] for id_ in shared], [second[id_] for id_ in shared]


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
