"""Addresses that can be shared: of a question, of a document, of a passage with its quoted words marked."""

import re
from collections.abc import Sequence
from urllib.parse import quote, urlencode

from ui.html.markup import Marks

ASK, EXCERPTS, LIBRARY, HELP, SIGN_IN = "/", "/excerpts", "/library", "/help", "/sign-in"
OFFERS = "/offers"
_WORDS = re.compile(r"(\d{1,6})-(\d{1,6})")


def question_address(question: str, filters: Sequence[tuple[str, str]] = ()) -> str:
    """A question, and what the library was narrowed to for it.

    Both stand behind the #, so that a browser sends them to the page alone and no server's log holds them.
    """
    return f"{ASK}#{urlencode([('ask', question), *filters], quote_via=quote, safe='')}"


def offers_address(asks: Sequence[int], filters: Sequence[tuple[str, str]] = ()) -> str:
    """Questions of the catalogue, by their numbers, of which those that are answered are offered."""
    return f"{OFFERS}?{urlencode([*(('ask', number) for number in asks), *filters])}"


def document_address(document: str, anchor: str = "", marks: Marks = ()) -> str:
    """A document; a passage or section of it, scrolled to; words of that passage, by their characters, marked."""
    address = f"{LIBRARY}/{quote(document, safe='')}"
    if marks:
        words = ",".join(f"{start}-{end}" for start, end in marks)
        address += f"?{urlencode({'passage': anchor, 'words': words}, safe='/,')}"
    return f"{address}#{quote(anchor)}" if anchor else address


def marks_of(words: str) -> list[tuple[int, int]]:
    """The marks that an address names; what is not such a list names none."""
    return [(int(start), int(end)) for start, end in _WORDS.findall(words)]


def excerpts_address(topic: str, filters: Sequence[tuple[str, str]] = ()) -> str:
    """A search for excerpts."""
    return f"{EXCERPTS}?{urlencode([('topic', topic), *filters])}"
