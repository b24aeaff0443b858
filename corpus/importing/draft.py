"""What a converter makes of a file: its parts in reading order, what was left out, and what it says of itself."""

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` is 1 for the highest. Levels need not nest: `corpus.importing.writing` puts them in order."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in one piece, whatever lines and pages it was set in; `quotation` where it is set apart as one."""

    text: str
    quotation: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list.

    `depth` counts the lists around it, from 0. `number` is what it is numbered with, as it stands ("3.", "a)", "(iv)",
    "2.1"); "" for a bulleted item, whose bullet is not part of `text`.
    """

    text: str
    depth: int = 0
    number: str = ""


@dataclass(frozen=True, slots=True)
class ListPart:
    """A list with all its inner lists, in reading order."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows of cells as text, all of the same number. `headed` where the first row names the columns."""

    rows: tuple[tuple[str, ...], ...]
    headed: bool = True


Part = Heading | Paragraph | ListPart | Table

FurnitureKind = Literal[
    "running header", "running footer", "page number", "table of contents", "menu", "cookie banner", "page furniture"
]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Text of the file that is no part of the document; `page` is the page it stood on, None without pages."""

    kind: FurnitureKind
    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """What a file says of itself, None where it does not say; dates are ISO ("2024-03-12", "2024-03" or "2024")."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    version: str | None = None
    review_due: str | None = None
    rights: str | None = None
    url: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A file as it was understood.

    All texts are plain: no Markdown, no inline marks, white space folded, hyphens at line ends healed. `pages` holds
    the plain text of each page in order, as a simpler program reads it: it proves that nothing was lost, and tells
    which page a passage stands on. A file without pages has one, and then `paged` is False. `doubts` are sentences for
    a person, each on what may have been misunderstood ("Page 7 holds no text: it may be a picture.").
    """

    parts: tuple[Part, ...]
    pages: tuple[str, ...]
    paged: bool
    stated: Stated = field(default_factory=Stated)
    left_out: tuple[LeftOut, ...] = ()
    doubts: tuple[str, ...] = ()
