"""A passage -> the reference to print beside a quotation, and the notes on its age, its voice and its gaps."""

import datetime as dt
import re
from calendar import month_name
from collections.abc import Iterable, Sequence

from corpus.document import Document, Passage

_VOICES = {"reader": "a reader's comment", "reply": "official reply to a comment"}
_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?")
_NUMBERED = re.compile(r"v(?:ersion)?\.?\s*(?=\d)", re.IGNORECASE)


def reference(document: Document, passage: Passage, page: int | None = None) -> str:
    """The printable reference: who, when and what, then the headings and the kind of document or voice.

    Of a document that an organisation added, it names what the document states and nothing else. `page` is the page of
    the original, where it is another than the one on which the passage begins.
    """
    where = " › ".join(headings(document, passage))
    if is_own(document):
        voice = f"[{_VOICES[passage.voice]}]" if passage.voice in _VOICES else ""
        place = " ".join(part for part in (where, voice) if part)
        return f"{_stated(document, page or page_at(passage))}{f' {place}.' if place else ''}"
    what = _VOICES.get(passage.voice) or _kind(document)
    return f"{_who_and_when(document)} {document.title}. {where} [{what}]."


def whole_reference(document: Document) -> str:
    """The reference to a document as a whole, by author and date, as it stands in a list of references."""
    if not is_own(document):
        return f"{_who_and_when(document)} {document.title} [{_kind(document)}]."
    if document.publisher is None or _when(document) is None:
        return _stated(document, None)
    return f"{_who_and_when(document)} {document.title}{_version(document)}."


def cited(document: Document) -> str:
    """How the text cites a document: as its entry in the list of references begins, and whom it is on."""
    of = f", on {body}" if (body := _assessed(document)) else ""
    if not is_own(document):
        return f"{_who_and_when(document)}{of}"
    when = _when(document)
    return f"{document.publisher or document.title}{f' ({when})' if when else ''}{of}"


def _who_and_when(document: Document) -> str:
    return f"{document.publisher or 'Publisher not stated'} ({_when(document) or 'no date'})"


def _when(document: Document) -> str | None:
    return in_words(document.published) or document.period


def _kind(document: Document) -> str:
    """What a document is, and whom it is on."""
    of = f" on {body}" if (body := _assessed(document)) else ""
    return f"{document.kind}{of}"


def _assessed(document: Document) -> str:
    """The body that a document calls by another word ("the local authority") and so is on; "" where there is none."""
    return next((name for _, name in document.stands_for if name != document.publisher), "")


def is_own(document: Document) -> bool:
    """Whether an organisation added the document to its library; those that come with Evenhand always say their kind.

    What such a document does not state of itself is left out, since its readers know whose it is.
    """
    return document.added is not None or document.kind is None


def headings(document: Document, passage: Passage) -> tuple[str, ...]:
    """The headings above a passage, outermost first; for an added document without the one that repeats its title."""
    first = passage.section[0] if passage.section else ""
    repeated = is_own(document) and first.casefold() == document.title.casefold()
    return passage.section[1:] if repeated else passage.section


def version_in_words(version: str) -> str:
    """A version as it is said: "2.1" and "V2.1" become "version 2.1"; "Issue 4" stays as it is."""
    number = _NUMBERED.sub("", version, count=1)
    return f"version {number}" if number[:1].isdigit() else version


def page_at(passage: Passage, start: int = 0) -> int | None:
    """The page of the original on which the words at character `start` of a passage begin; None without pages."""
    before = [sentence for sentence in passage.sentences if sentence.start <= start]
    return before[-1].page if before else None


def _stated(document: Document, page: int | None) -> str:
    """Publisher, title, version, date and page, as far as they are known."""
    who = f"{document.publisher.rstrip('.')}. " if document.publisher else ""
    when = _when(document)
    date = f" ({when})" if when else ""
    return f"{who}{document.title}{_version(document)}{date}{f', p. {page}' if page else ''}."


def _version(document: Document) -> str:
    return f", {version_in_words(document.version)}" if document.version else ""


def notes_for(quoted: Iterable[tuple[Document, Passage, str]], today: dt.date | None = None) -> list[str]:
    """Notes on age and voice and on what has changed since, each once, in the order of the quotations.

    Each quotation is given as its document, its passage and the exact words.
    """
    notes: list[str] = []
    for document, passage, words in quoted:
        notes += age_notes(document, today)
        notes += [n.note for n in document.currency if any(_names(words, term) for term in n.terms)]
        if passage.voice == "reader":
            notes.append("A reader's comment is quoted: it is one person's view, not guidance.")
        if passage.voice == "reply":
            notes.append(f"{replier(document)}'s reply to a reader's comment is quoted: it is not formal guidance.")
    return list(dict.fromkeys(notes))


def notes_on(document: Document, passage: Passage) -> list[str]:
    """The notes on a whole passage that leaves its document, with what the curators say there of gaps in its text."""
    gaps = [f"Note on “{passage.section[-1]}”: {note}" for note in passage.notes]
    return [*notes_for([(document, passage, passage.text)]), *gaps]


def age_notes(document: Document, today: dt.date | None = None) -> list[str]:
    """What is said of a document's age, whatever is quoted of it."""
    notes = _age(document)
    if review_is_past(document, today):
        date = in_full(document.review_due or "")
        notes.append(f"“{document.title}” was due for review {date}: check that it is current.")
    return notes


def without_repeated_ages(
    notes: Iterable[str], answers: Iterable[str], documents: Iterable[Document]
) -> tuple[str, ...]:
    """The notes without those on the age of documents that the earlier `answers` of a conversation quote.

    An answer that quotes a document came with the note on its age, or an answer before it did. Notes on what has
    changed stay, because they are on the words quoted now.
    """
    among = list(documents)
    before = {note for answer in answers for document in quoted_in(answer, among) for note in age_notes(document)}
    return tuple(note for note in notes if note not in before)


def quoted_in(answer: str, documents: Sequence[Document]) -> list[Document]:
    """The documents that an answer quotes, by its text alone: each holds a line of it that no other document holds.

    A line counts without its list mark, its citations, and our words before a colon.
    """
    lines = (line.partition(" [")[0].removeprefix("- ") for line in answer.splitlines())
    told = {words for line in lines for words in (line, line.partition(": ")[2]) if words.strip()}
    holders = [[document for document in documents if words in document.body] for words in told]
    alone = {document.id for holding in holders if len(holding) == 1 for document in holding}
    return [document for document in documents if document.id in alone]


def replier(document: Document) -> str:
    """Who answers readers' comments in a document, with a capital to begin a sentence."""
    return document.replies_by or document.publisher or "The publisher"


def in_words(published: str | None) -> str | None:
    """A date of the front matter as it is printed: "2012-10" becomes "October 2012", anything else stays as it is."""
    year, _, month = (published or "").partition("-")
    return f"{month_name[int(month[:2])]} {year}" if month[:2].isdigit() and 1 <= int(month[:2]) <= 12 else published


def in_full(date: str) -> str:
    """When something was due, in words: "2025-03-12" becomes "on 12 March 2025", and "2025-03" "in March 2025"."""
    match = _DATE.fullmatch(date)
    if not match or not match[2]:
        return f"in {date}"
    month = f"{month_name[int(match[2])]} {match[1]}"
    return f"on {int(match[3])} {month}" if match[3] else f"in {month}"


def review_is_past(document: Document, today: dt.date | None = None) -> bool:
    """Whether the day, month or year in which the document was to be reviewed is over."""
    due = document.review_due
    return due is not None and (today or dt.date.today()).isoformat()[: len(due)] > due


def _age(document: Document) -> list[str]:
    date = document.period or in_words(document.published) or ("" if is_own(document) else "no date stated")
    title = f"“{document.title}” ({date})" if date else f"“{document.title}”"
    if document.status == "historical":
        return [f"{title} is historical: read it as a record, not as current policy."]
    if document.status == "dated":
        return [f"{title} is dated: check the current position."]
    return []


def _names(words: str, term: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(term)}(?!\w)", words) is not None
