"""What Word and Google Docs write into web pages: lists, titles and contents that stand only in styles and classes."""

import re

from corpus.importing.escape import folded
from corpus.importing.lines.line import Mark
from corpus.importing.tree import Node

_LIST = re.compile(r"mso-list\s*:\s*(l\d+)\s+level(\d+)\s+(lfo\d+)", re.IGNORECASE)
_IGNORE = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_GOOGLE = re.compile(r"\b(lst-\w+)-(\d)\b")


def mark_of(node: Node) -> Mark | None:
    """The mark of a paragraph that Word set as an item of a list, None for any other node."""
    found = _LIST.search(node.get("style"))
    if not found:
        return None
    shown = next((folded(inner.text()) for inner in node.within() if is_mark(inner)), "")
    number = shown if re.search(r"\d", shown) or re.fullmatch(r"\(?[^\W_]{1,5}[.)]", shown) else ""
    return Mark(f"{found[1]} {found[3]}", int(found[2]) - 1, number)


def is_mark(node: Node) -> bool:
    """Whether a node only shows the bullet or number of Word's item."""
    return _IGNORE.search(node.get("style")) is not None


def title_level(node: Node) -> int:
    """1 for the title of a document, 0 for any other node."""
    return int(bool(re.search(r"\bMsoTitle", node.get("class"))))


def is_contents(node: Node) -> bool:
    """Whether a paragraph belongs to a table of contents."""
    return bool(re.search(r"\bMsoToc", node.get("class")))


def list_and_depth(node: Node) -> tuple[str, int]:
    """The name of a list of Google Docs, which writes its inner lists beside it, and how deep it stands; else "", 0."""
    found = _GOOGLE.search(node.get("class"))
    return (found[1], int(found[2])) if found else ("", 0)
