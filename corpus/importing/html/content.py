"""Which nodes of a web page are its content, and which its furniture."""

import re
from collections.abc import Iterator

from corpus.importing.draft import FurnitureKind
from corpus.importing.html.furniture import Furniture
from corpus.importing.html.words import Shares
from corpus.importing.tree import Node

# A part that the page names as its content must hold this share of the prose that is no furniture.
_MOST = 0.75
# An introduction above the content has at least so many words outside links.
_SENTENCE = 10
_NOTICE = 40


class Content:
    """Tells the content of one page from its furniture."""

    def __init__(self, root: Node) -> None:
        self._shares = Shares(root)
        self._furniture = Furniture(self._shares, root)
        self._kept: dict[int, int] = {}
        self._keep(root)
        self._main, self._named = self._main_of(root)
        self._around = set(map(id, _path_to(root, self._main)))
        self._has_title = any(True for _ in self._main.within("h1"))
        self._passed = False
        # What stands in a notice outside the content is read like the content.
        self._read: set[int] = set()

    def is_main(self, node: Node) -> bool:
        """Whether a node holds all the content; what comes after it, comes below the content."""
        self._passed = self._passed or node is self._main
        return node is self._main

    def furniture(self, node: Node, inside: bool) -> FurnitureKind | None:
        """What kind of furniture a node is, None for content; `inside` says that it stands in the content."""
        if id(node) in self._around or node is self._main:
            return None
        inside = inside or id(node) in self._read
        kind = "page furniture" if _is_note_mark(node) else self._furniture.kind(node, inside and self._named)
        share = self._shares.of(node)
        if kind or inside or not share.words:
            return kind
        # A page may set its title, and a few sentences with it, above the content.
        title = node.name == "h1" or any(True for _ in node.within("h1"))
        introduction = share.prose >= _SENTENCE and share.linked < share.prose
        begins = introduction and not self._has_title
        # A notice that opens over the page may say as much as a part of it.
        notice = share.prose >= _NOTICE and share.linked * 4 < share.prose and "cookie" not in node.text().lower()
        if self._passed or not (notice or begins or (title and not self._has_title)):
            return "page furniture"
        self._read |= set(map(id, node.within())) if notice else set()
        return None

    def _keep(self, node: Node) -> int:
        """Count the words of prose in a node that stand in no furniture."""
        kept = self._shares.of(node).prose
        for child in node.elements():
            prose = self._shares.of(child).prose
            kept -= prose - (0 if self._furniture.kind(child, inside=False) else self._keep(child))
        self._kept[id(node)] = kept
        return kept

    def _main_of(self, root: Node) -> tuple[Node, bool]:
        """The part that the page names as its content, if it holds most of the prose, and True; else all, and False."""
        whole = self._kept[id(root)]
        for nodes in _candidates(root):
            best = max(nodes, key=self._kept_in, default=root)
            if best is not root and self._kept_in(best) >= _MOST * whole:
                return best, True
        return root, False

    def _kept_in(self, node: Node) -> int:
        return self._kept.get(id(node), 0)


def _candidates(root: Node) -> Iterator[list[Node]]:
    nodes = list(root.within())
    yield [node for node in nodes if node.name == "main" or node.get("role") == "main"]
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
