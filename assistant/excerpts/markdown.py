"""Excerpts and conversations as Markdown: quotations as block quotes, which show the exact letters.

A character that Markdown would take as a sign has a backslash before it, so nothing in a document or a question
becomes markup; lists stay lists. Without "> " and those backslashes the text is the passage, letter for letter.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.answer import Answer
from assistant.excerpts.takeaway import REFUSED, SelectedExcerpt, Selection, day, full_reference, lines_of

_SIGNS = re.compile(r"[\\`*_\[\]<>&~|$]")
# Signs that count only where a line begins: headings, lists of other kinds, lines under a heading, fences.
_FIRST = re.compile(r"^(\s*)([#+=-])|^(\s*\d+)([.)])")


def excerpts_markdown(takeaway: Selection) -> bytes:
    """The excerpts under their topic, each quoted with its reference and notes; a list of references at the end."""
    parts = [f"# Excerpts: {_plain(takeaway.topic)}", f"Taken on {day(takeaway.date)} from the library of Evenhand."]
    for heading, taken in takeaway.groups:
        parts.append(f"## {_plain(heading)}")
        for number, one in taken:
            parts += _excerpt(number, one)
    parts.append("## References")
    parts.append("\n".join(f"{n}. {_plain(full_reference(one.excerpt))}" for n, one in takeaway.ordered))
    return _file(parts)


def _excerpt(number: int, one: SelectedExcerpt) -> Iterator[str]:
    excerpt = one.excerpt
    yield f"### {number}. {_plain(' › '.join(excerpt.section))}"
    yield quotation(excerpt.text)
    yield f"\\[{number}\\] {_plain(full_reference(excerpt))}"
    yield from (f"Note by Evenhand: {_plain(note)}" for note in excerpt.notes)
    if one.note.strip():
        yield f"Own note: {_plain(one.note)}"


def conversation_markdown(answers: Sequence[Answer], date: dt.date) -> bytes:
    """Each question with its answer and its references; a refusal says that it is one and cites nothing."""
    parts = ["# Questions and answers", f"Saved on {day(date)} from Evenhand."]
    for answer in answers:
        parts.append(f"## {_plain(answer.question)}")
        if answer.status in REFUSED:
            parts.append(f"**{REFUSED[answer.status]}.** {_plain(answer.text)}")
        else:
            parts += _answer(answer)
        parts += [f"Note by Evenhand: {_plain(note)}" for note in answer.notes]
    return _file(parts)


def _answer(answer: Answer) -> Iterator[str]:
    for statement in answer.statements:
        if statement.intro:
            yield _plain(statement.intro)
        yield quotation(statement.text)
        yield " ".join(f"\\[{number}\\]" for number in statement.citations)
    yield "### References"
    yield "\n".join(f"{citation.number}. {_plain(citation.reference)}" for citation in answer.citations)


def quotation(text: str) -> str:
    """Verbatim words as a block quote, a line for each of theirs."""
    lines = (
        f"{line.marker or ('- ' if line.kind == 'item' else '')}{_line(line.words)}".rstrip() for line in lines_of(text)
    )
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _line(words: str) -> str:
    """Words of one line with their signs disarmed."""
    safe = _SIGNS.sub(r"\\\g<0>", words)
    return _FIRST.sub(lambda m: f"{m[1]}\\{m[2]}" if m[2] else f"{m[3]}\\{m[4]}", safe, count=1)


def _plain(text: str) -> str:
    """Words that are not a quotation, on one line."""
    return _line(" ".join(text.split()))


def _file(parts: Iterable[str]) -> bytes:
    return ("\n\n".join(parts) + "\n").encode("utf-8", "replace")
