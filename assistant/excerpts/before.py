"""What stands before a passage in its document and gives it its meaning: a list's lead-in, or the name of a row."""

from dataclasses import dataclass

from corpus.document import Document, Passage
from corpus.markdown.preview import in_one_line


@dataclass(frozen=True, slots=True)
class Before:
    """What a passage goes on from; it is no part of the quotation.

    `lead` is in the document's own words: the lead-in of the list that the passage begins in, or the name of the table
    row that it continues. `items` says which of a list it holds where it does not hold them all: "items 4 to 6 of 9".
    """

    lead: str = ""
    items: str = ""


def before(passage: Passage, document: Document) -> Before:
    """What a passage goes on from; empty where it holds its lists and rows from their beginnings to their ends."""
    first = passage.sentences[0]
    if first.kind == "cell":
        return Before(first.row)
    led = first.kind == "item" and first.lead != passage.section[-1]
    groups = dict.fromkeys(sentence.group for sentence in passage.sentences if sentence.kind == "item")
    parts = (_part(group, passage, document) for group in groups)
    return Before(first.lead if led else "", ", then ".join(part for part in parts if part))


def _part(group: str, passage: Passage, document: Document) -> str:
    """Which items of a list stand in the passage; "" where all do."""
    anchor, _, number = group.rpartition("#")
    section = next(section for section in document.sections if section.anchor == anchor)
    spans = [item.span for item in section.blocks[int(number)].items]
    numbers = [n for n, span in enumerate(spans, start=1) if span.start < span.end]
    held = {sentence.item for sentence in passage.sentences if sentence.group == group and sentence.item}
    first, last = numbers.index(min(held)) + 1, numbers.index(max(held)) + 1
    if (first, last) == (1, len(numbers)):
        return ""
    return f"{f'item {first}' if first == last else f'items {first} to {last}'} of {len(numbers)}"


def before_words(lead: str, items: str, *, row: bool = False) -> str:
    """One line that says what stands before a passage, marked as being no part of it; "" where nothing does."""
    if not lead:
        return f"{items[0].upper()}{items[1:]} in the list" if items else ""
    where = "In the row" if row else "Before this passage"
    return f"{where}: “{in_one_line(lead)}”{f' ({items})' if items else ''}"
