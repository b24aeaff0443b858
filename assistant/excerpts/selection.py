"""The excerpts that a person picked: what every format prints of them, ordered and numbered alike in each."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.answer import Answer, NearPassage
from assistant.excerpts.find import Excerpt
from assistant.excerpts.headings import above, short_section, short_title, told_apart

# The words that head a refusal, by its status.
REFUSED = {"not_found": "No answer in the library", "out_of_scope": "Outside the library"}
# The words that head the passages nearest to a refused question.
NEAREST = "Nearest passages, not an answer"
# The words that head the notes on age, voice and gaps.
CAUTIONS = "Before you rely on these excerpts"
# A file of more excerpts than this has a table of contents.
_MANY = 10
_VOICES = {"reader": ", a reader's comment", "reply": ", a reply to a reader's comment"}


@dataclass(frozen=True, slots=True)
class SelectedExcerpt:
    """An excerpt that a person picked, with their own note on it and the topic they found it by ("" for none)."""

    excerpt: Excerpt
    note: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Selection:
    """Excerpts in the person's order, and the day they were taken; `grouped` groups them by document.

    `title` is what the person calls them; where it is "", they are called by the topics they were found by.
    """

    title: str
    date: dt.date
    taken: Sequence[SelectedExcerpt]
    grouped: bool = False

    @property
    def topics(self) -> list[str]:
        """What the person searched for, each once."""
        return list(dict.fromkeys(one.topic for one in self.taken if one.topic))

    @property
    def heading(self) -> str:
        """The title as it is printed, on one line, with a capital."""
        words = " ".join((self.title.strip() or "; ".join(self.topics) or "Excerpts").split())
        first = words.partition(" ")[0]
        return words[0].upper() + words[1:] if first.islower() else words

    @property
    def is_long(self) -> bool:
        """Whether a reader needs a table of contents."""
        return len(self.taken) > _MANY

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

    @property
    def headings(self) -> dict[int, str]:
        """The heading of each excerpt by its number: number, document and section, and no two the same.

        The document is named only where it does not head the group.
        """
        headings: dict[int, str] = {}
        for _, taken in self.groups:
            excerpts = [one.excerpt for _, one in taken]
            apart = told_apart([self._heading_of(excerpt) for excerpt in excerpts], [one.text for one in excerpts])
            headings |= {number: f"{number}. {words}" for (number, _), words in zip(taken, apart, strict=True)}
        return headings

    def citation_of(self, excerpt: Excerpt) -> str:
        """What stands below a quotation: who and when, where in the document, and the number of the reference."""
        where = "".join(f", {part}" for part in (_above(excerpt), page(excerpt)) if part)
        number = self.references.index(_reference(excerpt)) + 1
        return f"{excerpt.cited}{_VOICES.get(excerpt.voice, '')}{where} [{number}]"

    def _heading_of(self, excerpt: Excerpt) -> str:
        title, reader = short_title(excerpt.title), excerpt.voice != "publisher"
        section = short_section(excerpt.section, excerpt.title, excerpt.levels, numbered=reader)
        parts = [section or title] if self.grouped else [title, section]
        return ": ".join(part for part in parts if part)

    @property
    def references(self) -> list[str]:
        """The list of references: each document once, in the order of the excerpts."""
        return list(dict.fromkeys(_reference(one.excerpt) for _, one in self.ordered))

    @property
    def cautions(self) -> list[str]:
        """The notes on age, voice and gaps, each once, with the excerpts that it is on unless it is on all."""
        on: dict[str, list[int]] = {}
        for number, one in self.ordered:
            for note in one.excerpt.notes:
                on.setdefault(note, []).append(number)
        return [
            note if len(numbers) == len(self.taken) else f"{note.removesuffix('.')} ({_excerpts(numbers)})."
            for note, numbers in on.items()
        ]

    @property
    def origin(self) -> str:
        """How many excerpts from how many documents these are, and what was searched for."""
        documents = len({one.excerpt.document for one in self.taken})
        counted = f"{_count(len(self.taken), 'excerpt')} from {_count(documents, 'document')}, word for word."
        topics = ", ".join(f"“{topic}”" for topic in self.topics)
        return f"{counted} Searched for: {topics}." if topics else counted


def near_passages(answer: Answer) -> Sequence[NearPassage]:
    """The passages to show with a refusal; what is near to a question from outside the library is not worth reading."""
    return answer.nearest if answer.status == "not_found" else ()


def full_reference(excerpt: Excerpt) -> str:
    """The printable reference, the address where one is known, and the passage's anchor in its document."""
    address = f" {excerpt.url}" if excerpt.url else ""
    return f"{excerpt.reference}{address} (passage {excerpt.anchor} of {excerpt.document})"


def note_lines(note: str) -> list[str]:
    """The lines of a person's note, the first one labelled."""
    lines = [" ".join(line.split()) for line in note.splitlines() if line.strip()]
    return [f"Note: {lines[0]}", *lines[1:]] if lines else []


def day(date: dt.date) -> str:
    """A date as it is printed: 5 March 2026."""
    return f"{date.day} {date:%B %Y}"


def page(excerpt: Excerpt) -> str:
    """The page of the original as it is cited: "p. 4"; "" where that has no pages."""
    return f"p. {excerpt.page}" if excerpt.page else ""


def _above(excerpt: Excerpt) -> str:
    return above(excerpt.section, excerpt.title, excerpt.levels, numbered=excerpt.voice != "publisher")


def _reference(excerpt: Excerpt) -> str:
    return f"{excerpt.whole_reference} Available at: {excerpt.url}" if excerpt.url else excerpt.whole_reference


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _excerpts(numbers: Sequence[int]) -> str:
    """Numbers of excerpts in words: "excerpts 1–3, 5 and 8"."""
    *most, last = _ranges(numbers)
    several = "s" if len(numbers) > 1 else ""
    return f"excerpt{several} {', '.join(most)} and {last}" if most else f"excerpt{several} {last}"


def _ranges(numbers: Sequence[int]) -> Iterable[str]:
    """Runs of three and more numbers as ranges: 1, 2, 3, 5 -> "1–3", "5"."""
    breaks = [n for n, (one, following) in enumerate(pairwise(numbers), start=1) if following != one + 1]
    for start, end in pairwise([0, *breaks, len(numbers)]):
        run = numbers[start:end]
        yield from [f"{run[0]}–{run[-1]}"] if len(run) > 2 else map(str, run)
