"""Documents, their imports and their checks as plain text for the terminal."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.reference import in_full, in_words, review_is_past, version_in_words
from corpus.added.folder import REPORT, report_of
from corpus.document import Document
from corpus.fidelity import curated_words
from corpus.importing.reporting.report import report_lines

if TYPE_CHECKING:
    from assistant.changes import Added
    from corpus.added.changed import SectionChange
    from corpus.added.check import AddedCheck
    from corpus.fidelity import Fidelity
    from indexing.library import KnownGap

_INDENT = "    "


def listed(document: Document) -> str:
    """A document on two lines or three: its id, what it is, and whether it must be looked at."""
    lines = [document.id, f"{_INDENT}{'. '.join([document.title.rstrip('.'), _facts(document)]).rstrip('. ')}."]
    return "\n".join([*lines, *(f"{_INDENT}{line}" for line in _age(document))])


def _facts(document: Document) -> str:
    """Who published it, its version and its date, as far as it says."""
    version = version_in_words(document.version) if document.version else None
    date = in_words(document.published) or document.period
    return ", ".join(fact for fact in (document.publisher, version, date) if fact)


def _age(document: Document) -> Iterator[str]:
    if document.added is None:
        yield "Comes with Evenhand."
    else:
        yield f"Added {in_full(document.added)}."
    if document.status != "current":
        yield f"Status: {document.status}."
    if document.review_due:
        if review_is_past(document):
            yield f"It was due for review {in_full(document.review_due)}: check that it is current."
        else:
            yield f"It is due for review {in_full(document.review_due)}."


def shown(document: Document, folder: Path | None) -> str:
    """A document's facts, its headings as understood, and what the import did where its `folder` says."""
    fields = ("title", "publisher", "author", "published", "version", "review_due", "status", "kind", "url", "rights")
    facts = [f"{name.replace('_', ' ')}: {value}" for name in fields if (value := getattr(document, name))]
    parts = ["\n".join([document.id, *(f"{_INDENT}{fact}" for fact in facts)]), "\n".join(_outline(document))]
    if folder and (folder / REPORT).exists():
        parts.append("\n".join(report_lines(report_of(folder))))
    return "\n\n".join(parts)


def _outline(document: Document) -> Iterator[str]:
    """The headings, set in by their depth, each with the number of words under it."""
    ends = [*(section.start for section in document.sections[1:]), len(document.body)]
    for section, end in zip(document.sections, ends, strict=True):
        words = len(curated_words(document.body[section.start + len(section.heading) : end]))
        yield f"{_INDENT * len(section.path)}{section.path[-1]} ({words:,} word{'' if words == 1 else 's'})"


def added(one: "Added") -> str:
    """What was done with a file: its document, what its import did, and what changed where it replaced another."""
    how = "Replaced" if one.replaced else "Added"
    lines = [f"{how} “{one.document.title}” as '{one.document.id}'.", *report_lines(one.report)]
    if one.replaced:
        lines += _changes(one.changes)
    return "\n".join([lines[0], *(f"{_INDENT}{line}" for line in lines[1:])])


def _changes(changes: "Sequence[SectionChange]") -> Iterator[str]:
    if not changes:
        yield "No section changed."
        return
    yield f"{len(changes)} section{'' if len(changes) == 1 else 's'} changed:"
    for change in changes:
        count = {
            "added": f"added, {change.after:,} words",
            "removed": f"removed, {change.before:,} words",
            "changed": f"changed, {change.before:,} words before and {change.after:,} now",
        }[change.how]
        yield f"  {' › '.join(change.path)}: {count}"


def checked(result: "Fidelity | AddedCheck") -> str:
    """One line on a document's check."""
    return f"{result.document}: {result.words:,} words, {'differs' if result.problems else 'same'}"


def out_of_force(gaps: "Mapping[str, Sequence[KnownGap]]") -> str:
    """How many known gaps another document may answer, of each document; their words are the catalogue's own."""
    head = "Questions that the catalogue says no document answers, and a document of yours may. They are asked as any"
    counts = (f"{_INDENT}{len(some):,} near to {document or 'no document'}" for document, some in gaps.items())
    return "\n".join([f"{head} other:", *counts])
