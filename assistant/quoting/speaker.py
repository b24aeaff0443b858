"""Who is meant where a quotation says only "we", "the trust" or "the local authority"."""

import re
from collections.abc import Iterator

from assistant.quoting.opening import INSIDE
from assistant.quoting.pieces import Piece
from corpus.document import Document

# With a capital it is the doer of a sentence; inside one it may be anybody ("as we all know").
_WE = re.compile(r"\b(?:We|Our)\b")
# What is quoted inside a text is somebody else's words.
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’")
# Where the words of a name that say what it is end: "Department of Health".
_HEAD = re.compile(r",| (?:of|for|in) ")


def speaker_of(piece: Piece, document: Document) -> str:
    """The name of the body that a quotation means by "we" or by words like "the trust"; "" where it names it itself.

    The document says what some words in it stand for; a heading above the quotation names the body after a colon
    ("Case study 5: The Christie NHS Foundation Trust"); else it is the publisher. "" where nothing tells.
    """
    words = _QUOTED.sub("", piece.text)
    plain = words.lower()
    above = " ".join(piece.passage.section).lower()
    for phrase, name in document.stands_for:
        if phrase in plain or (phrase in above and _WE.search(words)):
            return "" if name in words else name
    for name in _names(piece, document):
        kind = _HEAD.split(name)[0].split()[-1].lower()
        if re.search(rf"\bthe {kind}\b", plain):
            return "" if _is_named(name, kind, words) else name
    # An author's "we" is not the publisher's.
    publisher = document.publisher if document.publisher and not document.author else ""
    return publisher if _WE.search(words) and publisher not in words else ""


def _names(piece: Piece, document: Document) -> Iterator[str]:
    """The bodies that may be meant: those that the headings name, the innermost first, then the publisher."""
    for heading in reversed(piece.passage.section):
        _, colon, name = heading.partition(": ")
        if colon and _is_name(name):
            yield name
    if document.publisher:
        yield document.publisher


def _is_name(words: str) -> bool:
    """Whether words are a name: capitals throughout, but for one word that says what it is ("GP practice")."""
    small = [word for word in words.split() if word[0].islower() and word not in INSIDE]
    return words[:1].isupper() and len(small) <= 1


def _is_named(name: str, kind: str, words: str) -> bool:
    """Whether a text holds another word of a name than the one that says what kind of body it is."""
    own = {word.strip(",") for word in name.split()} - {"The"}
    return any(
        re.search(rf"\b{re.escape(word)}\b", words) for word in own if word[0].isupper() and word.lower() != kind
    )
