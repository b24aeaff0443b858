"""The types that flow out of the corpus: Document, Section, Block, Passage, Sentence."""

from dataclasses import dataclass
from typing import Literal

Voice = Literal["publisher", "reply", "reader"]
Status = Literal["current", "dated", "historical"]


@dataclass(frozen=True, slots=True)
class Span:
    """Characters [start, end) of a document's body."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list, table, quotation or editor's note; `parts` are a list's items or a table's rows.

    A note is not the document's own words: no passage holds one.
    """

    kind: Literal["paragraph", "list", "table", "quotation", "note"]
    span: Span
    parts: tuple[Span, ...] = ()
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """What stands between one heading and the next, in one voice; `path` runs from the top heading down."""

    path: tuple[str, ...]
    anchor: str
    voice: Voice
    blocks: tuple[Block, ...]
    notes: tuple[str, ...]
    children: tuple[str, ...]
    start: int


@dataclass(frozen=True, slots=True)
class CurrencyNote:
    """What has changed since the document was written, and the words in it that make it worth saying."""

    terms: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document; `body` is its Markdown without the front matter, `sections` in reading order.

    `replies_by` is who answers the readers' comments in it (None where nobody does), `leader` the words that begin a
    line naming who leads a section's work ("Led by"; None where there are no such lines), and `courtesies` the
    greetings and signatures of its letters, which say nothing.
    """

    id: str
    title: str
    publisher: str | None
    author: str | None
    published: str | None
    period: str | None
    kind: str
    url: str | None
    rights: str | None
    status: Status
    currency: tuple[CurrencyNote, ...]
    raw: str
    sha256: str
    body: str
    sections: tuple[Section, ...]
    replies_by: str | None = None
    leader: str | None = None
    courtesies: tuple[str, ...] = ()


SentenceKind = Literal["sentence", "lead", "item", "cell", "quotation"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """The smallest part of a passage that an answer quotes: a sentence, list item, lead-in or table cell.

    `text` is `passage.text[start:start + len(text)]`. `group` names the list or table row it belongs to
    ("" in prose); it is the same over all passages that a long list was cut into. `lead` is what gives the
    part its meaning (the list's lead-in, the row's name and column) and is not part of the quotation.

    Of a list item, `marker` is what stands before it in the body ("- ", "  - ", "3. ") when its text leaves that out,
    and `item` its number in the list, from 1; the later sentences of an item that was cut in several have its number
    and no marker. Of a table cell, `row` is the row's first cell ("" in that cell) and `column` the column's name.
    """

    text: str
    start: int
    kind: SentenceKind
    group: str = ""
    lead: str = ""
    marker: str = ""
    item: int = 0
    row: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is found: an unbroken, verbatim piece of one section, in one voice.

    `text` is letter for letter in the document's body. `context` (lead-in, column names, headings below)
    helps to find the passage and is never quoted. `position` counts passages through the document.

    `start` is where the text begins in the body, `section_anchor` the anchor of its section, and `columns` the column
    names of the table that a row stands in (() elsewhere).
    """

    anchor: str
    document: str
    section: tuple[str, ...]
    voice: Voice
    text: str
    context: str
    sentences: tuple[Sentence, ...]
    notes: tuple[str, ...]
    position: int
    start: int = 0
    section_anchor: str = ""
    columns: tuple[str, ...] = ()
