"""Addresses that can be shared: of a question, a search, a document, a passage with its quoted words marked."""

import re
from collections.abc import Sequence
from contextvars import ContextVar
from urllib.parse import quote, urlencode

from ui.html.markup import Marks

ASK, EXCERPTS, LIBRARY, HELP, SIGN_IN = "/", "/excerpts", "/library", "/help", "/sign-in"
TOPICS, OFFERS, ADD, SIGN_OUT = "/topics", "/offers", "/library/add", "/sign-out"
# What the Ask place sends questions, conversations to be saved, and feedback to.
ANSWERS, CONVERSATION, FEEDBACK = "/answers", "/conversation", "/feedback"
# Where other programs find tools, where these are offered.
TOOLS = "/mcp"
# Most bytes of a file that is added.
LARGEST_FILE = 200_000_000
# What every address of the server begins with, behind a proxy that serves Evenhand at a path of its own; else "". The
# server sets it for each request.
ROOT: ContextVar[str] = ContextVar("root", default="")
_WORDS = re.compile(r"(\d{1,6})-(\d{1,6})")


def at(path: str) -> str:
    """The address of a path, as a page names it; a path is as the server's routes name it."""
    return f"{ROOT.get()}{path}"


def question_address(question: str, filters: Sequence[tuple[str, str]] = ()) -> str:
    """A question with its filters.

    Both follow the #, which a browser does not send, so no server's log holds them.
    """
    return f"{at(ASK)}#{urlencode([('ask', question), *filters], quote_via=quote, safe='')}"


def offers_address(questions: Sequence[int], shown: Sequence[int] = (), filters: Sequence[tuple[str, str]] = ()) -> str:
    """Offered questions and the passages shown before, by their numbers; the server offers what these do not answer."""
    numbers = [*(("ask", number) for number in questions), *(("shown", number) for number in shown)]
    return f"{at(OFFERS)}?{urlencode([*numbers, *filters])}"


def document_address(document: str, anchor: str = "", marks: Marks = ()) -> str:
    """A document, scrolled to a passage or section; `marks` are characters of the passage to be marked."""
    address = f"{at(LIBRARY)}/{quote(document, safe='')}"
    if marks:
        words = ",".join(f"{start}-{end}" for start, end in marks)
        address += f"?{urlencode({'passage': anchor, 'words': words}, safe='/,')}"
    return f"{address}#{quote(anchor)}" if anchor else address


def found_address(document: str, find: str, anchor: str = "") -> str:
    """A document with the words to find in it marked, scrolled to a passage or section."""
    address = f"{at(LIBRARY)}/{quote(document, safe='')}?{urlencode([('find', find)])}"
    return f"{address}#{quote(anchor)}" if anchor else address


def review_address(token: str, page: int | None = None) -> str:
    """A file that waits for its review, with a page of the original beside it."""
    return f"{at(ADD)}/{quote(token, safe='')}{f'?page={page}' if page else ''}"


def picture_address(token: str, page: int) -> str:
    """A picture of a page of a file that waits for its review."""
    return f"{at(ADD)}/{quote(token, safe='')}/page/{page}.png"


def replace_address(document: str) -> str:
    """Where a newer version of a document is added in its place."""
    return f"{at(LIBRARY)}/{quote(document, safe='')}/replace"


def remove_address(document: str) -> str:
    """Where a document is removed."""
    return f"{at(LIBRARY)}/{quote(document, safe='')}/remove"


def original_address(document: str, page: int | None = None) -> str:
    """The file that a document was made from, as it was received; a browser opens a PDF at the page."""
    return f"{at(LIBRARY)}/{quote(document, safe='')}/original{f'#page={page}' if page else ''}"


def marks_of(words: str) -> list[tuple[int, int]]:
    """The marks in the `words` of an address; [] where it holds none."""
    return [(int(start), int(end)) for start, end in _WORDS.findall(words)]


def topic_address(topic: str) -> str:
    """The page of a topic; its name in small letters stands in the address, so that it can be read and remembered."""
    words = re.findall(r"\w+", topic.lower().replace("’", "").replace("'", ""))
    return f"{at(TOPICS)}/{quote('-'.join(words), safe='')}"


def excerpts_address(topic: str, filters: Sequence[tuple[str, str]] = ()) -> str:
    """A search for excerpts on a topic."""
    return f"{at(EXCERPTS)}?{urlencode([('topic', topic), *filters])}"
