"""The filters that a visitor sets, as a form, in an address and in words: documents, voices, ages, quotations only."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from markupsafe import Markup

from corpus.errors import QuestionError
from ui.html.passages import Holdings
from ui.html.templates import render

VOICE_NAMES = {"publisher": "The publisher’s own words", "reply": "Official replies", "reader": "Readers’ comments"}
STATUS_NAMES = {"current": "Current", "dated": "Dated", "historical": "Historical"}
_QUOTATIONS = ("quotations", "yes")


@dataclass(frozen=True, slots=True)
class Filters:
    """What is ticked. If nothing in a group is ticked, everything in it counts.

    `quotations` turns the language model off, where the page has one.
    """

    documents: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    quotations: bool = False

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]], library: Holdings) -> "Filters":
        """The filters from names and values as a form sends them; unknown ones are ignored."""
        ticked = list(pairs)
        documents = tuple(value for name, value in ticked if name == "document" and value in library.documents)
        voices = tuple(value for name, value in ticked if name == "voice" and value in VOICE_NAMES)
        statuses = tuple(value for name, value in ticked if name == "status" and value in STATUS_NAMES)
        return cls(documents, voices, statuses, _QUOTATIONS in ticked)

    def pairs(self) -> list[tuple[str, str]]:
        """Names and values as a form sends them."""
        groups = {"document": self.documents, "voice": self.voices, "status": self.statuses}
        ticked = [(name, value) for name, values in groups.items() for value in values]
        return [*ticked, _QUOTATIONS] if self.quotations else ticked

    def allowed(self, library: Holdings) -> list[str] | None:
        """Ids of the documents to search (None: all). Raises QuestionError when no document is left."""
        if not self.documents and not self.statuses:
            return None
        left = [
            document.id
            for document in library.documents.values()
            if (not self.documents or document.id in self.documents)
            and (not self.statuses or document.status in self.statuses)
        ]
        if not left:
            raise QuestionError("No document passes these filters; untick some of them.")
        return left

    def in_words(self, library: Holdings) -> str:
        """The documents, voices and ages as a person would name them; "" when none is ticked."""
        parts = [
            ", ".join(library.documents[id_].title for id_ in self.documents if id_ in library.documents),
            ", ".join(VOICE_NAMES[voice] for voice in self.voices),
            ", ".join(STATUS_NAMES[status] for status in self.statuses),
        ]
        return "; ".join(part for part in parts if part)


def filters_html(filters: Filters, library: Holdings) -> Markup:
    """The filters, folded; the summary says how many are ticked."""
    titles = {document.id: document.title for document in library.documents.values()}
    groups = [
        ("Documents", "document", titles, filters.documents),
        ("Who speaks", "voice", VOICE_NAMES, filters.voices),
        ("Age", "status", STATUS_NAMES, filters.statuses),
    ]
    return render("filters", groups=groups, count=len(replace(filters, quotations=False).pairs()))


def quotations_html() -> Markup:
    """The box that turns the language model off, for a page that has one."""
    name, value = _QUOTATIONS
    return render("quotations", name=name, value=value)
