"""Curated Markdown files -> Documents; markdown-it is confined to this file."""

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise, takewhile
from pathlib import Path
from typing import Annotated, cast

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from corpus.document import Block, CurrencyNote, Document, Section, Span, Status, Voice
from corpus.errors import CorpusError

DOCUMENTS = Path(__file__).parent / "guidance" / "documents"

_VOICE = re.compile(r"<!--\s*voice:\s*(publisher|reply|reader)\s*-->")

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _Currency(BaseModel):
    model_config = ConfigDict(extra="forbid")
    terms: list[Text] = Field(min_length=1)
    note: Text


class _FrontMatter(BaseModel):
    """Every field without a default must stand in the file; null says that the document does not state it."""

    model_config = ConfigDict(extra="forbid")
    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    title: Text
    publisher: Text | None
    author: Text | None
    published: Text | None
    period: Text | None
    kind: Text
    url: Text | None
    rights: Text | None
    status: Status
    currency: list[_Currency]
    raw: Text
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    replies_by: Text | None = None
    leader: Text | None = None
    courtesies: tuple[Text, ...] = ()


def load_documents(folder: Path = DOCUMENTS) -> list[Document]:
    """All curated documents of a folder, by id. Raises CorpusError naming the file and what is wrong with it."""
    paths = sorted(folder.glob("*.md"))
    if not paths:
        raise CorpusError(f"No curated documents (*.md) in {folder}; name a folder that holds some.")
    documents = [load_document(path) for path in paths]
    for path, document in zip(paths, documents, strict=True):
        if path.stem != document.id:
            raise CorpusError(f"{path.name}: its id is '{document.id}'; a document's file is named after its id.")
    return documents


def load_document(path: Path) -> Document:
    """One curated file. Raises CorpusError when it cannot be read, or its front matter is not as it must be."""
    front, body = _split_front_matter(_read(path), path.name)
    fields = front.model_dump(exclude={"currency"})
    currency = tuple(CurrencyNote(tuple(entry.terms), entry.note) for entry in front.currency)
    sections = tuple(_sections(body, front.title, path.name))
    return Document(**fields, currency=currency, body=body, sections=sections)


def fingerprint(folder: Path = DOCUMENTS, pattern: str = "*.md") -> dict[str, str]:
    """The SHA-256 of each file of a folder, by document id, without reading what is in them."""
    return {path.stem: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob(pattern))}


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path.name} is not UTF-8 (byte {error.start}); save it as UTF-8.") from error
    except OSError as error:
        raise CorpusError(f"{path} cannot be read: {error.strerror}.") from error


def _split_front_matter(text: str, name: str) -> tuple[_FrontMatter, str]:
    match = re.match(r"---\n(.*?\n)---\n", text, re.DOTALL)
    if match is None:
        raise CorpusError(f"{name}: no front matter; begin the file with YAML between two lines of '---'.")
    try:
        fields = yaml.safe_load(match[1])
        if not isinstance(fields, dict):
            raise CorpusError(f"{name}: the front matter is not a list of 'field: value' lines.")
        if isinstance(fields.get("published"), date | int):
            fields["published"] = str(fields["published"])
        return _FrontMatter(**fields), text[match.end() :]
    except yaml.YAMLError as error:
        raise CorpusError(f"{name}: the front matter is not valid YAML: {_one_line(error)}") from error
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise CorpusError(f"{name}: front matter: {problems}") from error


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())


def _sections(body: str, title: str, name: str) -> list[Section]:
    """The sections in reading order; a heading without text of its own is one too, so that the outline is whole.

    What stands before the first heading is a section under the document's title.
    """
    lines = _line_starts(body)
    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    top = [token for token in tokens if token.level == 0 and token.map]
    if not top:
        raise CorpusError(f"{name}: the body is empty; a document needs text.")
    starts = [number for number, token in enumerate(top) if token.type == "heading_open"]
    paths = _paths([(int(top[n].tag[1]), _source(top[n], body, lines)) for n in starts], name)
    contents = [top[start + 1 : end] for start, end in pairwise([*starts, len(top)])]
    if top[0].type != "heading_open":
        starts, paths, contents = [0, *starts], [(title,), *paths], [top[: starts[0] if starts else None], *contents]
    reader = _Reader(body, lines, tokens)
    return [
        reader.section(path, anchor, content, _children(paths, index), _span(top[start], body, lines).start)
        for index, (path, anchor, content, start) in enumerate(
            zip(paths, _anchors(paths), contents, starts, strict=True)
        )
    ]


def _paths(headings: list[tuple[int, str]], name: str) -> list[tuple[str, ...]]:
    path: list[str] = []
    paths: list[tuple[str, ...]] = []
    for level, source in headings:
        if level > len(path) + 1:
            raise CorpusError(f"{name}: heading '{source}' skips a level; add the one above it.")
        path = [*path[: level - 1], source.lstrip("#").strip()]
        paths.append(tuple(path))
    return paths


class _Reader:
    """Markdown tokens -> our blocks, with their places in the body."""

    def __init__(self, body: str, lines: list[int], tokens: list[Token]) -> None:
        self.body, self.lines, self.tokens = body, lines, tokens

    def section(
        self, path: tuple[str, ...], anchor: str, content: list[Token], children: tuple[str, ...], start: int
    ) -> Section:
        voice: Voice = "publisher"
        blocks: list[Block] = []
        notes: list[str] = []
        for token in content:
            source = _source(token, self.body, self.lines)
            if match := _VOICE.match(source):
                voice = cast("Voice", match[1])
            elif source.startswith("> [!NOTE]"):
                notes.append(" ".join(line.lstrip("> ") for line in source.splitlines()[1:]))
                blocks.append(Block("note", _span(token, self.body, self.lines)))
            else:
                blocks.append(self._block(token))
        return Section(path, anchor, voice, tuple(blocks), tuple(notes), children, start)

    def _block(self, token: Token) -> Block:
        span = _span(token, self.body, self.lines)
        if token.type == "blockquote_open":
            marker = re.match(r">\s*", self.body[span.start : span.end])
            return Block("quotation", Span(span.start + (marker.end() if marker else 0), span.end))
        if token.type in ("bullet_list_open", "ordered_list_open"):
            items = [t for t in self._inside(token) if t.type == "list_item_open" and t.level == 1]
            return Block("list", span, tuple(self._item(item) for item in items))
        if token.type == "table_open":
            rows = [_span(t, self.body, self.lines) for t in self._inside(token) if t.type == "tr_open" and t.map]
            return Block("table", span, tuple(rows[1:]), tuple(cells(self.body[rows[0].start : rows[0].end])))
        return Block("paragraph", span)

    def _inside(self, token: Token) -> Iterator[Token]:
        following = self.tokens[self.tokens.index(token) + 1 :]
        return takewhile(lambda t: t.level > 0, following)

    def _item(self, token: Token) -> Span:
        """A bullet is left out of the item; a number is the document's own and stays."""
        span = _span(token, self.body, self.lines)
        bullet = re.match(r"[-*+]\s+", self.body[span.start : span.end])
        return Span(span.start + (bullet.end() if bullet else 0), span.end)


def cells(row: str) -> list[str]:
    """The cells of one row of a Markdown table, without the white space around them."""
    return [cell.strip() for cell in row.strip().removeprefix("|").removesuffix("|").split("|")]


def _line_starts(body: str) -> list[int]:
    starts = [0]
    for line in body.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    return starts


def _span(token: Token, body: str, lines: list[int]) -> Span:
    assert token.map is not None  # tokens that open a block have one
    start, end = lines[token.map[0]], lines[token.map[1]]
    text = body[start:end]
    return Span(start + len(text) - len(text.lstrip()), end - (len(text) - len(text.rstrip())))


def _source(token: Token, body: str, lines: list[int]) -> str:
    span = _span(token, body, lines)
    return body[span.start : span.end]


def _children(paths: list[tuple[str, ...]], index: int) -> tuple[str, ...]:
    depth = len(paths[index])
    below = []
    for path in paths[index + 1 :]:
        if len(path) <= depth:
            break
        if len(path) == depth + 1:
            below.append(path[-1])
    return tuple(below)


def _anchors(paths: list[tuple[str, ...]]) -> list[str]:
    """A name for each section from its own headings alone, so that editing one leaves the others' as they are."""
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
