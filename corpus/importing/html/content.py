"""Which nodes of a web page are its content, and which its furniture."""

import re
from collections.abc import Iterator

from corpus.importing.draft import FurnitureKind
from corpus.importing.html.furniture import Furniture
from corpus.importing.html.words import Shares
from corpus.importing.tree import Node

# Where less than this share of the prose that is no furniture stands in the content that a page names, we take all.
_MOST = 0.6


class Content:
    """Tells the content of one page from its furniture."""

    def __init__(self, root: Node) -> None:
        self._shares = Shares(root)
        self._furniture = Furniture(self._shares, root)
        self._main = self._main_of(root)
        self._around = set(map(id, _path_to(root, self._main))) if self._main else set()
        self._has_title = self._main is not None and any(True for _ in self._main.within("h1"))

    def is_main(self, node: Node) -> bool:
        """Whether a node holds all the content."""
        return node is self._main

    def furniture(self, node: Node, inside: bool) -> FurnitureKind | None:
        """What kind of furniture a node is, None for content; `inside` says that it stands in the content."""
        if _is_note_mark(node):
            return "page furniture"
        kind = self._furniture.kind(node, inside)
        if kind or inside or self._main is None or id(node) in self._around:
            return kind if id(node) not in self._around else None
        # A page may set its title, and the few words with it, above the content.
        title = not self._has_title and (node.name == "h1" or any(True for _ in node.within("h1")))
        return None if title or not self._shares.of(node).words else "page furniture"

    def _main_of(self, root: Node) -> Node | None:
        """The node that the page names as its content, None where it names none or much prose stands elsewhere."""
        for nodes in _candidates(root):
            if len(nodes) == 1:
                inner = self._shares.of(nodes[0]).prose
                if inner >= _MOST * (inner + self._prose_outside(root, nodes[0])):
                    return nodes[0]
        return None

    def _prose_outside(self, node: Node, main: Node) -> int:
        """The words of prose outside the content that are no furniture by themselves."""
        if node is main:
            return 0
        if not any(inner is main for inner in node.within()):
            return 0 if self._furniture.kind(node, inside=False) else self._shares.of(node).prose
        return sum(self._prose_outside(child, main) for child in node.elements())


def _candidates(root: Node) -> Iterator[list[Node]]:
    nodes = list(root.within())
    yield [node for node in nodes if node.name == "main"]
    yield [node for node in nodes if node.get("role") == "main"]
    yield [node for node in nodes if node.name == "article"]
    for names in (r"main-?content|maincontent|page-?content", r"content|main"):
        yield [node for node in nodes if re.fullmatch(names, node.get("id").lower())]
    yield [node for node in nodes if re.search(r"\b(?:entry|post|article|page)-content\b", node.get("class").lower())]


def _path_to(root: Node, main: Node) -> list[Node]:
    """The nodes around the content, from the root on."""
    for child in root.elements():
        if child is main:
            return [root]
        if path := _path_to(child, main):
            return [root, *path]
    return []


def _is_note_mark(node: Node) -> bool:
    """Whether a node is only the mark of a note, which would stand inside a sentence."""
    if node.get("role") == "doc-noteref":
        return True
    if node.name != "sup":
        return False
    link = next(node.within("a"), None)
    return (
        link is not None
        and link.get("href").startswith("#")
        and re.fullmatch(r"\W*\w{1,3}\W*", node.text()) is not None
    )
