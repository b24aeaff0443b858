"""Plain words as Markdown: escapes where Markdown would take a sign for a mark, and nowhere else."""

import re

from corpus.markdown.inline import styled_spans

# What the beginning of a line would make of it: a heading, an item, a quotation, a row, a rule, a fence. The sign to
# escape is the last character of the match.
_OPENING = re.compile(
    r"#(?=#{0,5}(?:\s|$))|[-+*](?=\s|$)|\d{1,9}[.)](?=\s|$)|[>|]|[-*_=](?=[-*_=\s]*$)|`(?=``)|~(?=~~)"
)
# A text without one of these has no mark inside it.
_SIGN = re.compile(r"[\\*_`\[<]")
# So many signs are all escaped: to look for pairs among them would take long.
_MANY = 200
# What would be HTML: a tag or a comment. Both signs of a comment's beginning, since comments are looked for anywhere.
_HTML = re.compile(r"<(?=[a-z/?!])|(?<=<)!", re.IGNORECASE)
_CLOSING = re.compile(r"#(?=#*$)")
# Characters that nobody sees. Some hide a line from the parser, and the soft hyphen parts words in a search.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f\u00ad\u200b\u2060\ufeff]")


def folded(text: str) -> str:
    """The text on one line, each run of white space one space, without characters that nobody sees."""
    return " ".join(_UNSEEN.sub("", text).split())


def escaped_line(text: str) -> str:
    """Words that begin a line: a paragraph, or an item of a list after its bullet or number."""
    opening = _OPENING.match(text)
    return _escaped(text, {opening.end() - 1} if opening else set())


def escaped_heading(text: str) -> str:
    """Words of a heading; signs of number at its end would count as marks."""
    closing = _CLOSING.search(text)
    return _escaped(text, {closing.start()} if closing else set())


def escaped_cell(text: str) -> str:
    """Words of a table's cell."""
    return _escaped(text, {place for place, sign in enumerate(text) if sign == "|"})


def escaped_quotation(text: str) -> str:
    """Words of a quotation; "[!NOTE]" at its beginning would make it an editor's note."""
    opening = _OPENING.match(text)
    return _escaped(text, {opening.end() - 1} if opening else {0} if text.startswith("[!") else set())


def _escaped(text: str, places: set[int]) -> str:
    """The text with a backslash before each of the places and before every sign that reading back would hide.

    An escape may part a pair of signs or make another, so the text is read until nothing is hidden.
    """
    if not places and not _SIGN.search(text):
        return text
    signs = {found.start() for found in _SIGN.finditer(text)}
    if len(signs) > _MANY:
        places = places | signs
    places = places | {found.start() for found in _HTML.finditer(text)}
    while True:
        marked = "".join(f"\\{sign}" if place in places else sign for place, sign in enumerate(text))
        hidden = _hidden(text, marked, places)
        if not hidden:
            return marked
        places |= hidden


def _hidden(text: str, marked: str, places: set[int]) -> set[int]:
    """The characters of the text that a reader would take for marks: of each mark, its equal signs at the beginning."""
    shown = {at for span in styled_spans(marked) for at in range(span.start, span.end)}
    at, before, hidden = 0, False, set()
    for place, sign in enumerate(text):
        at += place in places
        gone = at not in shown and place not in places
        if gone and (not before or (place - 1 in hidden and sign == text[place - 1])):
            hidden.add(place)
        before = gone
        at += 1
    return hidden
