"""Answers, excerpts and tables as plain text for the terminal."""

import shutil
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.answer import Answer, NearPassage
from assistant.excerpts.find import Excerpt
from assistant.excerpts.selection import NEAREST, full_reference, near_passages
from assistant.quoting.cite import render_statements

if TYPE_CHECKING:
    from corpus.fidelity import Fidelity


def as_text(answer: Answer) -> str:
    """The answer's text, its sources and its notes, wrapped to the terminal; for a refusal, the nearest passages."""
    width = min(shutil.get_terminal_size().columns, 100)
    parts = [_wrap(answer.text, width)]
    if answer.checks and not answer.checks.fallback:
        parts.append(_wrap(f"Written by {answer.mode}; each sentence was checked against its source.", width))
    if answer.citations:
        parts.append("Sources")
        parts += [_wrap(f"[{c.number}] {c.reference}", width, "    ") for c in answer.citations]
    elif near := near_passages(answer):
        parts.append(NEAREST)
        parts += [_near(one, width) for one in near]
    if answer.notes:
        parts.append("Notes")
        parts += [_wrap(f"- {note}", width, "  ") for note in answer.notes]
    return "\n\n".join(parts)


def _near(near: NearPassage, width: int) -> str:
    """Where a near passage stands, then its sentence that matched."""
    words = _wrap(render_statements([near.words]).rstrip(), width - 4)
    return f"{_wrap(f'- {near.reference}', width, '  ')}\n\n{textwrap.indent(words, '    ')}"


def excerpts_text(excerpts: Sequence[Excerpt]) -> str:
    """The excerpts, each with its number, reference and notes, then how many there are; wrapped to the terminal."""
    if not excerpts:
        return "No passage in the library is on this topic."
    width = min(shutil.get_terminal_size().columns, 100)
    parts = []
    for number, excerpt in enumerate(excerpts, start=1):
        parts.append(_wrap(f"[{number}] {full_reference(excerpt)}", width, "    "))
        parts.append(textwrap.indent(_wrap(excerpt.text, width - 4), "    "))
        parts += [_wrap(f"    Note: {note}", width, "    ") for note in excerpt.notes]
    parts.append(f"{len(excerpts)} excerpt{'' if len(excerpts) == 1 else 's'}")
    return "\n\n".join(parts)


def _wrap(text: str, width: int, indent: str = "") -> str:
    """Lines of at most `width` characters; an anchor or an address is never broken, so that it can be copied."""
    filler = textwrap.TextWrapper(width, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False)
    return "\n".join(filler.fill(line) if line else "" for line in text.split("\n"))


def fidelity_table(results: "Sequence[Fidelity]") -> str:
    """A row for each document with what its check counted."""
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
