"""The items of a list -> Markdown, each inner list inside the item above it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.importing.draft import Item
from corpus.importing.escape import escaped_line, folded
from corpus.importing.nesting import nested_depths

_NUMBER = re.compile(r"\d{1,9}([.)])")


@dataclass(frozen=True, slots=True)
class _Entry:
    """An item with the items of its inner list."""

    number: str
    text: str
    inner: list["_Entry"] = field(default_factory=list)


def list_lines(items: Sequence[Item]) -> tuple[str, list[str]]:
    """The sign of a list and its lines; ("", []) where no item holds words.

    The sign is "-" for bullets, and "." or ")" for the stop after the numbers. Two lists in a row with the same sign
    need something between them.
    """
    entries = _nested(items)
    return (_sign(entries), _lines(entries)) if entries else ("", [])


def _nested(items: Sequence[Item]) -> list[_Entry]:
    items = [item for item in items if folded(item.number + item.text)]
    entries: list[_Entry] = []
    above: list[list[_Entry]] = [entries]
    for item, depth in zip(items, nested_depths([item.depth for item in items]), strict=True):
        entry = _Entry(folded(item.number), folded(item.text))
        del above[depth + 1 :]
        above[depth].append(entry)
        above.append(entry.inner)
    return entries


def _sign(entries: Sequence[_Entry]) -> str:
    """A list is numbered only if all its items are, in one style: Markdown would part it where the style changes."""
    signs = {found[1] if (found := _NUMBER.fullmatch(entry.number)) else "-" for entry in entries}
    return signs.pop() if len(signs) == 1 else "-"


def _lines(entries: Sequence[_Entry]) -> list[str]:
    lines = []
    bulleted = _sign(entries) == "-"
    for entry in entries:
        bullet = "-" if bulleted else entry.number
        words = escaped_line(f"{entry.number} {entry.text}".strip() if bulleted else entry.text)
        lines.append(f"{bullet} {words}".rstrip())
        inner = _lines(entry.inner)
        # Inside a paragraph, only bullets and a first item with words begin a list by themselves.
        if inner and words and not re.match(r"- |1[.)] ", inner[0]):
            lines.append("")
        lines += [f"{' ' * (len(bullet) + 1)}{line}".rstrip() for line in inner]
    return lines
