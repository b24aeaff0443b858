"""The bytes of a web page -> its text."""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NAMED = re.compile(rb"<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w:-]+)", re.IGNORECASE)
# The name must stand near the beginning, says the standard.
_BEGINNING = 4096
# What pages call Latin-1 or ASCII, browsers read as this.
_WESTERN = "windows-1252"


def decoded(content: bytes) -> str:
    """The text, by its byte order mark, else the encoding it names, else as UTF-8, else as old Western pages are."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    named = _NAMED.search(content[:_BEGINNING])
    for encoding in ["utf-8", *([_known(named[1].decode("ascii", "replace"))] if named else [])]:
        # Pages that say something else but are UTF-8 are common; the reverse reads as UTF-8 only by rare chance.
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode(_WESTERN, "replace")


def _known(name: str) -> str:
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return _WESTERN
    return _WESTERN if found in ("iso8859-1", "ascii") else found
