"""Documents -> passages: never across a section or a voice, lists with their lead-in, a table row at a time."""

import math
from collections.abc import Callable, Iterator

from corpus.document import Block, Document, Passage, Section, Sentence, SentenceKind, Span
from corpus.errors import CorpusError
from corpus.load import cells
from corpus.sentences import sentence_spans

# Words: a passage grows to _FULL while whole paragraphs fit, takes in a rest under _SMALL, and is cut above _MOST.
_SMALL, _FULL, _MOST = 40, 130, 180
# A list item of more words is cut at its sentences when the list is.
_LONG_ITEM = 60

Measure = Callable[[str], int]
# A run of sentences that belong together: a paragraph, a list with its lead-in, a table row. `start` counts
# from the beginning of the body until the passage is made.
_Unit = list[Sentence]


def split(document: Document, measure: Measure, limit: int) -> list[Passage]:
    """The passages of a document in reading order.

    `measure` counts what the embedding model reads of a text; no passage measures more than `limit` with its
    context, as `indexed_text` puts it. Raises CorpusError for a sentence that alone is longer.
    """
    passages: list[Passage] = []
    for section in document.sections:
        groups = _pack(_units(section, document.body))
        parts = [part for group in groups for part in _cut(group, document, section, measure, limit)]
        for number, sentences in enumerate(parts, start=1):
            passages.append(_passage(sentences, document, section, number, len(passages)))
    return passages


def indexed_text(passage: Passage) -> str:
    """What is searched for a passage: its headings and context, then its own words."""
    return "\n".join(part for part in (" – ".join(passage.section), passage.context, passage.text) if part)


def _units(section: Section, body: str) -> Iterator[_Unit]:
    held: _Unit = []  # a paragraph that leads in to the list after it
    for number, block in enumerate(section.blocks):
        text = body[block.span.start : block.span.end]
        group = f"{section.anchor}#{number}"
        if block.kind == "table":
            yield from (_row(block, row, body, f"{group}.{n}") for n, row in enumerate(block.parts, start=1))
        elif block.kind == "list":
            lead = held[-1].text if held and held[-1].kind == "lead" else section.path[-1]
            items = [sentence for item in block.parts for sentence in _item(item, body, group, lead)]
            if _words(held + items) > _MOST:
                yield held[:-1]
                held = held[-1:]
            yield held + items
            held = []
        elif block.kind == "note":
            yield []
        elif block.kind == "quotation":
            yield [Sentence(text, block.span.start, "quotation")]
        else:
            following = section.blocks[number + 1] if number + 1 < len(section.blocks) else None
            leads = following is not None and following.kind == "list"
            paragraph = _paragraph(block.span, body, f"{section.anchor}#{number + 1}" if leads else "")
            if leads:
                held = paragraph
            else:
                yield paragraph


def _paragraph(span: Span, body: str, leads_to: str) -> _Unit:
    """Its sentences; one that ends in a colon before a list is the list's lead-in and belongs to its group."""
    text = body[span.start : span.end]
    spans = sentence_spans(text)
    kinds: list[SentenceKind] = ["sentence"] * len(spans)
    groups = [""] * len(spans)
    if leads_to and text.endswith(":"):
        kinds[-1], groups[-1] = "lead", leads_to
    return [
        Sentence(text[start:end], span.start + start, kind, group)
        for (start, end), kind, group in zip(spans, kinds, groups, strict=True)
    ]


def _item(span: Span, body: str, group: str, lead: str) -> _Unit:
    text = body[span.start : span.end]
    spans = sentence_spans(text) if len(text.split()) > _LONG_ITEM and "\n" not in text else [(0, len(text))]
    return [Sentence(text[start:end], span.start + start, "item", group, lead) for start, end in spans]


def _row(table: Block, row: Span, body: str, group: str) -> _Unit:
    """The sentences of its cells; each knows the row's first cell and its column's name."""
    sentences: _Unit = []
    texts = cells(body[row.start : row.end])
    at = row.start
    for number, (column, cell) in enumerate(zip(table.columns, texts, strict=False)):
        at = body.index(cell, at)
        lead = f"{texts[0]} – {column}:" if number else f"{column}:" if column else ""
        for start, end in sentence_spans(cell):
            bullet = len(cell[start:end]) - len(cell[start:end].lstrip("• "))
            sentences.append(Sentence(cell[start + bullet : end], at + start + bullet, "cell", group, lead))
        at += len(cell)
    return sentences


def _pack(units: Iterator[_Unit]) -> list[_Unit]:
    """Units joined to passages of a good size; a table row stays by itself, an empty unit parts its neighbours."""
    groups: list[_Unit] = [[]]
    for unit in units:
        joined = groups[-1] + unit
        rows = any(sentence.kind == "cell" for sentence in joined)
        small = min(_words(groups[-1]), _words(unit)) < _SMALL
        if unit and groups[-1] and not rows and _words(joined) <= (_MOST if small else _FULL):
            groups[-1] = joined
        else:
            groups.append(unit)
    return [group for group in groups if group]


def _cut(group: _Unit, document: Document, section: Section, measure: Measure, limit: int) -> Iterator[_Unit]:
    """A group in as many parts of like size as it needs."""

    def fits(unit: _Unit) -> bool:
        return measure(indexed_text(_passage(unit, document, section, 1, 0))) <= limit

    if _words(group) <= _MOST and fits(group):
        yield group
        return
    target = _words(group) / math.ceil(_words(group) / _FULL)
    part: _Unit = []
    for sentence in group:
        if part and (_words([*part, sentence]) > target * 1.15 or not fits([*part, sentence])):
            yield part
            part = []
        part = [*part, sentence]
        if not fits(part):
            raise CorpusError(
                f"{document.id}, '{section.path[-1]}': a sentence is too long for the embedding model "
                f"('{sentence.text[:60]}…'); break it in the curated text."
            )
    yield part


def _words(unit: _Unit) -> int:
    return sum(len(sentence.text.split()) for sentence in unit)


def _passage(unit: _Unit, document: Document, section: Section, number: int, position: int) -> Passage:
    start, end = unit[0].start, unit[-1].start + len(unit[-1].text)
    text = document.body[start:end]
    sentences = tuple(Sentence(s.text, s.start - start, s.kind, s.group, s.lead) for s in unit)
    return Passage(
        anchor=f"{section.anchor}/p{number}",
        document=document.id,
        section=section.path,
        voice=section.voice,
        text=text,
        context=_context(unit, section),
        sentences=sentences,
        notes=section.notes,
        position=position,
    )


def _context(unit: _Unit, section: Section) -> str:
    """The lead-in that a part of a list has lost, a row's columns, or the headings below a section's few words."""
    first = unit[0]
    if first.kind == "cell":
        return _row_context(unit, section)
    if first.lead and first.lead != section.path[-1]:
        return first.lead
    return "; ".join(section.children) if section.children and _words(unit) < _SMALL else ""


def _row_context(unit: _Unit, section: Section) -> str:
    """The table's columns; for a later part of a long row the row's name and the columns of the part."""
    first = unit[0].lead
    table = section.blocks[int(unit[0].group.removeprefix(f"{section.anchor}#").split(".")[0])]
    if first in ("", f"{table.columns[0]}:"):
        return "; ".join(column for column in table.columns if column)
    columns = [column for column in table.columns if any(s.lead.endswith(f" – {column}:") for s in unit)]
    return f"{first.removesuffix(f' – {columns[0]}:')} – {'; '.join(columns)}:"
