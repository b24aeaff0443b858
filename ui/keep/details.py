"""What a keeper says of a document: the fields of the review, as they are typed, and what is wrong with them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import cast

from corpus.added.staging import Given
from corpus.document import Document, Status
from corpus.importing.draft import Stated
from ui.html.passages import date_words
from ui.keep.dates import DateError, read_date

STATUSES = {
    "current": "Current: nothing has replaced it",
    "dated": "Dated: parts of it are out of date",
    "historical": "Historical: a record of its time",
}
_LONGEST = 300  # characters of a field


@dataclass(frozen=True, slots=True)
class Details:
    """The fields as text; "" where nothing is stated."""

    title: str = ""
    publisher: str = ""
    published: str = ""
    version: str = ""
    review_due: str = ""
    status: str = "current"

    @classmethod
    def of(cls, document: Document) -> "Details":
        """What a document states, as a person would type it."""
        published, due = (date_words(date) if date else "" for date in (document.published, document.review_due))
        return cls(document.title, document.publisher or "", published, document.version or "", due, document.status)

    @classmethod
    def of_form(cls, form: Mapping[str, object]) -> "Details":
        """The fields of a form, without white space around them."""
        return cls(**{field.name: " ".join(str(form.get(field.name, "")).split()) for field in fields(cls)})

    def faults(self) -> dict[str, str]:
        """What is wrong, by field: empty where nothing is."""
        found = {
            name: f"Use at most {_LONGEST} characters." for name, text in asdict(self).items() if len(text) > _LONGEST
        }
        if not self.title:
            found["title"] = "Give the document a title."
        if self.status not in STATUSES:
            found["status"] = "Choose one of the three."
        for name in ("published", "review_due"):
            try:
                read_date(getattr(self, name))
            except DateError as error:
                found[name] = str(error)
        return found

    def given(self, document: Document) -> Given:
        """What is said of the document; what no field asks for stays as it is.

        Raises DateError where a date is none.
        """
        return Given(
            Stated(
                title=self.title,
                publisher=self.publisher or None,
                author=document.author,
                published=read_date(self.published),
                version=self.version or None,
                review_due=read_date(self.review_due),
                rights=document.rights,
                url=document.url,
                kind=document.kind,
            ),
            cast("Status", self.status),
        )
