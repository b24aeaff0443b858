"""Answers, excerpts and tables as plain text for the terminal."""

import shutil
import textwrap
from collections.abc import Sequence
from itertools import count
from typing import TYPE_CHECKING

import click

from assistant.answer import Answer, NearPassage
from assistant.excerpts.find import Excerpt, Tier
from assistant.excerpts.selection import NEAREST, full_reference, near_passages
from assistant.nearest import matching_words
from assistant.quoting.cite import render_statements

if TYPE_CHECKING:
    from corpus.fidelity import Fidelity

_TIERS: dict[tuple[Tier, bool], str] = {
    ("names", True): "Holds the topic's words",
    ("names", False): "Holds the topic's words apart from each other",
    ("about", False): "About the topic, without all of its words",
}


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
        parts += [_near(one, answer.query, width) for one in near]
    if answer.notes:
        parts.append("Notes")
        parts += [_wrap(f"- {note}", width, "  ") for note in answer.notes]
    return "\n\n".join(parts)


def _near(near: NearPassage, query: str, width: int) -> str:
    """Where a near passage stands, then its sentence that matched, in which the words of the query are bold."""
    words = _wrap(render_statements([near.words]).rstrip(), width - 4)
    for start, end in reversed(matching_words(words, query)):
        words = f"{words[:start]}{click.style(words[start:end], bold=True)}{words[end:]}"
    return f"{_wrap(f'- {near.reference}', width, '  ')}\n\n{textwrap.indent(words, '    ')}"


def excerpts_text(excerpts: Sequence[Excerpt]) -> str:
    """The excerpts by what they hold of the topic, numbered; wrapped to the terminal. Last, how many."""
    if not excerpts:
        return "No passage in the library is on this topic."
    width = min(shutil.get_terminal_size().columns, 100)
    numbers = count(1)
    parts = []
    for kind, heading in _TIERS.items():
        some = [excerpt for excerpt in excerpts if (excerpt.tier, excerpt.phrase) == kind]
        parts += [f"{heading} ({len(some)})"] if some else []
        parts += [part for excerpt in some for part in _excerpt(excerpt, next(numbers), width)]
    parts.append(f"{len(excerpts)} excerpt{'' if len(excerpts) == 1 else 's'}")
    return "\n\n".join(parts)


def _excerpt(excerpt: Excerpt, number: int, width: int) -> list[str]:
    """The reference of an excerpt with its number, what stands before it, its text, and its notes."""
    before = [_wrap(f"    {excerpt.before}", width, "    ")] if excerpt.before else []
    text = textwrap.indent(_wrap(f"{excerpt.marker.lstrip()}{excerpt.text}", width - 4), "    ")
    notes = [_wrap(f"    Note: {note}", width, "    ") for note in excerpt.notes]
    return [_wrap(f"[{number}] {full_reference(excerpt)}", width, "    "), *before, text, *notes]


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
