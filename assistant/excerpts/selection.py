"""The excerpts that a person picked, ordered and numbered alike in every format, with what all formats print."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Answer, NearPassage
from assistant.excerpts.find import Excerpt

# The words that head a refusal, by its status.
REFUSED = {"not_found": "No answer in the library", "out_of_scope": "Outside the library"}
# The words that head the passages nearest to a refused question.
NEAREST = "Nearest passages, not an answer"


@dataclass(frozen=True, slots=True)
class SelectedExcerpt:
    """An excerpt that a person picked, with their own note on it ("" for none)."""

    excerpt: Excerpt
    note: str = ""


@dataclass(frozen=True, slots=True)
class Selection:
    """Excerpts on a topic in the person's order, and the day they were taken; `grouped` groups them by document."""

    topic: str
    date: dt.date
    taken: Sequence[SelectedExcerpt]
    grouped: bool = False

    @property
    def ordered(self) -> list[tuple[int, SelectedExcerpt]]:
        """Each with its number, from 1; grouped, the documents come in the order of their first excerpt."""
        documents = list(dict.fromkeys(one.excerpt.document for one in self.taken))
        ordered = sorted(self.taken, key=lambda one: documents.index(one.excerpt.document) if self.grouped else 0)
        return list(enumerate(ordered, start=1))

    @property
    def groups(self) -> list[tuple[str, list[tuple[int, SelectedExcerpt]]]]:
        """Each heading with the numbered excerpts below it."""
        groups: dict[str, list[tuple[int, SelectedExcerpt]]] = {}
        for number, one in self.ordered:
            groups.setdefault(one.excerpt.title if self.grouped else "Excerpts", []).append((number, one))
        return list(groups.items())


def near_passages(answer: Answer) -> Sequence[NearPassage]:
    """The passages to show with a refusal; what is near to a question from outside the library is not worth reading."""
    return answer.nearest if answer.status == "not_found" else ()


def full_reference(excerpt: Excerpt) -> str:
    """The printable reference, the address where one is known, and the passage's anchor in its document."""
    address = f" {excerpt.url}" if excerpt.url else ""
    return f"{excerpt.reference}{address} (passage {excerpt.anchor} of {excerpt.document})"


def day(date: dt.date) -> str:
    """A date as it is printed: 5 March 2026."""
    return f"{date.day} {date:%B %Y}"
