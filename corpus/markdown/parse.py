"""A body of Markdown -> its outermost pieces with their exact places; markdown-it is confined to this file."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus.document import Span

# Python takes these for white space, and some for the end of a line; Markdown takes them for letters, so that a form
# feed would hide the heading after it. The parser sees spaces instead, and every character keeps its place.
_SEPARATORS = dict.fromkeys(map(ord, "\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029"), " ")
_PIPE = re.compile(r"(?<!\\)\|")
# The token of a part and how deep it lies.
_PARTS = {"bullet_list": ("list_item_open", 1), "ordered_list": ("list_item_open", 1), "table": ("tr_open", 2)}


@dataclass(frozen=True, slots=True)
class Piece:
    """An outermost piece of a body; `kind` is markdown-it's name for it, such as "paragraph" or "bullet_list".

    A heading has a `level` from 1, and its `words` without the marks around them. `parts` are a list's items, or a
    table's rows with the row of column names first.
    """

    kind: str
    span: Span
    level: int = 0
    words: str = ""
    parts: tuple[Span, ...] = ()


def pieces_of(body: str) -> list[Piece]:
    """The outermost pieces in order; none where the body is blank. Its lines must end in line feeds."""
    # With the rule "reference" on, a line such as "[1]: address" would be lost; without it, it is text.
    parser = MarkdownIt("commonmark").enable("table").disable("reference")
    tokens = parser.parse(body.translate(_SEPARATORS))
    lines = [0, *(match.end() for match in re.finditer("\n", body)), len(body)]
    starts = [number for number, token in enumerate(tokens) if token.level == 0 and token.map]
    return [_piece(tokens[start:end], body, lines) for start, end in pairwise([*starts, len(tokens)])]


def cell_spans(row: str) -> list[Span]:
    r"""The places of a table row's cells, without the white space around them; an escaped `\|` is part of its cell."""
    pipes = [match.start() for match in _PIPE.finditer(row)]
    if not row.startswith("|"):
        pipes.insert(0, -1)
    if pipes[-1] != len(row) - 1:
        pipes.append(len(row))
    return [stripped(row, left + 1, right) for left, right in pairwise(pipes)]


def stripped(text: str, start: int, end: int) -> Span:
    """Characters [start, end) without the white space at either end; empty where there is nothing else."""
    part = text[start:end]
    begin = start + len(part) - len(part.lstrip())
    return Span(begin, max(begin, start + len(part.rstrip())))


def _piece(tokens: Sequence[Token], body: str, lines: Sequence[int]) -> Piece:
    kind = tokens[0].type.removesuffix("_open")
    span = _span(tokens[0], body, lines)
    if kind == "heading":
        return Piece(kind, span, level=int(tokens[0].tag[1]), words=" ".join(tokens[1].content.split("\n")))
    part, depth = _PARTS.get(kind, ("", 0))
    inside = [token for token in tokens if token.type == part and token.level == depth]
    return Piece(kind, span, parts=tuple(_span(token, body, lines) for token in inside))


def _span(token: Token, body: str, lines: Sequence[int]) -> Span:
    assert token.map is not None  # tokens that open a piece, an item or a row have one
    return stripped(body, lines[token.map[0]], lines[token.map[1]])
