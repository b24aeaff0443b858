"""What a visitor narrows answers to: documents, voices, ages, quotations; as a form, in an address, and in words."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape

from corpus.errors import QuestionError
from ui.html.passages import Holdings

VOICE_NAMES = {"publisher": "The publisher’s own words", "reply": "Official replies", "reader": "Readers’ comments"}
STATUS_NAMES = {"current": "Current", "dated": "Dated", "historical": "Historical"}
_QUOTATIONS = ("quotations", "yes")


@dataclass(frozen=True, slots=True)
class Filters:
    """What is ticked; nothing ticked in a group stands for everything.

    `quotations` leaves out the language model, where the page has one.
    """

    documents: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    quotations: bool = False

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]], library: Holdings) -> "Filters":
        """Read from names and values as a form sends them; what is not known is left out."""
        ticked = list(pairs)
        documents = tuple(value for name, value in ticked if name == "document" and value in library.documents)
        voices = tuple(value for name, value in ticked if name == "voice" and value in VOICE_NAMES)
        statuses = tuple(value for name, value in ticked if name == "status" and value in STATUS_NAMES)
        return cls(documents, voices, statuses, _QUOTATIONS in ticked)

    def pairs(self) -> list[tuple[str, str]]:
        """As a form sends them."""
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
            raise QuestionError("No document passes these filters; leave out some of them.")
        return left

    def in_words(self, library: Holdings) -> str:
        """What the library is narrowed to, as a person says it; "" when it is not."""
        parts = [
            ", ".join(library.documents[id_].title for id_ in self.documents),
            ", ".join(VOICE_NAMES[voice] for voice in self.voices),
            ", ".join(STATUS_NAMES[status] for status in self.statuses),
        ]
        return "; ".join(part for part in parts if part)


def filters_html(filters: Filters, library: Holdings) -> str:
    """The filters folded, with how many are ticked in the summary."""
    documents = {document.id: document.title for document in library.documents.values()}
    count = len(replace(filters, quotations=False).pairs())
    groups = (
        _group("Documents", "document", documents, filters.documents)
        + _group("Who speaks", "voice", VOICE_NAMES, filters.voices)
        + _group("Age", "status", STATUS_NAMES, filters.statuses)
    )
    return (
        f'<details class="filters"><summary>Filters<span data-ticked>{f" ({count})" if count else ""}</span></summary>'
        f'<div class="groups" aria-describedby="ticks">{groups}</div>'
        '<p class="origin" id="ticks">Nothing ticked in a group means everything.</p></details>'
    )


def quotations_html() -> str:
    """The switch that has the sources answer in their own words, for a page that has a language model."""
    name, value = _QUOTATIONS
    return (
        f'<label class="tick"><input type="checkbox" name="{name}" value="{value}">'
        "<span>Quotations only, no language model</span></label>"
    )


def _group(legend: str, name: str, values: dict[str, str], ticked: tuple[str, ...]) -> str:
    ticks = "".join(
        f'<label class="tick"><input type="checkbox" name="{name}" value="{escape(value)}"'
        f"{' checked' if value in ticked else ''}><span>{escape(label)}</span></label>"
        for value, label in values.items()
    )
    return f"<fieldset><legend>{legend}</legend>{ticks}</fieldset>"
