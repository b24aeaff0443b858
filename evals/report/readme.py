"""Evenhand beside its rivals: the table in the README; and how tables are put there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.outcome import Figure, Result, ResultFileError

README = Path(__file__).parents[2] / "README.md"


@dataclass(frozen=True, slots=True)
class Markers:
    """The two comments, each on a line of its own, between which a command writes."""

    start: str
    end: str


EVALUATION = Markers("<!-- evaluation: written by 'evenhand eval --table' -->", "<!-- end of evaluation -->")
# The name of each system in the table, in the order of the columns.
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
    """The results on the test questions as a table in Markdown, with a column for each result, in order."""
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


def write_table(results: Sequence[Result], path: Path = README) -> None:
    """Put the table into the README. Raises ResultFileError as `write_between` does."""
    write_between(EVALUATION, readme_table(results), path)


def between(markers: Markers, text: str) -> str:
    """What stands between the two markers. Raises ResultFileError when they are missing."""
    found = re.search(f"{re.escape(markers.start)}\n(.*?)\n?{re.escape(markers.end)}", text, re.DOTALL)
    if found is None:
        raise ResultFileError(
            f"README.md has no place for the table; put '{markers.start}' and '{markers.end}' on lines of their own."
        )
    return found[1]


def write_between(markers: Markers, table: str, path: Path = README) -> None:
    """Put a table between its markers. Raises ResultFileError when they, or the file, are missing."""
    try:
        text = path.read_text(encoding="utf-8")
        between(markers, text)
        before, _, rest = text.partition(f"{markers.start}\n")
        after = rest.partition(markers.end)[2]
        path.write_text(f"{before}{markers.start}\n{table}\n{markers.end}{after}", encoding="utf-8")
    except OSError as error:
        raise ResultFileError(f"{path} cannot be written ({error.strerror}); run this in a checkout.") from error
