"""What an import did, counted, and told in plain words."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from corpus.importing.draft import Draft, FurnitureKind, Heading, LeftOut, ListPart, Paragraph, Table
from corpus.importing.reporting.english import other_language
from corpus.importing.reporting.losses import Losses

if TYPE_CHECKING:
    from pydantic import TypeAdapter

# No more missing runs than this are shown.
_SHOWN = 10
# No more of a left-out text than this is shown, in characters.
_EXAMPLE = 60


@dataclass(frozen=True, slots=True)
class Report:
    """What was recognised in a file (`pages` is None without pages), left out, doubted and lost.

    `unread` counts the pages without text, of which nothing can be said to be kept or lost.
    """

    pages: int | None
    headings: int
    lists: int
    tables: int
    paragraphs: int
    words: int
    left_out: tuple[LeftOut, ...] = ()
    doubts: tuple[str, ...] = ()
    lost: Losses = field(default_factory=Losses)
    unread: int = 0

    def to_json(self) -> str:
        """The report as one JSON object, which `from_json` reads back."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    @classmethod
    def from_json(cls, text: str) -> "Report":
        """Raises ValueError where the text is not a report."""
        return _adapter().validate_json(text)


@cache
def _adapter() -> "TypeAdapter[Report]":
    """What reads a report; making it takes longer than reading one."""
    from pydantic import TypeAdapter

    return TypeAdapter(Report)


def report_of(draft: Draft, words: int, lost: Losses) -> Report:
    """Count the parts of a draft whose Markdown holds so many words."""
    kinds = Counter(type(part) for part in draft.parts)
    warning = other_language(draft.parts)
    return Report(
        pages=len(draft.pages) if draft.paged else None,
        headings=kinds[Heading],
        lists=kinds[ListPart],
        tables=kinds[Table],
        paragraphs=kinds[Paragraph],
        words=words,
        left_out=draft.left_out,
        doubts=(*([warning] if warning else []), *draft.doubts),
        lost=lost,
        unread=sum(not page.strip() for page in draft.pages) if draft.paged else 0,
    )


def report_lines(report: Report) -> list[str]:
    """The report for a person: what was recognised, what was left out, what is missing, and what to check."""
    return [_recognised(report), *_left_out(report.left_out), *lost_lines(report), *_to_check(report.doubts)]


def _recognised(report: Report) -> str:
    counts = [
        _count(report.pages, "page") if report.pages is not None else "",
        _count(report.headings, "heading"),
        _count(report.paragraphs, "paragraph"),
        _count(report.lists, "list"),
        _count(report.tables, "table"),
        _count(report.words, "word"),
    ]
    return f"{', '.join(count for count in counts if count)}."


def _left_out(left_out: Sequence[LeftOut]) -> Iterator[str]:
    if not left_out:
        return
    kinds: dict[FurnitureKind, list[str]] = {}
    for entry in left_out:
        kinds.setdefault(entry.kind, []).append(entry.text)
    told = [f"{_kinds(kind, len(texts))} (for example “{_shortened(texts[0])}”)" for kind, texts in kinds.items()]
    yield f"Left out: {', '.join(told)}."


def _kinds(kind: FurnitureKind, times: int) -> str:
    if kind == "table of contents":
        return "the table of contents"
    return f"{times} piece{'s' if times != 1 else ''} of {kind}" if kind == "page furniture" else _count(times, kind)


def lost_lines(report: Report) -> Iterator[str]:
    """Whether any words of the file are missing, and which; what could not be read is said first."""
    lost = report.lost
    if report.unread:
        hold = "holds" if report.unread == 1 else "hold"
        yield f"{report.unread} of {_count(report.pages or 0, 'page')} {hold} no text that could be read."
    if not lost.words and report.unread:
        yield "Every word of the others that was not left out stands in the document."
    elif not lost.words:
        yield "Nothing was lost: every word of the file that was not left out stands in the document."
    if not lost.words:
        return
    yield f"{_count(lost.words, 'word')} of the file are missing from the document ({lost.kept:.1%} are kept):"
    for run in lost.runs[:_SHOWN]:
        yield f"  “{_shortened(run.text)}”{f' (page {run.page})' if report.pages else ''}"
    if len(lost.runs) > _SHOWN:
        yield f"  and {_count(len(lost.runs) - _SHOWN, 'other place')}."


def _to_check(doubts: Sequence[str]) -> Iterator[str]:
    if doubts:
        yield "To check:"
        yield from (f"  {doubt}" for doubt in doubts)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _EXAMPLE else f"{text[:_EXAMPLE].rsplit(' ', 1)[0]}…"
