"""Figures as a person reads them: on the terminal, two runs side by side, and as the README's table."""

import re
import textwrap
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from pathlib import Path

from evals.compare import LOWER_IS_BETTER, Comparison
from evals.intervals import FIGURES, Difference
from evals.outcome import Figure, Outcome, Result, ResultFileError

README = Path(__file__).parents[2] / "README.md"
_START, _END = "<!-- evaluation: written by 'evenhand eval --table' -->", "<!-- end of evaluation -->"
_BY_KIND = (
    "hit@1", "hit@5", "facts", "full answers", "citation precision", "citation recall", "refused", "wrongly refused",
)  # fmt: skip
_COLUMN = 58


def figures_text(result: Result) -> str:
    """The figures of every split run: over all turns and over later ones with their intervals, then by kind."""
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
    """Differences by figure, then the questions that got worse and better; of test questions only the ids."""
    lines: list[str] = []
    for group, differences in comparison.figures.items():
        if differences:
            lines += ["", f"{group:24}{'before':>9}{'after':>9}{'difference':>27}{'better':>8}{'worse':>7}{'p':>7}"]
            lines += [_difference_line(difference) for difference in differences]
    lines += ["", "A * stands where the interval of the difference leaves out 0; better and worse count items."]
    for name, pairs in (("worse", comparison.worse), ("better", comparison.better)):
        hidden = [after.id for _, after in pairs if after.split == "test"]
        lines += ["", f"{len(pairs)} questions got {name}."]
        if hidden:
            lines += textwrap.wrap(f"Of the test questions, which nobody reads: {', '.join(hidden)}", 2 * _COLUMN)
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


# What the table calls each system, in the order of its columns.
SYSTEMS = {
    "evenhand": "**Evenhand**",
    "stock": "stock LangChain",
    "stock-refusing": "stock with a threshold",
    "stock-raw": "stock, texts as received",
    "bm25": "BM25 alone",
    "dense": "vectors alone",
}
_ROWS = (
    ("the answer is in the first passage", "all", "hit@1"),
    ("… in the first five", "all", "hit@5"),
    ("expected passages in the first ten", "all", "recall@10"),
    ("follow-ups: in the first five", "later turns", "hit@5"),
    ("answers with every vital fact", "all", "full answers"),
    ("expected facts stated", "all", "facts"),
    ("citations that support the answer", "all", "citation precision"),
    ("expected passages cited", "all", "citation recall"),
    ("quotations that are letter for letter", "all", "verbatim"),
    ("words in an answer", "all", "words"),
    ("unanswerable questions refused", "all", "refused"),
    ("answerable questions refused", "all", "wrongly refused"),
    ("milliseconds, median", "all", "milliseconds p50"),
    ("milliseconds, 95 of 100 within", "all", "milliseconds p95"),
)


def readme_table(results: Sequence[Result]) -> str:
    """Evenhand beside its rivals on the test questions, in Markdown; columns in the order of the results."""
    figures = [result.figures["test"] for result in results]
    count = figures[0]["all"]["errors"].turns
    lines = [
        f"{count} test questions and follow-ups, with 95 % intervals:",
        "",
        "| | " + " | ".join(SYSTEMS[result.system] for result in results) + " |",
        "|---|" + "---|" * len(results),
    ]
    for label, group, name in _ROWS:
        cells = [_cell(groups[group].get(name)) for groups in figures]
        lines.append(f"| {label} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _cell(figure: Figure | None) -> str:
    if figure is None:
        return "–"
    digits = 0 if figure.value > 2 else 2
    return f"{figure.value:.{digits}f} ({figure.low:.{digits}f}–{figure.high:.{digits}f})"


def table_in(text: str) -> str:
    """What stands between the two marker comments. Raises ResultFileError when they are not there."""
    found = re.search(f"{re.escape(_START)}\n(.*?)\n?{re.escape(_END)}", text, re.DOTALL)
    if found is None:
        raise ResultFileError(
            f"README.md has no place for the table; put '{_START}' and '{_END}' on lines of their own."
        )
    return found[1]


def write_table(results: Sequence[Result], path: Path = README) -> None:
    """Put the table between the marker comments. Raises ResultFileError when they are not there."""
    text = path.read_text(encoding="utf-8")
    table_in(text)
    before, _, rest = text.partition(f"{_START}\n")
    after = rest.partition(_END)[2]
    path.write_text(f"{before}{_START}\n{readme_table(results)}\n{_END}{after}", encoding="utf-8")
