"""What a document's text says of itself: title, version, dates, author, publisher and rights; nothing is guessed."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from corpus.importing.draft import Draft, LeftOut, ListPart, Part, Stated, Table
from corpus.importing.escape import folded
from corpus.importing.statements.dates import date_at_start
from corpus.importing.statements.labels import Field, Label, label_before, label_of, labels_in
from corpus.importing.statements.values import value_of
from corpus.sentences import sentence_spans

# A document speaks of itself in so many lines at its beginning and at its end; a title page has fewer.
_FIRST, _LAST, _TITLE_PAGE = 30, 20, 6
# Longer lines are running text, in which only a colon makes a label.
_LINE = 100
# No statement stands so far into a paragraph.
_LONGEST = 2_000
# What is said without a label counts after all that has one.
_UNLABELLED = 100
_VERSION_LINE = re.compile(
    r"(?:^|(?<=[\s(]))(?:version|issue)\s*(?:no\.?\s*|number\s*)?v?(?P<number>\d+(?:\.\d+)*)(?=[\s,;)–-]|\.?$)[\s,;–-]*",
    re.IGNORECASE,
)
_REVIEW = re.compile(
    r"(?:(?:will|to|must|should) be reviewed(?: again| next)?|next review(?: is| due)*|due for review"
    r"|review (?:is )?due)\s+(?:(?:on|in|by|before)\s+)?",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"©|^\(c\)\s|\bcrown copyright\b|\bcopyright (?:©|\d{4})|\ball rights reserved\b|\blicen[cs]ed under\b",
    re.IGNORECASE,
)
# A label after the name of something and a comma is said of that: an entry in a list of sources.
_OTHERS = re.compile(r"\w.*,\s*$")
# Words before the sign that make no sentence with it are the end of a menu.
_MENU = re.compile(r"^(?:(?!\b(?:is|are|the|of|by|in|material|content)\b|copyright)[^©])+(?=©)", re.IGNORECASE)
_AVAILABLE = re.compile(r"\b(?:is|are) available (?:online )?(?:at|from):?\s+(https?://\S+[\w/])", re.IGNORECASE)


class _Statement(NamedTuple):
    """A value for a field; of two the one of the lower rank counts, or else the earlier."""

    field: Field
    rank: int
    value: str


def stated_in(draft: Draft) -> Stated:
    """What the text, its tables and what was left out of it state, None where they do not plainly say."""
    lines = _lines(draft.parts)
    near = [*lines[:_FIRST], *lines[_FIRST:][-_LAST:]]
    margins = list(dict.fromkeys(line for entry in draft.left_out for line in _margin_lines(entry)))
    near += margins
    statements = [*_of_tables(draft.parts), *_of_lines(near), *_of_dates([*lines[:_TITLE_PAGE], *margins])]
    fields: dict[str, str] = {}
    for statement in sorted(statements, key=lambda statement: statement.rank):
        fields.setdefault(statement.field, statement.value)
    rights = fields.pop("rights", None) or _rights(near)
    return Stated(**fields, rights=rights, url=_url(near))


def _margin_lines(entry: LeftOut) -> list[str]:
    """The lines of a text that was left out, each by itself: a menu beside a line on rights is no part of it."""
    lines = [] if entry.kind == "table of contents" else entry.text.splitlines()
    return [line[:_LONGEST] for line in map(folded, lines) if line]


def _lines(parts: Sequence[Part]) -> list[str]:
    lines: list[str] = []
    for part in parts:
        if isinstance(part, ListPart):
            lines += [item.text for item in part.items]
        elif isinstance(part, Table):
            lines += [cell for row in part.rows for cell in row if ":" in cell]
        else:
            lines.append(part.text)
    return [line[:_LONGEST] for line in map(folded, lines) if line]


def _of_tables(parts: Sequence[Part]) -> Iterator[_Statement]:
    """Tables whose rows begin with labels, or that name labels over a single row."""
    for part in parts:
        if not isinstance(part, Table):
            continue
        rows = [[folded(cell) for cell in row] for row in part.rows]
        pairs = [pair for row in rows for pair in zip(row[::2], row[1::2], strict=False)]
        if len(rows) == 2 and sum(bool(label_of(cell)) for cell in rows[0]) > 1:
            pairs = list(zip(rows[0], rows[1], strict=False))
        for name, text in pairs:
            yield from _statement(label_of(name), text)


def _of_lines(lines: Sequence[str]) -> Iterator[_Statement]:
    for line in lines:
        yield from _of_line(line)
    for line, after in pairwise(lines):
        # A label on a line by itself, with its date or number on the next.
        label = label_of(line)
        if label and label.field in ("published", "review_due", "version") and len(after) <= _LINE:
            yield from _statement(label, after)


def _of_line(line: str) -> Iterator[_Statement]:
    if line.startswith("[^"):
        return  # a note in Markdown, on something else
    labels = labels_in(line)
    if labels and _OTHERS.search(line[: labels[0].start]):
        labels = []
    for label, after in zip(labels, [*labels[1:], None], strict=False):
        text = line[label.end : after.start if after else None].lstrip(" :|")
        yield from _statement(label, re.split(r"\s\|\s|;|\t", text)[0])
    for found in _REVIEW.finditer(line):
        if due := date_at_start(line[found.end() :]):
            yield _Statement("review_due", _UNLABELLED, due[0])
    line = line[: labels[0].start].strip(" .,;") if labels else line
    if len(line) > _LINE:
        return
    begins = label_before(line)
    if begins and begins.field in ("published", "review_due"):
        yield from _statement(begins, line[begins.end :])
    if version := _VERSION_LINE.search(line):
        yield _Statement("version", _UNLABELLED, version["number"])
        if dated := date_at_start(line[version.end() :]):
            yield _Statement("published", _UNLABELLED, dated[0])


def _of_dates(lines: Sequence[str]) -> Iterator[_Statement]:
    """A date that is a line by itself on the title page or in the margin."""
    for line in lines:
        dated = date_at_start(line)
        if dated and dated[1] == len(line) and len(dated[0]) > 4:
            yield _Statement("published", _UNLABELLED + 1, dated[0])


def _statement(label: Label | None, text: str) -> Iterator[_Statement]:
    value = value_of(label.field, text) if label else None
    if label and value:
        yield _Statement(label.field, label.rank, value)


def _rights(lines: Sequence[str]) -> str | None:
    """The first sentences, two at most, that name who holds the rights or under which licence the text may be used."""
    texts = [text for line in lines for text in line.split(" | ")]
    sentences = [_MENU.sub("", text[start:end]) for text in texts for start, end in sentence_spans(text)]
    said = list(dict.fromkeys(sentence for sentence in sentences if _RIGHTS.search(sentence) and len(sentence) < 300))
    return " ".join(sentence if sentence.endswith(".") else f"{sentence}." for sentence in said[:2]).rstrip(".") or None


def _url(lines: Sequence[str]) -> str | None:
    return next((found[1] for line in lines if (found := _AVAILABLE.search(line))), None)
