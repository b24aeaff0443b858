"""The types that the corpus hands on: Document, Section, Block, Passage, Sentence."""

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
class Item:
    """An item of a list; `marker` is the bullet before it, with its indent ("- ", "  - ") and one space after it.

    A number is the document's own word: it is inside the span, and the marker is "".
    """

    span: Span
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list, table, quotation, editor's note or mark.

    A list has `items`; a table has `rows`, and the names of its `columns` without inline marks ("" where a column has
    none). Notes and marks (rules, comments) are not the document's own words: no passage holds one.
    """

    kind: Literal["paragraph", "list", "table", "quotation", "note", "mark"]
    span: Span
    items: tuple[Item, ...] = ()
    rows: tuple[Span, ...] = ()
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """What stands between one heading and the next, in one voice.

    `path` holds the headings from the top one down, without inline marks, and `children` the headings right below.
    `heading` is the section's own heading letter for letter, from character `start` of the body; "" for text before
    the first heading. Each of the `notes` belongs to one block of that kind, in order.
    """

    path: tuple[str, ...]
    anchor: str
    voice: Voice
    blocks: tuple[Block, ...]
    notes: tuple[str, ...]
    children: tuple[str, ...]
    start: int
    heading: str = ""


@dataclass(frozen=True, slots=True)
class CurrencyNote:
    """What has changed since the document was written, and the words of the document that it concerns."""

    terms: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document; `body` is its Markdown without the front matter, each line ended by a line feed.

    `kind` says what the document is ("policy"); None where it does not say. `version` and `review_due` (an ISO date)
    are what it states of itself. `raw` is the name of the file as received and `sha256` that file's. `added` is the
    ISO date on which an organisation added it to its library; None for a document that comes with Evenhand.

    `sections` are in reading order. `replies_by` is who answers the readers' comments in it (None where nobody does).
    `leader` is how a line begins that names who leads a section's work ("Led by"; None where there are no such lines).
    `courtesies` are the greetings and signatures of its letters, which say nothing. `stands_for` pairs words, in lower
    case, with the name of the body that the document means by them ("the local authority").
    """

    id: str
    title: str
    publisher: str | None
    author: str | None
    published: str | None
    period: str | None
    kind: str | None
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
    version: str | None = None
    review_due: str | None = None
    added: str | None = None
    stands_for: tuple[tuple[str, str], ...] = ()


SentenceKind = Literal["sentence", "lead", "item", "cell", "quotation"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """The smallest part of a passage that an answer quotes: a sentence, list item, lead-in or table cell.

    `text` is `passage.text[start:start + len(text)]`. `group` names the list or table row it belongs to ("" in prose);
    all passages that a long list is cut into share it. `lead` is what gives the part its meaning (the list's lead-in,
    or the row's name and the column) and is not part of the quotation.

    In a list, `item` is the item's number, from 1, and `marker` the bullet that `text` leaves out ("- ", "  - "; "" for
    a numbered item, whose text begins with the number). When an item is cut into several sentences, the later ones have
    its number and no marker. In a table, `row` is the row's first cell ("" in that cell itself) and `column` the name
    of the cell's column ("" where it has none). `page` is the page of the original on which it begins, from 1; None
    where the original has no pages.
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
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is found: an unbroken, verbatim piece of one section, in one voice.

    `text` stands letter for letter in the document's body, from character `start`. `context` (a lead-in, column names,
    headings below) helps to find the passage and is never quoted. `position` counts the document's passages from 0.
    `section_anchor` is the anchor of the passage's section; `columns` are the column names of the table that the
    passage is a row of, () for any other.
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
