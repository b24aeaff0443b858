"""Results in the terminal: the figures of one run, and two runs side by side."""

import shutil
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest

from evals.compare import LOWER_IS_BETTER, Comparison, Pair, is_unchanged, standing
from evals.intervals import FIGURES, Difference
from evals.outcome import Figure, Outcome, Result
from evals.report.number import as_number

_BY_KIND = (
    "hit@1", "hit@5", "facts", "full answers", "citation precision", "citation recall", "refused", "wrongly refused",
)  # fmt: skip
# What got worse comes first.
STANDINGS = {
    "worse": "Clearly worse",
    "better": "Clearly better",
    "": "No clear difference",
    "time": "Times, which depend on the machine and on how much was answered",
}
_CLEAR = (
    "A clear difference is one in which at least six items moved and whose interval does not include 0. "
    "Better and worse count items; the lists below count questions, of which a dialogue has several."
)
CHANGES = {
    "worse": "got worse",
    "mixed": "got better in one thing and worse in another",
    "better": "got better",
}


def figures_text(result: Result) -> str:
    """The figures of each split: over all turns and over later turns, with intervals; then by kind of question."""
    lines: list[str] = []
    for split, groups in result.figures.items():
        lines += [f"{result.system}, {split}", *_aligned(list(_overall(groups))), ""]
        lines += [*_aligned(list(_by_kind(groups))), ""]
    return "\n".join(lines)


def _overall(groups: Mapping[str, Mapping[str, Figure]]) -> Iterator[Sequence[str]]:
    yield "", "all turns", "later turns of dialogues"
    yield "", *["figure [95 % interval] turns"] * 2
    for name in groups["all"]:
        yield name, *(_with_interval(groups.get(group, {}).get(name)) for group in ("all", "later turns"))


def _by_kind(groups: Mapping[str, Mapping[str, Figure]]) -> Iterator[Sequence[str]]:
    yield "by kind", *_BY_KIND
    for kind, figures in groups.items():
        if kind not in ("all", "later turns"):
            yield f"  {kind}", *(_plain(figures.get(name)) for name in _BY_KIND)


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """The rows as lines: the first column to the left, the others to the right, two spaces between them."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        ).rstrip()
        for row in rows
    ]


def _with_interval(figure: Figure | None) -> str:
    if figure is None:
        return ""
    return f"{as_number(figure.value)} [{as_number(figure.low)}, {as_number(figure.high)}] {figure.turns:3}"


def _plain(figure: Figure | None) -> str:
    return f"{figure.value:.2f}" if figure else ""


def comparison_text(comparison: Comparison) -> str:
    """What the runs were made from, the figures, then the questions, what got worse first.

    Test questions are given by their ids only.
    """
    lines = ["What differs between the two runs, besides the answers:"]
    lines += [f"- {line}" for line in comparison.inputs] or ["- nothing that was recorded."]
    lines += [f"{comparison.items} item{'' if comparison.items == 1 else 's'} compared."]
    for group, differences in comparison.figures.items():
        if differences:
            lines += ["", *_figures(group, differences)]
    lines += ["", *textwrap.wrap(_CLEAR, _width())]
    for pairs, said in zip((comparison.worse, comparison.mixed, comparison.better), CHANGES.values(), strict=True):
        if pairs or said != CHANGES["mixed"]:
            lines += ["", *_questions(pairs, said)]
    return "\n".join(lines)


def _figures(group: str, differences: Sequence[Difference]) -> Iterable[str]:
    """A table of the figures of a group, in three parts, and the names of those that did not change."""
    rows: list[Sequence[str]] = [(group, "before", "after", "difference", "better", "worse", "p")]
    unchanged = [one.name for one in differences if is_unchanged(one)]
    parts = {
        way: [one for one in differences if standing(one) == way and one.name not in unchanged] for way in STANDINGS
    }
    rows += [_row(one) for part in parts.values() for one in part]
    head, *lines = _aligned(rows)
    yield head
    for way, part in parts.items():
        if part:
            yield STANDINGS[way]
            yield from lines[: len(part)]
            lines = lines[len(part) :]
    if unchanged:
        yield from textwrap.wrap(f"Unchanged: {', '.join(unchanged)}", _width(), subsequent_indent="  ")


def _row(moved: Difference) -> tuple[str, ...]:
    change = ""
    if moved.interval and moved.before is not None and moved.after is not None:
        low, high = (_signed(end) for end in moved.interval)
        change = f"{_signed(moved.after - moved.before)} [{low}, {high}]"
    better, worse = reversed(moved.moved) if moved.name in LOWER_IS_BETTER else moved.moved
    values = (as_number(moved.before), as_number(moved.after))
    return f"  {moved.name}", *values, change, str(better), str(worse), f"{moved.chance:.3f}"


def _signed(value: float) -> str:
    return ("" if value < 0 else "+") + as_number(value)


def _questions(pairs: Sequence[Pair], said: str) -> Iterable[str]:
    width = _width()
    yield f"{len(pairs)} question{'' if len(pairs) == 1 else 's'} {said}."
    if hidden := [after.id for _, after in pairs if after.split == "test"]:
        yield from textwrap.wrap(f"Test questions, which are not shown: {', '.join(hidden)}", width)
    for before, after in pairs:
        if after.split != "test":
            yield from _side_by_side(before, after, max(20, (width - 5) // 2))


def _width() -> int:
    return min(shutil.get_terminal_size().columns, 120)


def _side_by_side(before: Outcome, after: Outcome, column: int) -> Iterable[str]:
    yield ""
    yield f"{after.id} ({after.kind}): {after.question}"
    for name in FIGURES:
        was, now = before.scores.get(name), after.scores.get(name)
        if was != now and name != "words":
            yield f"  {name}: {as_number(was)} → {as_number(now)}"
    columns = [[f"[{outcome.status}]", *_wrapped(outcome.text, column)] for outcome in (before, after)]
    for left, right in zip_longest(*columns, fillvalue=""):
        yield f"  {left:{column}} | {right}".rstrip()


def _wrapped(text: str, column: int) -> list[str]:
    return [line for part in text.splitlines() if part.strip() for line in textwrap.wrap(part, column)]
