"""Excerpts and conversations as Markdown: each quotation is a block quote that shows the exact letters.

Every character that Markdown would read as a sign is escaped with a backslash, so nothing in a document or a question
becomes markup; lists stay lists. Remove "> " and those backslashes, and the text is the passage, letter for letter.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.answer import Answer
from assistant.excerpts.selection import (
    NEAREST,
    REFUSED,
    SelectedExcerpt,
    Selection,
    day,
    full_reference,
    near_passages,
)
from corpus.lines import lines_of

_SIGNS = re.compile(r"[\\`*_\[\]<>&~|$]")
# Signs that count only at the start of a line: headings, lists, lines under a heading, fences.
_FIRST = re.compile(r"^(\s*)([#+=-])|^(\s*\d+)([.)])")


def excerpts_markdown(selection: Selection) -> bytes:
    """The excerpts under their topic, each with its reference and notes, and a list of references at the end."""
    parts = [f"# Excerpts: {_plain(selection.topic)}", f"Taken on {day(selection.date)} from the library of Evenhand."]
    for heading, taken in selection.groups:
        parts.append(f"## {_plain(heading)}")
        for number, one in taken:
            parts += _excerpt(number, one)
    parts.append("## References")
    parts.append("\n".join(f"{n}. {_plain(full_reference(one.excerpt))}" for n, one in selection.ordered))
    return _file(parts)


def _excerpt(number: int, one: SelectedExcerpt) -> Iterator[str]:
    excerpt = one.excerpt
    yield f"### {number}. {_plain(' › '.join(excerpt.section))}"
    yield quotation(excerpt.text, excerpt.marker)
    yield f"\\[{number}\\] {_plain(full_reference(excerpt))}"
    yield from (f"Note by Evenhand: {_plain(note)}" for note in excerpt.notes)
    if one.note.strip():
        yield f"Own note: {_plain(one.note)}"


def conversation_markdown(answers: Sequence[Answer], date: dt.date) -> bytes:
    """Each question with its answer and its references; a refusal is headed as one and cites nothing."""
    parts = ["# Questions and answers", f"Saved on {day(date)} from Evenhand."]
    for answer in answers:
        parts.append(f"## {_plain(answer.question)}")
        if answer.status in REFUSED:
            parts += _refusal(answer)
        else:
            parts += _answer(answer)
        parts += [f"Note by Evenhand: {_plain(note)}" for note in answer.notes]
    return _file(parts)


def _refusal(answer: Answer) -> Iterator[str]:
    yield f"**{REFUSED[answer.status]}.** {_plain(answer.text)}"
    if near_passages(answer):
        yield f"### {NEAREST}"
    for near in near_passages(answer):
        yield _plain(f"{near.reference} {near.words.intro}")
        yield quotation(near.words.text, near.words.marker)


def _answer(answer: Answer) -> Iterator[str]:
    if answer.opening:
        yield _plain(answer.opening)
    for statement in answer.statements:
        if statement.intro:
            yield _plain(statement.intro)
        yield quotation(statement.text, statement.marker)
        yield " ".join(f"\\[{number}\\]" for number in statement.citations)
    if answer.lacking:
        yield _plain(answer.lacking)
    yield "### References"
    yield "\n".join(f"{citation.number}. {_plain(citation.reference)}" for citation in answer.citations)


def quotation(text: str, marker: str = "") -> str:
    """Verbatim words as a block quote, line for line; `marker` is the list marker that stands before them."""
    lines = (f"{line.marker}{_line(line.words)}".rstrip() for line in lines_of(text, marker))
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _line(words: str) -> str:
    """The words of one line with their signs escaped."""
    safe = _SIGNS.sub(r"\\\g<0>", words)
    return _FIRST.sub(lambda m: f"{m[1]}\\{m[2]}" if m[2] else f"{m[3]}\\{m[4]}", safe, count=1)


def _plain(text: str) -> str:
    """Words that are not a quotation, escaped, on one line."""
    return _line(" ".join(text.split()))


def _file(parts: Iterable[str]) -> bytes:
    return ("\n\n".join(parts) + "\n").encode("utf-8", "replace")
