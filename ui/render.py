"""Answers and tables as plain text for the terminal."""

import shutil
import textwrap
from collections.abc import Sequence

from assistant.answer import Answer
from corpus.fidelity import Fidelity

_NEAREST = 3


def as_text(answer: Answer) -> str:
    """A readable answer: its text, the sources with their words' place, the notes; wrapped to the terminal."""
    width = min(shutil.get_terminal_size().columns, 100)
    parts = [_wrap(answer.text, width)]
    if answer.checks and not answer.checks.fallback:
        parts.append(_wrap(f"Written by {answer.mode}; each sentence was checked against its source.", width))
    if answer.citations:
        parts.append("Sources")
        parts += [_wrap(f"[{c.number}] {c.reference}", width, "    ") for c in answer.citations]
    elif answer.status == "not_found":
        parts.append("Nearest passages, not an answer")
        parts += [
            _wrap(f"- {hit.passage.document}: {' › '.join(hit.passage.section)}", width, "  ")
            for hit in answer.hits[:_NEAREST]
        ]
    if answer.notes:
        parts.append("Notes")
        parts += [_wrap(f"- {note}", width, "  ") for note in answer.notes]
    return "\n\n".join(parts)


def _wrap(text: str, width: int, indent: str = "") -> str:
    lines = [textwrap.fill(line, width, subsequent_indent=indent) if line else "" for line in text.split("\n")]
    return "\n".join(lines)


def fidelity_table(results: Sequence[Fidelity]) -> str:
    """Counts of each document's check, one row a document."""
    head = ("document", "words", "lines", "furniture", "corrected", "withheld", "moved", "added", "result")
    rows = [
        (r.document, r.words, r.lines, r.furniture, r.corrections, r.withheld, r.moved, r.added,
         "differs" if r.problems else "same")
        for r in results
    ]  # fmt: skip
    table = [head, *[tuple(map(str, row)) for row in rows]]
    widths = [max(len(row[column]) for row in table) for column in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if n == 0 else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in table
    )
