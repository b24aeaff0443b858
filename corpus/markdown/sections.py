"""A body of Markdown -> its sections: their headings, voices, notes and blocks."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import cast, get_args

from corpus.document import Block, Item, Section, Span, Voice
from corpus.errors import CorpusError
from corpus.markdown.inline import plain_text
from corpus.markdown.parse import Piece, cell_spans, pieces_of, stripped

COMMENT = re.compile(r"<!--(.*?)-->\s*", re.DOTALL)
NOTE = re.compile(r">[ \t]*\[!NOTE\]")
_VOICE = re.compile(r"\s*voice:\s*(\S*)\s*")
_QUOTED = re.compile(r"(?:>[ \t]*\n)*>[ \t]*")
_BULLET = re.compile(r"[-*+](?:\s+|$)")


def sections_of(body: str, title: str, name: str) -> list[Section]:
    """The sections in reading order. A heading without text of its own is a section too, so that the outline is whole.

    Text before the first heading is a section under the document's `title`. Raises CorpusError, with the file's `name`.
    """
    pieces = pieces_of(body)
    if not pieces:
        raise CorpusError(f"{name}: the body is empty; a document needs text.")
    starts = [number for number, piece in enumerate(pieces) if piece.kind == "heading"]
    paths = _paths([pieces[start] for start in starts], body, name)
    if pieces[0].kind != "heading":
        starts, paths = [0, *starts], [(title,), *paths]
    anchors = _anchors(paths)
    sections = []
    for index, (start, end) in enumerate(pairwise([*starts, len(pieces)])):
        at, headed = pieces[start].span, pieces[start].kind == "heading"
        heading = body[at.start : at.end] if headed else ""
        voice, blocks, notes = _content(pieces[start + headed : end], body, name)
        children = _children(paths, index)
        sections.append(Section(paths[index], anchors[index], voice, blocks, notes, children, at.start, heading))
    return sections


def _paths(headings: Sequence[Piece], body: str, name: str) -> list[tuple[str, ...]]:
    path: list[str] = []
    paths: list[tuple[str, ...]] = []
    for heading in headings:
        if heading.level > len(path) + 1:
            source = body[heading.span.start : heading.span.end]
            raise CorpusError(f"{name}: heading '{source}' skips a level; add the one above it.")
        path = [*path[: heading.level - 1], plain_text(heading.words)]
        paths.append(tuple(path))
    return paths


def _content(pieces: Sequence[Piece], body: str, name: str) -> tuple[Voice, tuple[Block, ...], tuple[str, ...]]:
    """The voice, blocks and editor's notes of one section."""
    voice: Voice = "publisher"
    blocks: list[Block] = []
    notes: list[str] = []
    for piece in pieces:
        span, source = piece.span, body[piece.span.start : piece.span.end]
        if piece.kind == "html_block":
            while comment := COMMENT.match(body, span.start, span.end):
                voice = _voice(comment[1], voice, name)
                span = Span(comment.end(), span.end)
                blocks += [Block("mark", piece.span)] if blocks else []
            blocks += [Block("paragraph", span)] if span.start < span.end else []
        elif NOTE.match(source):
            lines = [line.lstrip("> ").rstrip() for line in NOTE.sub("", source, count=1).split("\n")]
            notes.append(" ".join(line for line in lines if line))
            blocks.append(Block("note", span))
        else:
            blocks.append(_block(piece, body))
    return voice, tuple(blocks), tuple(notes)


def _voice(comment: str, voice: Voice, name: str) -> Voice:
    """The voice that a comment names, or the present one where it names none."""
    mark = _VOICE.fullmatch(comment)
    if mark is None:
        return voice
    if mark[1] not in get_args(Voice):
        raise CorpusError(f"{name}: '{mark[1]}' is not a voice; use one of {', '.join(get_args(Voice))}.")
    return cast("Voice", mark[1])


def _block(piece: Piece, body: str) -> Block:
    span = piece.span
    if piece.kind == "hr":
        return Block("mark", span)
    if piece.kind == "blockquote":
        mark = _QUOTED.match(body, span.start, span.end)
        return Block("quotation", Span(mark.end() if mark else span.start, span.end))
    if piece.kind in ("bullet_list", "ordered_list"):
        return Block("list", span, items=tuple(_item(part, body) for part in piece.parts))
    if piece.kind == "table" and len(piece.parts) > 1:
        head, *rows = piece.parts
        source = body[head.start : head.end]
        columns = tuple(plain_text(source[cell.start : cell.end]) for cell in cell_spans(source))
        return Block("table", span, rows=tuple(rows), columns=columns)
    return Block("paragraph", span)


def _item(span: Span, body: str) -> Item:
    """An item without its bullet; a number is the document's own word and stays."""
    bullet = _BULLET.match(body, span.start, span.end)
    if bullet is None:
        return Item(span)
    indent = body[body.rfind("\n", 0, span.start) + 1 : span.start].expandtabs(4)
    return Item(stripped(body, bullet.end(), span.end), f"{indent}{bullet[0][0]} ")


def _children(paths: Sequence[tuple[str, ...]], index: int) -> tuple[str, ...]:
    depth = len(paths[index])
    below = []
    for path in paths[index + 1 :]:
        if len(path) <= depth:
            break
        if len(path) == depth + 1:
            below.append(path[-1])
    return tuple(below)


def _anchors(paths: Sequence[tuple[str, ...]]) -> list[str]:
    """A name for each section, made from its own headings alone, so that editing one leaves the names of the others."""
    seen: dict[str, int] = {}
    anchors = []
    for path in paths:
        anchor = "/".join(_slug(heading) for heading in path)
        seen[anchor] = seen.get(anchor, 0) + 1
        anchors.append(anchor if seen[anchor] == 1 else f"{anchor}-{seen[anchor]}")
    return anchors


def _slug(heading: str, longest: int = 48) -> str:
    words = re.findall(r"[a-z0-9]+", heading.lower().replace("’", "").replace("'", ""))
    slug = ""
    for word in words:
        if slug and len(slug) + 1 + len(word) > longest:
            break
        slug = f"{slug}-{word}" if slug else word
    return slug or "section"
