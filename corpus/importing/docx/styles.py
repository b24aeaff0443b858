"""The styles of a Word file: how a paragraph or a run looks, and what its style says it is."""

import re
from dataclasses import dataclass

from corpus.importing.tree import Node

_NO = ("0", "false", "off", "none")
_HEADING = re.compile(r"^heading (\d)$")
_OTHER_HEADING = re.compile(r"\bhead(?:ing)?\s*(\d)\b")
# Word's own size where the file sets none, in half points.
_USUAL_SIZE = 20


@dataclass(frozen=True, slots=True)
class Style:
    """A style with what it inherits: None where nothing in its chain says.

    `outline` is the level of a heading, from 1. `heads` says that a table of this style sets its first row apart.
    `name` is its own in lower case, and `identities` are the ids of the chain, its own first.
    """

    name: str = ""
    identities: tuple[str, ...] = ()
    outline: int | None = None
    number: tuple[str, int | None] | None = None
    bold: bool | None = None
    size: int | None = None
    indent: int | None = None
    hidden: bool = False
    heads: bool = False


class Styles:
    """The styles by id; an unknown id has the look of the default paragraph."""

    def __init__(self, tree: Node | None) -> None:
        nodes = [node for node in tree.elements() if node.name == "style"] if tree else []
        self._nodes = {node.get("styleId"): node for node in nodes}
        self._made: dict[str, Style] = {}
        self.default = next(
            (node.get("styleId") for node in nodes if node.get("type") == "paragraph" and on(node, "default")), ""
        )
        defaults = tree.first("docDefaults", "rPrDefault", "rPr") if tree else None
        self.usual_size = size_of(defaults) or self.of(self.default).size or _USUAL_SIZE

    def of(self, identity: str) -> Style:
        """A style with everything that it inherits."""
        if identity not in self._made:
            self._made[identity] = Style()  # A style that inherits from itself ends here.
            node = self._nodes.get(identity)
            self._made[identity] = self._resolved(node, identity) if node else Style()
        return self._made[identity]

    def _resolved(self, node: Node, identity: str) -> Style:
        above = self.of(value(node, "basedOn"))
        name = value(node, "name").lower()
        paragraph, run = node.first("pPr"), node.first("rPr")
        return Style(
            name=name,
            identities=(identity, *above.identities),
            outline=_outline(name, paragraph, above),
            number=numbering_of(paragraph, above.number),
            bold=above.bold if (bold := switch(run, "b")) is None else bold,
            size=size_of(run) or above.size,
            indent=above.indent if (indent := indent_of(paragraph)) is None else indent,
            hidden=switch(run, "vanish") or above.hidden,
            heads=above.heads
            or any(one.name == "tblStylePr" and one.get("type") == "firstRow" for one in node.elements()),
        )


def _outline(name: str, paragraph: Node | None, above: Style) -> int | None:
    if found := _HEADING.match(name) or _OTHER_HEADING.search(name):
        return None if name.startswith("toc") else int(found[1])
    level = outline_of(paragraph)
    return above.outline if level is None else level or None


def outline_of(paragraph: Node | None) -> int | None:
    """The outline level that properties set, from 1; 0 where they say body text, None where they say nothing."""
    level = value(paragraph, "outlineLvl")
    return (int(level) + 1) % 10 if level.isdecimal() else None


def numbering_of(paragraph: Node | None, above: tuple[str, int | None] | None) -> tuple[str, int | None] | None:
    """The id and level of the numbering that properties set, and what is not set as it is `above` them.

    The id "0" takes a style's numbering away.
    """
    number = paragraph.first("numPr") if paragraph else None
    inherited, inherited_level = above or ("", None)
    identity, level = value(number, "numId") or inherited, value(number, "ilvl")
    if number is None or not identity:
        return above
    if level.isdecimal():
        return identity, int(level)
    return identity, inherited_level if identity == inherited else None


def indent_of(paragraph: Node | None) -> int | None:
    """The left indent in twentieths of a point."""
    node = paragraph.first("ind") if paragraph else None
    text = (node.get("left") or node.get("start")) if node else ""
    return int(float(text)) if re.fullmatch(r"-?\d+(\.\d+)?", text) else None


def size_of(run: Node | None) -> int | None:
    """The size of letters in half points."""
    text = value(run, "sz")
    return int(float(text)) if re.fullmatch(r"\d+(\.\d+)?", text) else None


def switch(properties: Node | None, name: str) -> bool | None:
    """Whether a property is on; None where it is not set."""
    node = properties.first(name) if properties else None
    return on(node) if node else None


def on(node: Node, name: str = "val") -> bool:
    """Whether an attribute says yes; a property without a value does, an attribute that is not there does not."""
    return (node.get(name) or ("1" if name == "val" else "0")) not in _NO


def value(node: Node | None, name: str) -> str:
    """The value of a property, "" where it is not set."""
    inner = node.first(name) if node else None
    return inner.get("val") if inner else ""
