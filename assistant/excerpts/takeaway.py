"""What a person takes away, ordered and numbered alike in every format; and the lines that a quotation is laid in."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.excerpts.find import Excerpt

_LINE = re.compile(r"(?P<indent> *)(?P<marker>- |> |\d+\. )?(?P<words>.*)", re.DOTALL)
_KINDS: dict[str, Literal["item", "number", "quotation"]] = {"-": "item", ">": "quotation"}

# How a refusal is headed, by its status.
REFUSED = {"not_found": "No answer in the library", "out_of_scope": "Outside the library"}


@dataclass(frozen=True, slots=True)
class SelectedExcerpt:
    """An excerpt that a person picked, with their own note on it ("" for none)."""

    excerpt: Excerpt
    note: str = ""


@dataclass(frozen=True, slots=True)
class Selection:
    """Excerpts on a topic in the person's order, the day they were taken, and whether to group them by document."""

    topic: str
    date: dt.date
    taken: Sequence[SelectedExcerpt]
    grouped: bool = False

    @property
    def ordered(self) -> list[tuple[int, SelectedExcerpt]]:
        """Each with its number, from 1; grouped, the documents come in the order of their first excerpt."""
        documents = list(dict.fromkeys(one.excerpt.document for one in self.taken))
        ordered = sorted(self.taken, key=lambda one: documents.index(one.excerpt.document) if self.grouped else 0)
        return list(enumerate(ordered, start=1))

    @property
    def groups(self) -> list[tuple[str, list[tuple[int, SelectedExcerpt]]]]:
        """The numbered excerpts under the headings they stand below."""
        groups: dict[str, list[tuple[int, SelectedExcerpt]]] = {}
        for number, one in self.ordered:
            groups.setdefault(one.excerpt.title if self.grouped else "Excerpts", []).append((number, one))
        return list(groups.items())


@dataclass(frozen=True, slots=True)
class Line:
    """A line of verbatim text: its marker ("- ", "3. ", "> " or "") and the words after it; `depth` counts from 0."""

    kind: Literal["text", "item", "number", "quotation", "blank"]
    depth: int
    marker: str
    words: str


def lines_of(text: str) -> list[Line]:
    """The lines of a verbatim text. One that begins with an item lacks that item's marker: it is taken as an item."""
    lines = [_line(line) for line in text.split("\n")]
    first = lines[0]
    if len(lines) > 1 and first.kind == "text" and lines[1].kind == "item" and not first.words.endswith(":"):
        lines[0] = Line("item", 0, "", first.words)
    return lines


def _line(line: str) -> Line:
    found = _LINE.fullmatch(line)
    if found is None or not line.strip():
        return Line("blank", 0, "", line)
    marker = found["marker"] or ""
    kind = _KINDS.get(marker.strip(), "number") if marker else "text"
    # An indent belongs to the marker after it; before plain words it is theirs.
    indent = found["indent"]
    return Line(kind, len(indent) // 2, indent + marker, found["words"]) if marker else Line(kind, 0, "", line)


def full_reference(excerpt: Excerpt) -> str:
    """The printable reference with the address, where one is known, and the passage's anchor in its document."""
    address = f" {excerpt.url}" if excerpt.url else ""
    return f"{excerpt.reference}{address} (passage {excerpt.anchor} of {excerpt.document})"


def day(date: dt.date) -> str:
    """A date as it is printed: 5 March 2026."""
    return f"{date.day} {date:%B %Y}"
