"""The review of a file before it counts: as it was understood beside its original, what was left out, its details."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import shorten

from markupsafe import Markup

from assistant.reference import page_at
from corpus.added.changed import changed_sections
from corpus.added.folder import text_of_pages
from corpus.added.staging import Staged
from corpus.document import Document, Passage
from corpus.importing.reporting.report import Report, lost_lines, report_lines
from corpus.pages import with_pages
from corpus.split import split
from ui.html.addresses import picture_address, review_address
from ui.html.passages import passage_html
from ui.html.templates import render
from ui.keep.details import STATUSES, Details

_DEEPEST = 6
_LONGEST_TEXT = 200_000  # characters of an original without pages that are shown
_LONGEST_EXAMPLE, _EXAMPLES = 80, 3  # of what was left out
_HOW = {"added": "New section", "changed": "Changed", "removed": "Gone"}


@dataclass(frozen=True, slots=True)
class Review:
    """What a review shows: a page of the original, the details as they stand or were typed, and what is wrong."""

    page: int
    details: Details
    faults: Mapping[str, str] = field(default_factory=dict)
    problems: Sequence[str] = ()


def review_html(staged: Staged, review: Review, replaced: Document | None, key: str) -> Markup:
    """The page of the review; `replaced` is the document whose place the file is to take, `key` that of our forms."""
    report = staged.report
    return render(
        "keep_review",
        details=review.details,
        faults=review.faults,
        problems=review.problems,
        statuses=STATUSES,
        action=f"{review_address(staged.token)}?key={key}",
        summary=summary(report),
        warnings=[*report.doubts, *_standing(staged)],
        left_out=list(_left_out(report)),
        lost=[line.strip() for line in lost_lines(report)],
        changes=_changes(replaced, staged.document) if replaced else None,
        replaced=replaced.title if replaced else "",
        replaces=staged.replaces or "",
        newer_of="" if staged.replaces else staged.newer_of or "",
        **_compared(staged, review.page),
    )


def summary(report: Report) -> str:
    """What was recognised, in one sentence."""
    return report_lines(report)[0]


def _standing(staged: Staged) -> Iterator[str]:
    """How the file stands to what the library holds already."""
    if staged.newer_of and not staged.replaces:
        yield "The library holds a document of this title: say below whether this is a newer version."


def _left_out(report: Report) -> Iterator[str]:
    """What is no part of the document, kind by kind, with how often and a few examples."""
    kinds: dict[str, list[str]] = {}
    for entry in report.left_out:
        kinds.setdefault(entry.kind, []).append(" ".join(entry.text.split()))
    for kind, texts in kinds.items():
        examples = [f"“{shorten(text, _LONGEST_EXAMPLE, placeholder=' …')}”" for text in dict.fromkeys(texts)]
        more = ", and others" if len(examples) > _EXAMPLES else ""
        yield f"{kind.capitalize()}, {_times(len(texts))}: {', '.join(examples[:_EXAMPLES])}{more}"


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _changes(old: Document, new: Document) -> list[tuple[str, str]]:
    return [(_HOW[change.how], " › ".join(change.path)) for change in changed_sections(old, new)]


def _compared(staged: Staged, wanted: int) -> dict[str, object]:
    """One page of the document beside the same page of the original; all of it where the original has no pages."""
    pages = staged.report.pages or 0
    page = min(max(wanted, 1), pages) if pages else 0
    texts = text_of_pages(staged.ready)
    passages = cut(staged.document, texts if pages else ())
    shown = [p for p in passages if any(s.page == page for s in p.sentences)] if pages else passages
    is_pdf = staged.original.suffix.lower() == ".pdf"
    text = texts[page - 1 if pages else 0] if texts else ""
    return {
        "page": page,
        "pages": pages,
        "previous": review_address(staged.token, page - 1),
        "next": review_address(staged.token, page + 1),
        "parts": list(_parts(shown)),
        "picture": picture_address(staged.token, page) if is_pdf and pages else "",
        "text": text[:_LONGEST_TEXT],
        "outline": list(_outline(staged, passages)),
    }


def cut(document: Document, pages: Sequence[str]) -> list[Passage]:
    """The document in passages, each sentence with its page; what the embedding model reads of them is no matter."""
    return with_pages(split(document, lambda _: 0, 1), pages)


def _parts(passages: Sequence[Passage]) -> Iterator[dict[str, object]]:
    """Passages to show, each under its heading where that is not the one of the passage before."""
    before = None
    for passage in passages:
        heading = passage.section[-1] if passage.section_anchor != before else ""
        yield {"heading": heading, "level": min(len(passage.section) + 3, _DEEPEST), "words": passage_html(passage)}
        before = passage.section_anchor


def _outline(staged: Staged, passages: Sequence[Passage]) -> Iterator[dict[str, object]]:
    """All headings of the document, with the pages that their text begins on."""
    first: dict[str, int | None] = {}
    for passage in passages:
        first.setdefault(passage.section_anchor, page_at(passage))
    for section in staged.document.sections:
        page = first.get(section.anchor)
        address = review_address(staged.token, page) if page else ""
        yield {"title": section.path[-1], "level": min(len(section.path), 4), "page": page, "address": address}
