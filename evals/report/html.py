"""A result -> one HTML file that needs no other: figures, plots, and every question with its answer, misses first.

With a comparison it also says what differs from an earlier run, and what got worse comes before all.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from evals.compare import LOWER_IS_BETTER, Comparison, is_unchanged, standing
from evals.intervals import FIGURES, Difference
from evals.outcome import Figure, Outcome, Result, ResultFileError
from evals.report.charts import charts, whole_split
from evals.report.number import as_number
from evals.report.terminal import CHANGES, STANDINGS
from evals.system import REFUSALS

# What each figure says, for somebody who sees its name for the first time.
MEANINGS = {
    **{f"hit@{k}": f"one of the first {k} passages holds the answer" for k in (3, 5, 10)},
    "hit@1": "the first passage holds the answer",
    "MRR": "mean of 1 / rank of the first passage that holds the answer",
    "nDCG@10": "how close the first ten passages are to the best possible order",
    "recall@5": "share of the expected passages among the first five",
    "recall@10": "share of the expected passages among the first ten",
    "facts": "share of the expected facts that the answer states",
    "full answers": "the answer states every vital fact",
    "first words": "the first 40 words of the answer state a vital fact",
    "citation precision": "share of the citations that support the answer",
    "citation recall": "share of the expected passages that are cited",
    "verbatim": "share of the quotations that stand letter for letter in their document",
    "words": "words in an answer",
    "unsupported sentences": "the model's sentences with a number or name that their citations lack; must be 0",
    "answers by the model": "share of the answers that a language model wrote",
    "sentences borne out": "share of the model's sentences that passed the check and were shown",
    "refused": "share refused of the questions that the library does not answer",
    "held back": "share of these that are refused, or answered as only touched on (partial)",
    "wrongly refused": "share refused of the questions that it answers",
    "wrongly refused, full": "the same of those that it answers in full",
    "wrongly refused, partly": "the same of those of which it answers a part",
    "refusal precision": "share of the refusals that were right",
    "refusal F1": "precision and recall of refusing in one figure",
    "sources under a refusal": "sources shown under a refusal; must be 0",
    "about itself": "share of the questions on the library itself answered, without citing a document",
    "milliseconds p50": "half of the answers took this long or less",
    "milliseconds p95": "95 % of the answers took this long or less",
    "errors": "share of the questions that raised an error",
}


# What becomes of a turn, the worst first: the report puts the questions in this order.
_VERDICTS = (
    "failed",
    "answered, but the library has no answer",
    "wrongly refused",
    "none of the expected facts",
    "did not tell about itself",
    "part of the answer",
    "full answer",
    "told about itself",
    "rightly refused",
)


@dataclass(frozen=True, slots=True)
class _Shown:
    """A turn as the page shows it; `before` is its outcome in the earlier run, None where that is not to be shown."""

    turn: Outcome
    verdict: str
    change: str = ""
    before: Outcome | None = None


def write_report(result: Result, path: Path, comparison: Comparison | None = None) -> None:
    """Write the report of a result. Raises ResultFileError where the file cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(as_html(result, comparison), encoding="utf-8")
    except OSError as error:
        raise ResultFileError(
            f"The report cannot be written to {path} ({error.strerror}); name a file that can be."
        ) from error


def as_html(result: Result, comparison: Comparison | None = None) -> str:
    """The report as one page, with its style and script inside."""
    page = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    page.filters["number"] = as_number
    shown = _shown(result, comparison)
    counts = Counter(one.verdict for one in shown)
    return page.from_string(_file("report.html")).render(
        result=result,
        comparison=comparison,
        compared=_compared(comparison) if comparison else [],
        lower_is_better=LOWER_IS_BETTER,
        style=Markup(_file("report.css")),  # noqa: S704 - our own file
        script=Markup(_file("report.js")),  # noqa: S704 - our own file
        tables=_tables(result),
        meanings=MEANINGS,
        charts=[(chart, Markup(chart.svg)) for chart in charts(result)],  # noqa: S704 - matplotlib escapes its texts
        shown=shown,
        verdicts=[(verdict, counts[verdict]) for verdict in _VERDICTS if counts[verdict]],
        choices={
            "kind": ("Kind", _distinct([outcome.kind for outcome in result.outcomes])),
            "split": ("Split", _distinct([outcome.split for outcome in result.outcomes])),
            "verdict": ("Outcome", [verdict for verdict in _VERDICTS if counts[verdict]]),
            **({"change": ("Since before", _distinct([one.change for one in shown]))} if comparison else {}),
        },
    )


def _shown(result: Result, comparison: Comparison | None) -> list[_Shown]:
    """The turns, those that got worse first, then the misses; an earlier answer to a test question is not shown."""
    moved = {} if comparison is None else _moved(comparison)
    shown = []
    for turn in result.outcomes:
        change, before = moved.get(turn.id, ("no change" if comparison else "", None))
        shown.append(_Shown(turn, verdict(turn), change, before if turn.split != "test" else None))
    order = list(CHANGES.values())[:2]
    return sorted(
        shown,
        key=lambda one: (order.index(one.change) if one.change in order else 2, _VERDICTS.index(one.verdict)),
    )


def _moved(comparison: Comparison) -> dict[str, tuple[str, Outcome]]:
    """What is said of each turn that changed, with its outcome before, by its id."""
    parts = (comparison.worse, comparison.mixed, comparison.better)
    return {
        after.id: (said, before) for said, pairs in zip(CHANGES.values(), parts, strict=True) for before, after in pairs
    }


def _compared(comparison: Comparison) -> list[tuple[str, list[tuple[str, list[Difference]]]]]:
    """For each group of turns, the figures that changed by how clearly they did, what got worse first, times last."""
    return [
        (group, [(said, part) for way, said in STANDINGS.items() if (part := [d for d in moved if standing(d) == way])])
        for group, differences in comparison.figures.items()
        if (moved := [one for one in differences if not is_unchanged(one)])
    ]


def verdict(outcome: Outcome) -> str:
    """What became of a turn, in a few words."""
    refused = outcome.status in REFUSALS
    if outcome.error:
        return "failed"
    if (told := outcome.scores.get("about itself")) is not None:
        return "told about itself" if told else "did not tell about itself"
    if not outcome.answerable:
        return "rightly refused" if outcome.scores.get("refused") else "answered, but the library has no answer"
    if refused:
        return "wrongly refused"
    if outcome.scores.get("full answers"):
        return "full answer"
    return "part of the answer" if outcome.scores.get("facts") else "none of the expected facts"


def _tables(result: Result) -> list[tuple[str, list[str], list[tuple[str, list[Figure | None]]]]]:
    """Title, columns and rows of two tables, over all turns and over later turns; each split has a column."""
    splits = sorted(result.figures, key=lambda split: split != whole_split(result))
    tables = []
    for title, group in (("All turns", "all"), ("Later turns of dialogues", "later turns")):
        columns = [split for split in splits if group in result.figures[split]]
        rows = [(name, [result.figures[split][group].get(name) for split in columns]) for name in FIGURES]
        if columns:
            tables.append((title, columns, [(name, cells) for name, cells in rows if any(cells)]))
    return tables


def _distinct(values: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(values))


def _file(name: str) -> str:
    return files("evals.report").joinpath(name).read_text(encoding="utf-8")
