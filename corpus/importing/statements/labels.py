"""The labels that people put before what a document says of itself."""

import re
from dataclasses import dataclass
from typing import Literal

Field = Literal["title", "publisher", "author", "published", "version", "review_due", "rights", "kind"]

_THING = r"(?:document|policy|procedure|guideline|guidance|publication|report|strategy|plan)"
# For each field its labels, those first that say it most plainly.
_LABELS: dict[Field, tuple[str, ...]] = {
    "title": (rf"title of (?:the )?{_THING}|{_THING} (?:title|name)|name of (?:the )?{_THING}", "title"),
    "publisher": (
        r"published by|publisher|publishing (?:organisation|body)",
        r"issued by|issuing (?:organisation|authority|body)",
        r"(?:name of )?organi[sz]ation(?: name)?|company(?: name)?|trust name|name of (?:company|provider|trust)",
    ),
    "author": (
        rf"(?:{_THING} |lead )?author(?:\(s\)|s)?(?: name| and (?:job )?title)?|name of author|written by",
        r"prepared by|produced by|compiled by",
    ),
    "published": (
        r"date of publication|publication date|date published|(?:first )?published(?: date)?(?: on| in)?",
        r"date of issue|issue date|date issued|issued(?: on)?|release date|date of release",
        r"effective (?:date|from)|date effective|in force from|(?:date of )?implementation(?: date)?|start date",
        (
            r"(?:date of )?(?:approval|ratification)|(?:approval|ratification) date"
            r"|date (?:approved|ratified|adopted)|(?:approved|ratified|adopted)(?: on)?"
        ),
        (
            r"(?:last |date )?updated(?: on)?|date of (?:last )?(?:update|revision)|last (?:revised|revision)"
            r"|(?:date )?revised(?: on)?|revision date|version date|date of (?:this )?version"
        ),
        r"date|document date|policy date|dated",
        r"(?:last )?reviewed(?: on| in)?|(?:date of )?last review(?: date)?",
    ),
    "version": (
        rf"(?:{_THING} )?version(?: number| no\.?| #)?|issue (?:number|no\.?)|edition",
        r"revision(?: number| no\.?)?",
    ),
    "review_due": (
        (
            r"(?:date (?:of|for) )?next (?:planned |scheduled )?review(?: date| due| due date| due by)?"
            r"|next reviewed? (?:on|in|by)|next (?:update|revision)(?: due| date)?"
        ),
        (
            r"review due(?: date| by| on| in)?|due for review(?: by| on| in)?|date due for review|review by(?: date)?"
            r"|(?:to|will) be reviewed(?: again)?(?: by| on| in)"
        ),
        rf"(?:{_THING} )?(?:renewal and )?review date|date (?:of|for) review|expiry date|valid until|expires(?: on)?",
    ),
    "rights": (r"licen[cs]e|copyright|rights",),
    "kind": (rf"type of {_THING}|{_THING} type",),
}
# Labels of one word say something else in the middle of a sentence.
_BEFORE_WORD = r"(?:^|(?<=[|;,.(\n])|(?<=[|;,.(\n\d)] ))"
_PATTERNS = [
    (field, rank, re.compile(label, re.IGNORECASE), re.compile(rf"(?<![\w-])(?:{label})(?=\s*[:|])", re.IGNORECASE))
    for field, labels in _LABELS.items()
    for rank, label in enumerate(labels)
]


@dataclass(frozen=True, slots=True)
class Label:
    """A label, characters [start, end) of a text; of two for one field the one of the lower rank counts."""

    field: Field
    rank: int
    start: int
    end: int


def label_of(text: str) -> Label | None:
    """The label that a text is, as in the first cell of a row."""
    text = text.strip().rstrip(":").strip()
    for field, rank, whole, _ in _PATTERNS:
        if whole.fullmatch(text):
            return Label(field, rank, 0, len(text))
    return None


def labels_in(text: str) -> list[Label]:
    """The labels inside a text that a colon or a bar follows, in order; where two overlap, the longer."""
    found = [
        Label(field, rank, match.start(), match.end())
        for field, rank, _, inside in _PATTERNS
        for match in inside.finditer(text)
        if " " in match[0] or re.search(rf"{_BEFORE_WORD}$", text[: match.start()])
    ]
    found.sort(key=lambda label: (label.start - label.end, label.start))
    kept: list[Label] = []
    for label in found:
        if all(label.end <= other.start or label.start >= other.end for other in kept):
            kept.append(label)
    return sorted(kept, key=lambda label: label.start)


def label_before(text: str) -> Label | None:
    """The label that a text begins with, where a value follows without a colon ("Next review due March 2026")."""
    found = [
        Label(field, rank, 0, match.end())
        for field, rank, whole, _ in _PATTERNS
        if (match := whole.match(text)) and text[match.end() : match.end() + 1] == " "
    ]
    return max(found, key=lambda label: label.end, default=None)
