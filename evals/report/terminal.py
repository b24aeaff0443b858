"""Results in the terminal: the figures of one run, and two runs side by side."""

import textwrap
from collections.abc import Iterable
from itertools import zip_longest

from evals.compare import LOWER_IS_BETTER, Comparison
from evals.intervals import FIGURES, Difference
from evals.outcome import Figure, Outcome, Result

_BY_KIND = (
    "hit@1", "hit@5", "facts", "full answers", "citation precision", "citation recall", "refused", "wrongly refused",
)  # fmt: skip
_COLUMN = 58


def figures_text(result: Result) -> str:
    """The figures of each split: over all turns and over later turns, with intervals; then by kind of question."""
    lines: list[str] = []
    for split, groups in result.figures.items():
        lines += [f"{result.system}, {split}", f"{'':24}{'all turns':>30}{'later turns of dialogues':>30}"]
        for name in groups["all"]:
            shown = (_with_interval(groups.get(group, {}).get(name)) for group in ("all", "later turns"))
            lines.append(f"{name:24}" + "".join(f"{text:>30}" for text in shown))
        lines.append(f"{'by kind':16}" + "".join(f"{name:>20}" for name in _BY_KIND))
        for kind, figures in groups.items():
            if kind not in ("all", "later turns"):
                lines.append(f"  {kind:14}" + "".join(f"{_plain(figures.get(name)):>20}" for name in _BY_KIND))
        lines.append("")
    return "\n".join(lines)


def _with_interval(figure: Figure | None) -> str:
    return f"{figure.value:.3f} [{figure.low:.3f}, {figure.high:.3f}] {figure.turns:3}" if figure else ""


def _plain(figure: Figure | None) -> str:
    return f"{figure.value:.2f}" if figure else ""


def comparison_text(comparison: Comparison) -> str:
    """How each figure differs, then the questions that got worse and better; test questions by their ids only."""
    lines: list[str] = []
    for group, differences in comparison.figures.items():
        if differences:
            lines += ["", f"{group:24}{'before':>9}{'after':>9}{'difference':>27}{'better':>8}{'worse':>7}{'p':>7}"]
            lines += [_difference_line(difference) for difference in differences]
    lines += ["", "A * marks a difference whose interval does not include 0; better and worse count items."]
    for name, pairs in (("worse", comparison.worse), ("better", comparison.better)):
        hidden = [after.id for _, after in pairs if after.split == "test"]
        lines += ["", f"{len(pairs)} question{'' if len(pairs) == 1 else 's'} got {name}."]
        if hidden:
            lines += textwrap.wrap(f"Test questions, which are not shown: {', '.join(hidden)}", 2 * _COLUMN)
        for before, after in pairs:
            if after.split != "test":
                lines += _side_by_side(before, after)
    return "\n".join(lines).lstrip("\n")


def _difference_line(difference: Difference) -> str:
    change, mark = "", " "
    if difference.interval and difference.before is not None and difference.after is not None:
        low, high = difference.interval
        change = f"{difference.after - difference.before:+.3f} [{low:+.3f}, {high:+.3f}]"
        mark = " " if low <= 0 <= high else "*"
    better, worse = reversed(difference.moved) if difference.name in LOWER_IS_BETTER else difference.moved
    values = "".join(f"{_number(value):>9}" for value in (difference.before, difference.after))
    return f"{difference.name:24}{values}{change:>26}{mark}{better:8}{worse:7}{difference.chance:7.3f}"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _side_by_side(before: Outcome, after: Outcome) -> Iterable[str]:
    yield ""
    yield f"{after.id} ({after.kind}): {after.question}"
    for name in FIGURES:
        was, now = before.scores.get(name), after.scores.get(name)
        if was != now and name != "words":
            yield f"  {name}: {_number(was)} → {_number(now)}"
    columns = [[f"[{outcome.status}]", *_wrapped(outcome.text)] for outcome in (before, after)]
    for left, right in zip_longest(*columns, fillvalue=""):
        yield f"  {left:{_COLUMN}} | {right}".rstrip()


def _wrapped(text: str) -> list[str]:
    return [line for part in text.splitlines() if part.strip() for line in textwrap.wrap(part, _COLUMN)]
