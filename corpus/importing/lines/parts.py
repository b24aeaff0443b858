"""Lines and tables in order -> the parts of a document, with doubts about them."""

from collections.abc import Iterator, Sequence

from corpus.importing.draft import Heading, Paragraph, Part, Table
from corpus.importing.escape import folded
from corpus.importing.lines.headings.found import with_headings
from corpus.importing.lines.line import Block, Line
from corpus.importing.lines.lists import lists_of
from corpus.importing.lines.marks import with_typed_marks
from corpus.importing.lines.piped import with_piped_tables
from corpus.importing.nesting import skipped

_SHOWN = 3
# A few headings say nothing; a form has as many as it has texts.
_MANY, _TOO_MANY = 10, 1.5


def parts_of(blocks: Sequence[Block]) -> tuple[list[Part], list[str]]:
    """The parts, and sentences on what may have been misunderstood."""
    words = with_piped_tables([block for block in blocks if isinstance(block, Table) or folded(block.text)])
    levelled, doubts = with_headings(with_typed_marks(words))
    parts = list(_parts(levelled))
    return parts, [*doubts, *_too_many(parts), *_skipped(words, levelled), *_headless(parts)]


def _parts(blocks: Sequence[Block]) -> Iterator[Part]:
    items: list[Line] = []
    for place, block in enumerate(blocks):
        if isinstance(block, Line) and not block.level and (block.mark or _goes_on(items, blocks, place)):
            items.append(block)
            continue
        yield from lists_of(items)
        items = []
        yield _part(block)
    yield from lists_of(items)


def _part(block: Block) -> Part:
    if isinstance(block, Table):
        return block
    text = folded(block.text)
    if not block.level:
        return Paragraph(text, block.quotation)
    return Heading(block.level, f"{block.mark.number} {text}".strip() if block.mark else text)


def _goes_on(items: Sequence[Line], blocks: Sequence[Block], place: int) -> bool:
    """Whether a line without a mark is a further paragraph of the last item: set in like it, amid its list."""
    line = blocks[place]
    after = blocks[place + 1] if place + 1 < len(blocks) else None
    if not items or not isinstance(line, Line) or not isinstance(after, Line) or after.level or not after.mark:
        return False
    families = {item.mark.family for item in items if item.mark}
    last = next(item for item in reversed(items) if item.mark)
    return after.mark.family in families and line.indent >= last.indent > 0


def _too_many(parts: Sequence[Part]) -> Iterator[str]:
    headings = sum(isinstance(part, Heading) for part in parts)
    texts = len(parts) - headings
    if headings >= _MANY and headings > texts * _TOO_MANY:
        yield f"There are {headings} headings but only {texts} paragraphs, lists and tables: some may be no headings."


def _skipped(blocks: Sequence[Block], levelled: Sequence[Block]) -> Iterator[str]:
    """The levels of those headings that the file itself marks, where they are most of its headings."""
    headings = [block for block in blocks if isinstance(block, Line) and block.level]
    if len(headings) * 2 < sum(isinstance(block, Line) and block.level > 0 for block in levelled):
        return
    places = skipped([heading.level for heading in headings])
    if places:
        named = ", ".join(f"“{folded(headings[place].text)}”" for place in places[:_SHOWN])
        yield f"A level is skipped before {named}{' and others' if len(places) > _SHOWN else ''}."


def _headless(parts: Sequence[Part]) -> Iterator[str]:
    tables = [part for part in parts if isinstance(part, Table) and not part.headed and len(part.rows) > 1]
    for table in tables[:_SHOWN]:
        beginning = folded(" ".join(table.rows[0]))[:60]
        yield f"A table names no columns; it begins “{beginning}”."
    if len(tables) > _SHOWN:
        yield f"{len(tables) - _SHOWN} further tables name no columns."
