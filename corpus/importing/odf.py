"""OpenDocument texts (.odt) -> their draft: headings, lists, tables and notes."""

import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus.importing.draft import Draft, Heading, Item, LeftOut, ListPart, Stated, Table
from corpus.importing.errors import ImportedFileError
from corpus.importing.escape import folded
from corpus.importing.lines.line import Block, Line, Mark
from corpus.importing.lines.parts import parts_of
from corpus.importing.tree import Node, parsed_xml

# A policy of 2,000 pages holds about 20 MB of XML.
_LARGEST = 64_000_000
_CONTENTS = ("table-of-content", "alphabetical-index", "illustration-index", "table-index")
_HIDDEN = ("tracked-changes", "annotation", "annotation-end", "note-citation", "forms", "sequence-decls")
_ROWS = ("table-header-rows", "table-rows", "table-row-group")
_SPACES = {"tab": "\t", "line-break": "\n", "s": " "}
# No table is wider; what repeats a cell more often fills a page.
_WIDEST = 40
# How far each list stands inside the one around it, in twentieths of a point.
_STEP = 400
_NUMBERS = "The numbers that the program gives to items of lists were not read: check where the text refers to them."


@dataclass(slots=True)
class _Reader:
    """Reads a text; `bold` names styles, `numbered` those of lists, and the other fields collect what is found."""

    bold: frozenset[str]
    numbered: frozenset[str]
    notes: list[str] = field(default_factory=list)
    contents: list[str] = field(default_factory=list)
    has_numbers: bool = False

    def blocks(self, node: Node) -> Iterator[Block]:
        """The blocks below an element, in order."""
        for child in node.elements():
            if child.name in ("p", "h"):
                yield from self._paragraph(child, None, 0)
            elif child.name == "list":
                self.has_numbers |= child.get("style-name") in self.numbered
                yield from self._items(child, 0, child.get("style-name"))
            elif child.name == "table":
                yield Table(tuple(self._rows(child)), headed=child.first("table-header-rows") is not None)
            elif child.name in _CONTENTS:
                self.contents += [self._text(one) for one in child.within("p", "h")]
            elif child.name not in _HIDDEN:
                yield from self.blocks(child)

    def _items(self, node: Node, depth: int, family: str) -> Iterator[Block]:
        for item in node.elements():
            mark: Mark | None = Mark(f"list {family}", depth)
            for child in item.elements():
                if child.name in ("p", "h"):
                    yield from self._paragraph(child, mark, (depth + 1) * _STEP)
                    mark = None
                elif child.name == "list":
                    yield from self._items(child, depth + 1, family)

    def _paragraph(self, node: Node, mark: Mark | None, indent: int) -> Iterator[Block]:
        text = self._text(node)
        # The title stands over all headings.
        level = _level(node) + 1 if node.name == "h" else int(node.get("style-name") == "Title")
        if text.strip():
            mark = None if level else mark
            yield Line(text, level, mark, bold=self._is_bold(node), indent=indent)
        for box in node.within("text-box"):
            yield from self.blocks(box)

    def _is_bold(self, node: Node) -> bool:
        if node.get("style-name") in self.bold:
            return True
        inner = [child for child in node.children if not isinstance(child, str) or child.strip()]
        spans = [child for child in inner if isinstance(child, Node) and child.text().strip()]
        return bool(spans) and len(spans) == len(inner) and all(map(self._is_bold, spans))

    def _rows(self, table: Node) -> Iterator[tuple[str, ...]]:
        rows = [
            [self._cell(cell) for cell in row.elements() for _ in range(_times(cell))][:_WIDEST]
            for row in _rows_of(table)
        ]
        width = max((place + 1 for row in rows for place, cell in enumerate(row) if cell), default=0)
        for row in rows:
            yield tuple([*row, *[""] * width][:width])

    def _cell(self, cell: Node) -> str:
        return "\n".join(text for one in cell.within("p", "h") if (text := self._text(one).strip()))

    def _text(self, node: Node) -> str:
        """The words of a paragraph; those of its notes are put aside."""
        texts = []
        for child in node.children:
            if isinstance(child, str):
                texts.append(child)
            elif child.name == "note":
                self.notes += [folded(" ".join(map(self._text, child.within("p"))))]
            elif child.name not in (*_HIDDEN, "text-box"):
                texts.append(_SPACES.get(child.name) or self._text(child))
        return "".join(texts)


def _level(heading: Node) -> int:
    level = heading.get("outline-level")
    return int(level) if level.isdigit() else 1


def _rows_of(table: Node) -> Iterator[Node]:
    """The rows of a table, and none of a table inside it."""
    for child in table.elements():
        if child.name == "table-row":
            yield child
        elif child.name in _ROWS:
            yield from _rows_of(child)


def _times(cell: Node) -> int:
    repeated = cell.get("number-columns-repeated")
    return min(int(repeated), _WIDEST) if repeated.isdigit() else 1


def read_odt(path: Path) -> Draft:
    """The draft of an OpenDocument text. Raises ImportedFileError where it is damaged or locked."""
    content, styles, meta = (_part(path, name) for name in ("content.xml", "styles.xml", "meta.xml"))
    body = content.first("body", "text")
    if body is None:
        raise ImportedFileError(f"{path.name} is an OpenDocument file without text; save what it says as .docx or PDF.")
    reader = _Reader(_named([content, styles], _is_bold_style), _named([content, styles], _is_numbered_style))
    parts, doubts = parts_of(list(reader.blocks(body)))
    if reader.notes:
        notes = enumerate(reader.notes, start=1)
        parts += [Heading(1, "Footnotes"), ListPart(tuple(Item(text, 0, f"{number}.") for number, text in notes))]
    title = next((folded(node.text()) for node in meta.within("title")), "")
    left_out = [LeftOut("table of contents", "\n".join(reader.contents))] if reader.contents else []
    return Draft(
        tuple(parts),
        ("\n\n".join(_plain(body)),),
        paged=False,
        stated=Stated(title=title or None),
        left_out=tuple(left_out),
        doubts=(*([_NUMBERS] if reader.has_numbers else []), *doubts),
    )


def _part(path: Path, name: str) -> Node:
    """The root of a part; an empty one where the file has none."""
    try:
        with zipfile.ZipFile(path) as archive:
            if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise ImportedFileError(f"{path.name} is locked with a password; save it without one.")
            if name not in archive.namelist():
                return Node("")
            with archive.open(name) as part:
                text = part.read(_LARGEST + 1)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, KeyError, RuntimeError) as error:
        raise ImportedFileError(f"{path.name} is damaged; save it again in the program that made it.") from error
    if len(text) > _LARGEST:
        raise ImportedFileError(f"{path.name} would unpack to more than any policy needs; we do not open it.")
    return parsed_xml(text, path.name)


def _named(trees: Sequence[Node], holds: Callable[[Node], bool]) -> frozenset[str]:
    return frozenset(
        style.get("name") for tree in trees for style in tree.within("style", "list-style") if holds(style)
    )


def _is_bold_style(style: Node) -> bool:
    return any(node.get("font-weight") == "bold" for node in style.within("text-properties"))


def _is_numbered_style(style: Node) -> bool:
    return any(node.get("num-format") for node in style.within("list-level-style-number"))


def _plain(node: Node) -> Iterator[str]:
    """The paragraphs in order as a simpler reader finds them."""
    for child in node.elements():
        if child.name in ("p", "h"):
            yield " ".join(piece for one in _pieces(child) if (piece := one.strip()))
        elif child.name not in _HIDDEN:
            yield from _plain(child)


def _pieces(node: Node) -> Iterator[str]:
    text = ""
    for child in node.children:
        if isinstance(child, str):
            text += child
        elif child.name in ("span", "a"):
            text += child.text()
        elif child.name in ("annotation", "note-citation"):
            continue
        else:
            yield text
            text = ""
            yield from _pieces(child)
    yield text
