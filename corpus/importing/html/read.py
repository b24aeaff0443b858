"""The elements of a web page -> lines and tables in reading order, with what is furniture set aside."""

import re
from dataclasses import dataclass, field, replace

from corpus.importing.draft import FurnitureKind, LeftOut
from corpus.importing.escape import folded
from corpus.importing.html import office
from corpus.importing.html.content import Content
from corpus.importing.html.numbers import first_number, shown_number
from corpus.importing.html.sizes import HEADING_SIZES, USUAL_SIZE, size_of
from corpus.importing.html.tables import definitions, is_list_of_terms, rows_of
from corpus.importing.html.words import NEVER_SHOWN
from corpus.importing.lines.breaks import Piece, parted
from corpus.importing.lines.grid import blocks_of_table
from corpus.importing.lines.line import Block, Line, Mark
from corpus.importing.tree import Node

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "ins", "kbd", "label", "mark", "nobr", "o:p", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr", "button", "picture", "ruby", "rb", "rt",
}  # fmt: skip
_BOLD = {"b", "strong", "u", "summary", "dt"}
_LISTS = {"ul", "ol", "menu", "dir"}
# How far each list sets its items in, in twentieths of a point.
_INDENT = 360


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands: the level of its heading, the item it belongs to, how many lists are around it."""

    level: int = 0
    mark: Mark | None = None
    depth: int = 0
    bold: bool = False
    quotation: bool = False
    contents: bool = False
    inside: bool = False
    size: float = USUAL_SIZE


@dataclass(slots=True)
class PageReader:
    """Reads one page into `blocks`, and what is furniture into `left_out`."""

    content: Content
    left_out: list[LeftOut] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    _text: list[Piece] = field(default_factory=list)
    _lists: int = 0
    _after_link: bool = False
    _begun: set[int] = field(default_factory=set)

    def read(self, node: Node, place: Place) -> None:
        """Read what stands in a node, and end the line that is open then."""
        for child in node.children:
            if isinstance(child, str):
                self._say(child if node.name == "pre" else re.sub(r"\s+", " ", child), place)
            elif child.name not in NEVER_SHOWN:
                # Links side by side are set apart by the page's style.
                if child.name == "a" and self._after_link:
                    self._say(" ", place)
                self._element(child, place)
                self._after_link = self._after_link or child.name == "a"
        if node.name not in _INLINE:
            self._end(place)

    def _say(self, text: str, place: Place) -> None:
        self._after_link = self._after_link and not text
        self._text.append(Piece(text, place.bold, place.size))

    def apart(self, node: Node, place: Place) -> list[Block]:
        """The blocks of a node that stands apart, such as a cell."""
        before, self.blocks = self.blocks, []
        self.read(node, replace(place, level=0, mark=None))
        inner, self.blocks = self.blocks, before
        return inner

    def leave(self, node: Node, kind: FurnitureKind) -> None:
        """Leave a node out."""
        lines = filter(None, map(folded, spaced(node).split("\n")))
        if text := "\n".join(lines):
            self.left_out.append(LeftOut(kind, text))

    def _element(self, node: Node, place: Place) -> None:
        place = replace(place, inside=place.inside or self.content.is_main(node))
        kind = self.content.furniture(node, place.inside)
        if kind and not (place.level and node.name == "button"):
            self.leave(node, kind)
        elif node.name in ("br", "img", "input"):
            self._say("\n" if node.name == "br" else " ", place)
        elif node.name in _INLINE:
            if not office.is_mark(node) or place.level:
                bold = place.bold or node.name in _BOLD
                self.read(node, replace(place, bold=bold, size=size_of(node) or place.size))
        else:
            self._end(place)
            self._block(node, place)

    def _block(self, node: Node, place: Place) -> None:
        if node.name in _LISTS:
            self._list(node, place)
        elif node.name == "table":
            rows, heads = rows_of(node, self, place)
            self.blocks += blocks_of_table(rows, heads)
        elif node.name == "dl" and is_list_of_terms(node):
            self.blocks += definitions(node, self, place)
        else:
            self.read(node, self._inner(node, place))

    def _inner(self, node: Node, place: Place) -> Place:
        if level := _HEADINGS.get(node.name) or office.title_level(node):
            return replace(place, level=level, mark=None, bold=True, size=HEADING_SIZES[level - 1])
        mark = office.mark_of(node)
        return replace(
            place,
            bold=place.bold or node.name in _BOLD,
            size=size_of(node) or place.size,
            mark=mark or place.mark,
            depth=mark.level + 1 if mark else place.depth,
            quotation=place.quotation or node.name == "blockquote",
            contents=place.contents or office.is_contents(node),
        )

    def _list(self, node: Node, place: Place) -> None:
        self._lists += 1
        name, deeper = office.list_and_depth(node)
        family, count = name or f"list {self._lists}", first_number(node)
        inner = replace(place, depth=place.depth + 1 + deeper, level=0)
        for child in node.children:
            if isinstance(child, str):
                self._say(re.sub(r"\s+", " ", child), place)
            elif child.name != "li":
                self._element(child, replace(inner, mark=None))
            elif self.content.furniture(child, place.inside):
                self.leave(child, "page furniture")
            else:
                value = child.get("value")
                count = int(value) if re.fullmatch(r"-?\d{1,6}", value) else count
                number = shown_number(node, child, count) if node.name == "ol" else ""
                mark = None if _lays_out(child) else Mark(family, deeper, number)
                self.read(child, replace(inner, mark=mark))
                count += 1
        self._end(place)

    def _end(self, place: Place) -> None:
        """End the line that is open, if words stand in it."""
        pieces, self._text = self._text, []
        if not folded("".join(piece.text for piece in pieces)):
            return
        line = Line(
            "",
            place.level,
            place.mark,
            bool(place.level),
            place.size,
            indent=place.depth * _INDENT,
            quotation=place.quotation,
            contents=place.contents,
        )
        if place.mark is None and not place.level:
            self.blocks += [
                replace(line, text=piece.text, bold=piece.bold, size=piece.size) for piece in parted(pieces)
            ]
            return
        text = folded("".join(piece.text for piece in pieces))
        last = self.blocks[-1] if self.blocks else None
        if isinstance(last, Line) and place.mark and last.mark is place.mark:
            self.blocks[-1] = replace(last, text=f"{last.text} {text}")
        else:
            # Text after an inner list goes on with the item that the list stands in.
            begun = id(place.mark) in self._begun
            self._begun |= {id(place.mark)} if place.mark else set()
            self.blocks.append(replace(line, text=text, mark=None if begun else place.mark))


def spaced(node: Node) -> str:
    """The text of a node, with its blocks on lines of their own and a space between links side by side."""
    if node.name in NEVER_SHOWN:
        return ""
    text = "".join(" ".join(child.split("\n")) if isinstance(child, str) else spaced(child) for child in node.children)
    if node.name in ("a", "button"):
        return f" {text} "
    return text if node.name in _INLINE else f"\n{text}\n"


def _lays_out(item: Node) -> bool:
    """Whether an "item" of a list is a piece of the page, with a heading or a table of its own."""
    return any(child.name in _HEADINGS or child.name == "table" for child in item.within())
