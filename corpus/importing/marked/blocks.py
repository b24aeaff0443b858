"""Markdown -> its parts, each with the links in it; read by markdown-it; HTML in it is read like a page."""

from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from corpus.importing.draft import Heading, Item, ListPart, Paragraph, Part, Table
from corpus.importing.escape import folded
from corpus.importing.marked.inline import HARD, Words, paragraphs_of, without_links, words_of
from corpus.importing.text.line import WRAPPED_UP_TO


@dataclass(frozen=True, slots=True)
class Block:
    """A part with its words, how many of them are links, to the `addresses`, and whether all stand in bold."""

    part: Part
    text: str
    linked: int = 0
    addresses: tuple[str, ...] = ()
    bold: bool = False


def blocks_of(text: str, *, by_line: bool) -> list[Block]:
    """The blocks in order; `by_line` where each line of a paragraph is a paragraph by itself."""
    tree = SyntaxTreeNode(MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text))
    return [block for node in tree.children for block in _blocks(node, by_line=by_line) if block.text]


def _blocks(node: SyntaxTreeNode, *, by_line: bool, quotation: bool = False) -> Iterator[Block]:
    if node.type == "heading":
        words = words_of(node)
        yield _block(Heading(int(node.tag[1]), folded(_line(words))), words)
    elif node.type in ("bullet_list", "ordered_list"):
        yield from _list_blocks(node)
    elif node.type == "table":
        rows = [[words_of(cell) for cell in row.children] for part in node.children for row in part.children]
        cells = tuple(tuple(without_links(cell.text)[0].replace(HARD, "\n") for cell in row) for row in rows)
        yield _block(Table(cells), sum((cell for row in rows for cell in row), Words("")))
    elif node.type == "html_block":
        yield from _html_blocks(node.content)
    elif node.type == "blockquote":
        for child in node.children:
            yield from _blocks(child, by_line=by_line, quotation=True)
    elif node.type in ("fence", "code_block"):
        yield _block(Paragraph(folded(node.content), quotation), Words(""))
    elif node.type == "paragraph":
        yield from _paragraph_blocks(words_of(node), by_line, quotation)


def _paragraph_blocks(words: Words, by_line: bool, quotation: bool) -> Iterator[Block]:
    long = any(len(line) > WRAPPED_UP_TO for line in words.text.split("\n"))
    for paragraph in paragraphs_of(words.text, by_line=by_line or long):
        text, linked = without_links(paragraph)
        addresses = words.addresses if linked else ()
        yield Block(Paragraph(folded(text), quotation), folded(text), linked, addresses, words.bold)


def _block(part: Part, words: Words) -> Block:
    return Block(part, _text_of(part), without_links(words.text)[1], words.addresses, words.bold)


def _line(words: Words) -> str:
    return without_links(" ".join(paragraphs_of(words.text, by_line=False)))[0]


def _list_blocks(node: SyntaxTreeNode) -> Iterator[Block]:
    """A list; a table or code inside an item follows it as a block of its own."""
    found = list(_items(node, 0))
    items = tuple(item for item, _, _ in found)
    yield _block(ListPart(items), sum((words for _, words, _ in found), Words("")))
    for _, _, apart in found:
        yield from apart


def _items(node: SyntaxTreeNode, depth: int) -> Iterator[tuple[Item, Words, list[Block]]]:
    """The items of a list and of those inside it, each with its words and with the blocks that are no text."""
    for child in node.children:
        texts = [words_of(part) for part in child.children if part.type in ("paragraph", "heading")]
        inner = [part for part in child.children if part.type in ("bullet_list", "ordered_list")]
        others = [part for part in child.children if part.type not in ("paragraph", "heading") and part not in inner]
        words = sum(texts[1:], texts[0]) if texts else Words("")
        number = f"{child.info}{child.markup}" if node.type == "ordered_list" else ""
        apart = [block for part in others for block in _blocks(part, by_line=False)]
        text = folded(" ".join(map(_line, texts)))
        yield Item(text, depth, number), words, apart
        for part in inner:
            yield from _items(part, depth + 1)


def _html_blocks(content: str) -> Iterator[Block]:
    from corpus.importing.html.content import Content
    from corpus.importing.html.read import PageReader, Place
    from corpus.importing.lines.parts import parts_of
    from corpus.importing.tree import parsed_html

    body = parsed_html(content).first("body")
    if body:
        reader = PageReader(Content(body))
        reader.read(body, Place(inside=True))
        yield from (_block(part, Words("")) for part in parts_of(reader.blocks)[0])


def _text_of(part: Part) -> str:
    if isinstance(part, ListPart):
        return folded(" ".join(f"{item.number} {item.text}" for item in part.items))
    if isinstance(part, Table):
        return folded(" ".join(cell for row in part.rows for cell in row))
    return folded(part.text)
