"""Word files (.docx, .docm): their text with headings, lists, tables and notes, and what was left out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import unescape
from pathlib import Path

from corpus.importing.docx.checked import without_wrong_numbers
from corpus.importing.docx.numbering import Numbering
from corpus.importing.docx.package import Package, open_package
from corpus.importing.docx.properties import stated_by
from corpus.importing.docx.read import Reader
from corpus.importing.docx.styles import Styles
from corpus.importing.draft import Draft, FurnitureKind, Heading, Item, LeftOut, ListPart, Part, Table
from corpus.importing.escape import folded
from corpus.importing.lines.contents import without_contents
from corpus.importing.lines.headings.styled import with_true_headings
from corpus.importing.lines.line import Block, Line
from corpus.importing.lines.pages import without_pages
from corpus.importing.lines.parts import parts_of
from corpus.importing.tree import Node

_FURNITURE: dict[str, FurnitureKind] = {"header": "running header", "footer": "running footer"}
_NOTES = {"footnotes": ("Footnotes", "footnote"), "endnotes": ("Endnotes", "endnote")}


def read_word(path: Path) -> Draft:
    """The draft of a Word file. Raises ImportedFileError where it is none, is damaged, or may do harm."""
    package = open_package(path)
    reader = Reader(Styles(package.tree("styles")), Numbering(package.tree("numbering")))
    blocks, misnumbered = without_wrong_numbers(list(reader.blocks(package.trees["document"][0])))
    blocks, contents = without_contents(blocks)
    blocks, feet = without_pages(blocks)
    parts, doubts = parts_of(_from_first_level(with_true_headings(blocks)))
    parts += _notes(package, reader, parts)
    text = "\n\n".join(map(_plain, package.plain))
    return Draft(
        parts=tuple(parts),
        pages=(text,),
        paged=False,
        stated=stated_by(package, text),
        left_out=(*contents, *feet, *_furniture(package, reader), *_hidden(reader)),
        doubts=(*misnumbered, *doubts, *_doubts(package, reader)),
    )


def _from_first_level(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with their headings lifted, so that the highest are on level 1 in a file without a title too."""
    above = min((block.level for block in blocks if isinstance(block, Line) and block.level), default=1) - 1
    return [replace(b, level=b.level - above) if isinstance(b, Line) and b.level else b for b in blocks]


def _notes(package: Package, reader: Reader, parts: Sequence[Part]) -> Iterator[Part]:
    """The notes at the foot of pages and at the end, each kind as a list under a heading."""
    level = min((part.level for part in parts[1:] if isinstance(part, Heading)), default=1)
    for kind, (title, name) in _NOTES.items():
        tree = package.tree(kind)
        if tree is None:
            continue
        notes = {
            node.get("id"): text for node in tree.elements() if node.name == name and (text := _text(reader, node))
        }
        order = dict.fromkeys([*reader.aside.footnotes, *reader.aside.endnotes, *notes])
        items = [notes[identity] for identity in order if identity in notes]
        if items:
            yield Heading(level, title)
            yield ListPart(tuple(Item(text, 0, f"{number}.") for number, text in enumerate(items, start=1)))


def _furniture(package: Package, reader: Reader) -> Iterator[LeftOut]:
    for kind, name in _FURNITURE.items():
        for tree in package.trees.get(kind, []):
            if text := _text(reader, tree):
                yield LeftOut(name, text)


def _text(reader: Reader, node: Node) -> str:
    return folded(" ".join(_words(block) for block in reader.blocks(node)))


def _words(block: Block) -> str:
    return " ".join(" ".join(row) for row in block.rows) if isinstance(block, Table) else block.text


def _hidden(reader: Reader) -> Iterator[LeftOut]:
    text = folded(" ".join(reader.aside.hidden))
    if text:
        yield LeftOut("page furniture", text)


def _doubts(package: Package, reader: Reader) -> Iterator[str]:
    pictures = reader.aside.pictures
    if pictures:
        yield f"{pictures} {'picture was' if pictures == 1 else 'pictures were'} not read: look for words inside."
    if package.outside:
        yield f"The file refers to something outside it ({', '.join(package.outside)}); nothing was fetched."
    if package.unread:
        yield f"The file holds {' and '.join(package.unread)}; nothing of it was run or read."


def _plain(content: bytes) -> str:
    """All words of a part as they stand in its XML, without understanding it: the measure of what was kept."""
    text = content.decode("utf-8", "replace")
    for gone in ("del", "moveFrom", "Fallback"):
        text = re.sub(rf"<(\w+:)?{gone}(?:\s[^>]*[^>/]|)>.*?</(?:\w+:)?{gone}>", "", text, flags=re.DOTALL)
    ends = r"(</(?:\w+:)?p>|<(?:\w+:)?(?:p?tab|br|cr)\b)"
    found = re.finditer(rf"<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)</|{ends}", text)
    return unescape("".join("\n" if one[2] else one[1] for one in found))
