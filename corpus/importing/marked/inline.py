"""The words of a line of Markdown, with how many of them are links, and what is bold."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.tree import SyntaxTreeNode

# A line break that the author meant; one where the next word did not fit is a line feed.
HARD = "\v"
_LINK, _END = "\x01", "\x02"
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
# A line of so many words that ends in a stop is a sentence of its own.
_SENTENCE = 8


@dataclass(frozen=True, slots=True)
class Words:
    """A text with its line breaks, and signs around what links to the `addresses`; `bold` where all of it is."""

    text: str
    addresses: tuple[str, ...] = ()
    bold: bool = False

    def __add__(self, other: "Words") -> "Words":
        return Words(f"{self.text} {other.text}".strip(), self.addresses + other.addresses, self.bold and other.bold)


def words_of(node: SyntaxTreeNode) -> Words:
    """The words of a node that holds running text; of pictures, those that stand for them."""
    addresses = tuple(str(link.attrs.get("href", "")) for link in node.walk() if link.type == "link")
    inside = [child for child in _children(node) if _text(child).strip()]
    return Words(_text(node), addresses, bool(inside) and all(child.type == "strong" for child in inside))


def without_links(text: str) -> tuple[str, int]:
    """The text without the signs around its links, and how many of its words are links."""
    linked = sum(len(link.split()) for link in re.findall(f"{_LINK}(.*?){_END}", text, re.DOTALL))
    return text.replace(_LINK, "").replace(_END, ""), linked


def _children(node: SyntaxTreeNode) -> list[SyntaxTreeNode]:
    return [inner for child in node.children for inner in (child.children if child.type == "inline" else [child])]


def _text(node: SyntaxTreeNode) -> str:
    if node.type == "softbreak":
        return "\n"
    if node.type == "hardbreak" or (node.type == "html_inline" and _BREAK.fullmatch(node.content)):
        return HARD
    if node.type == "html_inline":
        return ""
    text = "".join(map(_text, node.children)) if node.children else node.content
    return f"{_LINK}{text}{_END}" if node.type == "link" else text


def paragraphs_of(text: str, *, by_line: bool) -> list[str]:
    """The paragraphs of a text; `by_line` where lines are paragraphs, which nobody wrapped.

    Short lines that were broken on purpose, such as an address, are joined.
    """
    texts = text.split("\n") if by_line else [text.replace("\n", " ")]
    return [paragraph for one in texts for paragraph in _joined([line.strip() for line in one.split(HARD)])]


def _joined(lines: Sequence[str]) -> list[str]:
    paragraphs: list[str] = []
    for line in filter(None, lines):
        before = paragraphs[-1] if paragraphs else ""
        sentence = line.endswith((".", "?", "!")) and len(line.split()) >= _SENTENCE and line[0].isupper()
        if not before or (sentence and not before.endswith(",")):
            paragraphs.append(line)
        else:
            paragraphs[-1] = f"{before} {line}"
    return paragraphs
