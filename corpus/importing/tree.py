"""XML and HTML -> plain trees of nodes; lxml is confined to this file, and nothing is fetched or expanded by it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from corpus.importing.errors import ImportedFileError

# Deeper nodes are put into the one at this depth, so that what walks a tree never runs out of stack.
_DEEPEST = 180


@dataclass(slots=True)
class Node:
    """An element: its name and attributes without namespaces, its texts and elements in order."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Node | str]" = field(default_factory=list)

    def get(self, name: str) -> str:
        """The value of an attribute, "" where it is not given."""
        return self.attributes.get(name, "")

    def elements(self) -> "list[Node]":
        """The children that are elements."""
        return [child for child in self.children if isinstance(child, Node)]

    def first(self, *names: str) -> "Node | None":
        """The child at the end of a path of names, the first at each step."""
        node: Node | None = self
        for name in names:
            node = next((child for child in node.elements() if child.name == name), None) if node else None
        return node

    def within(self, *names: str) -> "Iterator[Node]":
        """The elements of these names at any depth, in order; of any name where none is given."""
        for child in self.elements():
            if not names or child.name in names:
                yield child
            yield from child.within(*names)

    def text(self) -> str:
        """All texts in order, with nothing between them."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


class _Builder:
    """Builds the tree while the parser reads."""

    def __init__(self, name: str = "") -> None:
        """With a `name`, that of a file, a declaration of types is refused."""
        self.root = Node("")
        self._open = [self.root]
        self._deeper = 0
        self._name = name

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        node = Node(_local(tag), {_local(name): value for name, value in attributes.items()})
        self._open[-1].children.append(node)
        if len(self._open) > _DEEPEST:
            # Its text and children follow it instead of standing in it.
            self._deeper += 1
        else:
            self._open.append(node)

    def end(self, _tag: str) -> None:
        if self._deeper:
            self._deeper -= 1
        elif len(self._open) > 1:
            self._open.pop()

    def data(self, text: str) -> None:
        children = self._open[-1].children
        if children and isinstance(children[-1], str):
            children[-1] += text
        else:
            children.append(text)

    def doctype(self, *_: object) -> None:
        if self._name:
            raise ImportedFileError(
                f"{self._name} declares its own entities, which no word processor does; we do not open it."
            )

    def comment(self, _text: str) -> None: ...

    def pi(self, _target: str, _data: str | None = None) -> None: ...

    def close(self) -> Node:
        return self.root


def parsed_xml(content: bytes, name: str) -> Node:
    """The root element. Raises ImportedFileError where the XML of the file `name` is broken or declares a DTD."""
    from lxml import etree

    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        _Builder(name).doctype()
    parser = etree.XMLParser(target=_Builder(name), resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root: Node = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ImportedFileError(f"{name} is damaged; save it again in the program that made it.") from error
    return root.elements()[0]


def parsed_html(text: str) -> Node:
    """The element html, whatever the text is: a browser's parser takes everything."""
    from lxml import etree

    parser = etree.HTMLParser(target=_Builder(), no_network=True, encoding="utf-8")
    root: Node = etree.fromstring(text.encode("utf-8", "replace") or b" ", parser)
    return next((node for node in root.elements() if node.name == "html"), Node("html"))


@lru_cache(4096)
def _local(name: str) -> str:
    return name.rpartition("}")[2]
