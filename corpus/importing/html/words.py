"""How many words a part of a page holds, and how many of them are links."""

import re
from dataclasses import dataclass

from corpus.importing.tree import Node

NEVER_SHOWN = {
    "script",
    "style",
    "template",
    "noscript",
    "head",
    "svg",
    "iframe",
    "object",
    "select",
    "textarea",
    "datalist",
    "canvas",
}
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Share:
    """Words of a node: all, those inside links, and how many links."""

    words: int = 0
    linked: int = 0
    links: int = 0

    @property
    def prose(self) -> int:
        """The words outside links."""
        return self.words - self.linked


class Shares:
    """The shares of a page's nodes, each counted once."""

    def __init__(self, root: Node) -> None:
        self._shares: dict[int, Share] = {}
        self._count(root, linked=False)

    def of(self, node: Node) -> Share:
        """The share of a node of the page."""
        return self._shares.get(id(node), Share())

    def _count(self, node: Node, linked: bool) -> Share:
        if node.name in NEVER_SHOWN:
            return Share()
        link = linked or (node.name == "a" and "href" in node.attributes)
        words = in_links = links = 0
        for child in node.children:
            if isinstance(child, str):
                count = len(_WORD.findall(child))
                share = Share(count, count if link else 0)
            else:
                share = self._count(child, link)
            words, in_links, links = words + share.words, in_links + share.linked, links + share.links
        share = Share(words, in_links, links + (node.name == "a"))
        self._shares[id(node)] = share
        return share
