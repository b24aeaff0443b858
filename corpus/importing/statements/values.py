"""What stands after a label -> the value of a field, where it plainly is one."""

import re

from corpus.importing.escape import folded
from corpus.importing.statements.dates import date_at_start
from corpus.importing.statements.labels import Field

# Longer values, in words, are sentences about something else.
_LONGEST = 14
_PLACEHOLDER = re.compile(
    r"[\[\]<>{}]|_{3,}|\.{4,}|…|\b(?:tbc|tba|tbd|n/a|to be (?:confirmed|agreed)|insert|enter|none|not applicable)\b",
    re.IGNORECASE,
)
_VERSION = re.compile(r"(?:version|issue|v)?\.?\s*(\d+(?:\.\d+)*[a-z]?)(?![\w/-])", re.IGNORECASE)


def value_of(field: Field, text: str) -> str | None:
    """The value that a text states for a field; None for a placeholder ("[insert date]") and anything unclear."""
    text = folded(text).strip(" :|–-,;\"'")
    if not text or _PLACEHOLDER.search(text):
        return None
    if field in ("published", "review_due"):
        found = date_at_start(text)
        return found[0] if found else None
    if field == "version":
        number = _VERSION.match(text)
        return number[1] if number else None
    if len(text.split()) > _LONGEST or not any(map(str.isalpha, text)):
        return None
    return text.rstrip(".") if field in ("author", "publisher", "title") else text
