"""What differs between two versions of a document, by section."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from corpus.document import Document
from corpus.fidelity import curated_words


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A section that only one version has, or whose words differ, with their numbers (0 in the version without it)."""

    path: tuple[str, ...]
    how: Literal["added", "changed", "removed"]
    before: int
    after: int


def changed_sections(old: Document, new: Document) -> list[SectionChange]:
    """The differences in the order of the new version, then the sections that it no longer has."""
    before, after = _sections(old), _sections(new)
    changes = []
    for anchor in {**after, **before}:
        was, now = before.get(anchor), after.get(anchor)
        if was != now:
            how: Literal["added", "changed", "removed"] = "added" if not was else "changed" if now else "removed"
            path, _ = now or was or ((), [])
            changes.append(SectionChange(path, how, len(was[1]) if was else 0, len(now[1]) if now else 0))
    return changes


def _sections(document: Document) -> dict[str, tuple[tuple[str, ...], list[str]]]:
    """The headings and words of each section, its own heading's among them, by its anchor."""
    starts = [0, *(section.start for section in document.sections[1:]), len(document.body)]
    return {
        section.anchor: (section.path, curated_words(document.body[start:end]))
        for section, (start, end) in zip(document.sections, pairwise(starts), strict=True)
    }
