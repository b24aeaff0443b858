"""Excerpts and conversations as Markdown: each quotation is a block quote that shows the exact letters.

Every character that Markdown would read as a sign is escaped with a backslash, so nothing in a document or a question
becomes markup; lists stay lists. Remove "> " and those backslashes, and the text is the passage, letter for letter. A
row of a table stands between "| " and " |" besides, under the names of its columns.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.answer import Answer
from assistant.excerpts.find import Excerpt
from assistant.excerpts.selection import (
    CAUTIONS,
    NEAREST,
    REFUSED,
    SelectedExcerpt,
    Selection,
    day,
    near_passages,
    note_lines,
)
from corpus.lines import lines_of
from corpus.markdown.parse import cell_spans

_SIGNS = re.compile(r"[\\`*_\[\]<>&~|$]")
# Signs that count only at the start of a line: headings, lists, lines under a heading, fences.
_FIRST = re.compile(r"^(\s*)([#+=-])|^(\s*\d+)([.)])")
# What is left out of the names by which headings are linked to.
_NOT_IN_NAMES = re.compile(r"[^\w\- ]")


def excerpts_markdown(selection: Selection) -> bytes:
    """The excerpts under their title, each with its source and the person's note, and the references at the end."""
    parts = [f"# {_plain(selection.heading)}", day(selection.date), _plain(selection.origin)]
    if selection.cautions:
        parts += [f"## {CAUTIONS}", _list(selection.cautions)]
    if selection.is_long:
        parts += ["## Contents", "\n".join(_contents(selection))]
    headings = selection.headings
    for heading, taken in selection.groups:
        parts.append(f"## {_plain(heading)}")
        for number, one in taken:
            parts += [f"### {_plain(headings[number])}", *_excerpt(one, selection)]
    parts.append("## References")
    parts.append("\n".join(f"{n}. {_plain(words)}" for n, words in enumerate(selection.references, start=1)))
    return _file(parts)


def _contents(selection: Selection) -> Iterator[str]:
    """A line for each heading, linked as GitHub and most programs that draw Markdown name it."""
    headings = selection.headings
    for heading, taken in selection.groups:
        yield f"- {_link(heading)}"
        yield from (f"  - {_link(headings[number])}" for number, _ in taken)
    yield f"- {_link('References')}"


def _link(heading: str) -> str:
    return f"[{_plain(heading)}](#{_NOT_IN_NAMES.sub('', heading.lower()).replace(' ', '-')})"


def _excerpt(one: SelectedExcerpt, selection: Selection) -> Iterator[str]:
    excerpt = one.excerpt
    if excerpt.before:
        yield _plain(excerpt.before)
    yield _row(excerpt) if any(excerpt.columns) else quotation(excerpt.text, excerpt.marker)
    yield _plain(selection.citation_of(excerpt))
    yield from (_plain(line) for line in note_lines(one.note))


def _row(excerpt: Excerpt) -> str:
    """A row of a table under the names of its columns, as a table within a block quote."""
    cells = [excerpt.text[span.start : span.end] for span in cell_spans(excerpt.text)]
    names = [*excerpt.columns, *[""] * len(cells)][: len(cells)]
    rows = ([_plain(name) for name in names], ["---"] * len(cells), [_line(cell) for cell in cells])
    return "\n".join(f"> | {' | '.join(row)} |" for row in rows)


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {_plain(item)}" for item in items)


def conversation_markdown(answers: Sequence[Answer], date: dt.date) -> bytes:
    """Each question with its answer and its references; a refusal is headed as one and cites nothing."""
    parts = ["# Questions and answers", day(date)]
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
        if statement.beside:
            yield _plain(f"In the table: {statement.beside}")
    if answer.lacking:
        yield _plain(answer.lacking)
    if answer.signpost:
        yield _plain(answer.signpost.in_words())
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
