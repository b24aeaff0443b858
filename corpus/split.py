"""Documents -> passages: never across a section or a voice; a list with its lead-in, a table row by itself."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from corpus.document import Block, Document, Passage, Section, Sentence, Span
from corpus.markdown.parse import cell_spans
from corpus.sentences import sentence_spans

# In words: paragraphs are joined up to _FULL, or up to _MOST where one is under _SMALL; above _MOST they are cut.
_SMALL, _FULL, _MOST = 40, 130, 180
# When a list is cut, an item of more words than this is cut at its sentences too.
_LONG_ITEM = 60

Measure = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class _Unit:
    """Sentences that belong together: a paragraph, a list with its lead-in, or a table row with the table's columns.

    Until they become a passage, the `start` of each counts from the beginning of the body.
    """

    sentences: tuple[Sentence, ...] = ()
    columns: tuple[str, ...] = ()

    def words(self) -> int:
        return sum(len(sentence.text.split()) for sentence in self.sentences)

    def __add__(self, other: "_Unit") -> "_Unit":
        return _Unit(self.sentences + other.sentences, self.columns or other.columns)


def split(document: Document, measure: Measure, limit: int) -> list[Passage]:
    """The passages of a document in reading order.

    `measure` counts the tokens that the embedding model reads of a text. No passage, with its context as `indexed_text`
    puts it, measures more than `limit`, but for a sentence that is longer by itself: it is a passage of its own, of
    which the model reads the beginning.
    """
    passages: list[Passage] = []
    for section in document.sections:
        groups = _pack(_units(section, document.body))
        parts = [part for group in groups for part in _cut(group, document, section, measure, limit)]
        for number, part in enumerate(parts, start=1):
            passages.append(_passage(part, document, section, number, len(passages)))
    return passages


def indexed_text(passage: Passage) -> str:
    """The text that stands for a passage in the index: its headings and context, then its own words."""
    return "\n".join(part for part in (" – ".join(passage.section), passage.context, passage.text) if part)


def _units(section: Section, body: str) -> Iterator[_Unit]:
    """The units of a section in order; an empty one keeps apart what stands on either side of a note or mark."""
    held = _Unit()  # a paragraph before a list, which may hold the list's lead-in
    for number, block in enumerate(section.blocks):
        group = f"{section.anchor}#{number}"
        if block.kind == "table":
            yield from (_row(block, row, body, f"{group}.{n}") for n, row in enumerate(block.rows, start=1))
        elif block.kind == "list":
            lead_in = held.sentences[-1:]
            lead = lead_in[0].text if lead_in and lead_in[0].kind == "lead" else section.path[-1]
            items = _list(block, body, group, lead)
            if (held + items).words() > _MOST:
                yield _Unit(held.sentences[:-1])
                held = _Unit(lead_in)
            yield held + items
            held = _Unit()
        elif block.kind in ("note", "mark"):
            yield _Unit()
        elif block.kind == "quotation":
            text = body[block.span.start : block.span.end]
            yield _Unit((Sentence(text, block.span.start, "quotation"),) if text else ())
        elif [following.kind for following in section.blocks[number + 1 : number + 2]] == ["list"]:
            held = _paragraph(block.span, body, f"{section.anchor}#{number + 1}")
        else:
            yield _paragraph(block.span, body, "")


def _paragraph(span: Span, body: str, leads_to: str) -> _Unit:
    """The sentences of a paragraph. Where it `leads_to` a list's group and ends in a colon, the last is the lead-in."""
    text = body[span.start : span.end]
    sentences = [Sentence(text[start:end], span.start + start, "sentence") for start, end in sentence_spans(text)]
    if leads_to and text.endswith(":"):
        sentences[-1] = replace(sentences[-1], kind="lead", group=leads_to)
    return _Unit(tuple(sentences))


def _list(block: Block, body: str, group: str, lead: str) -> _Unit:
    """The sentences of a list's items, which are numbered through the whole list."""
    sentences: list[Sentence] = []
    for number, item in enumerate(block.items, start=1):
        text = body[item.span.start : item.span.end]
        whole = "\n" in text or len(text.split()) <= _LONG_ITEM
        spans = [(0, len(text))] if whole else sentence_spans(text)
        marker = item.marker
        for start, end in spans:
            sentence = Sentence(text[start:end], item.span.start + start, "item", group, lead, marker, number)
            sentences += [sentence] if text else []
            marker = ""
    return _Unit(tuple(sentences))


def _row(table: Block, row: Span, body: str, group: str) -> _Unit:
    """The sentences of a row's cells; a cell beyond the table's columns has no column name."""
    text = body[row.start : row.end]
    cells = cell_spans(text)
    row_name = text[cells[0].start : cells[0].end]
    sentences: list[Sentence] = []
    for number, cell in enumerate(cells):
        name = row_name if number else ""
        column = table.columns[number] if number < len(table.columns) else ""
        named = " – ".join(part for part in (name, column) if part)
        lead = f"{named}:" if named else ""
        sentences += [
            Sentence(text[span.start : span.end], row.start + span.start, "cell", group, lead, row=name, column=column)
            for span in _cell_sentences(text, cell)
        ]
    return _Unit(tuple(sentences), table.columns)


def _cell_sentences(row: str, cell: Span) -> Iterator[Span]:
    """Where the sentences of a cell stand in its row, without the bullets of a list inside the cell."""
    text = row[cell.start : cell.end]
    for start, end in sentence_spans(text):
        bullet = len(text[start:end]) - len(text[start:end].lstrip("• "))
        if start + bullet < end:
            yield Span(cell.start + start + bullet, cell.start + end)


def _pack(units: Iterator[_Unit]) -> list[_Unit]:
    """Units joined to passages of a good size; a table row stays by itself, and an empty unit keeps others apart."""
    groups = [_Unit()]
    for unit in units:
        joined = groups[-1] + unit
        small = min(groups[-1].words(), unit.words()) < _SMALL
        fits = joined.words() <= (_MOST if small else _FULL)
        if unit.sentences and groups[-1].sentences and not joined.columns and fits:
            groups[-1] = joined
        else:
            groups.append(unit)
    return [group for group in groups if group.sentences]


def _cut(group: _Unit, document: Document, section: Section, measure: Measure, limit: int) -> Iterator[_Unit]:
    """A group, cut into as many parts of about the same size as it needs."""

    def fits(unit: _Unit) -> bool:
        return measure(indexed_text(_passage(unit, document, section, 1, 0))) <= limit

    if group.words() <= _MOST and fits(group):
        yield group
        return
    target = group.words() / math.ceil(group.words() / _FULL)
    part = _Unit((), group.columns)
    for sentence in group.sentences:
        alone = _Unit((sentence,), group.columns)
        if part.sentences and ((part + alone).words() > target * 1.15 or not fits(part + alone)):
            yield part
            part = _Unit((), group.columns)
        part += alone
    yield part


def _passage(unit: _Unit, document: Document, section: Section, number: int, position: int) -> Passage:
    start = unit.sentences[0].start
    end = unit.sentences[-1].start + len(unit.sentences[-1].text)
    return Passage(
        anchor=f"{section.anchor}/p{number}",
        document=document.id,
        section=section.path,
        voice=section.voice,
        text=document.body[start:end],
        context=_context(unit, section),
        sentences=tuple(replace(sentence, start=sentence.start - start) for sentence in unit.sentences),
        notes=section.notes,
        position=position,
        start=start,
        section_anchor=section.anchor,
        columns=unit.columns,
    )


def _context(unit: _Unit, section: Section) -> str:
    """A row's columns, the lead-in of a list cut before the passage, or the headings below a section of few words."""
    first = unit.sentences[0]
    if first.kind == "cell":
        return _row_context(unit)
    if first.lead and first.lead != section.path[-1]:
        return first.lead
    return "; ".join(section.children) if section.children and unit.words() < _SMALL else ""


def _row_context(unit: _Unit) -> str:
    """The table's columns; for a later part of a long row, the row's name and the columns of that part."""
    row = unit.sentences[0].row
    if not row:
        return "; ".join(column for column in unit.columns if column)
    columns = dict.fromkeys(sentence.column for sentence in unit.sentences if sentence.column)
    return f"{' – '.join(part for part in (row, '; '.join(columns)) if part)}:"
