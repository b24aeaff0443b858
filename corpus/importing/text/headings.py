"""Which pieces of a plain text are headings, by their form alone and by what stands around them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.importing.statements.dates import date_at_start
from corpus.importing.statements.labels import label_before, label_of, labels_in
from corpus.importing.text.pieces import Piece

Family = str  # "=" and other underlines, "part", "number", "capitals" or "line"

# A heading has no more words than this; a line that looks like one otherwise but has more than the second is doubted.
_MOST_WORDS, _SURE_WORDS = 12, 8
# A paragraph has so many characters at least, where only its length tells it from a line.
_PARAGRAPH = 60
# So many short lines in a row are no headings, but a title page or a list without bullets.
_RUN = 4
_PART = re.compile(r"(?:part|chapter|appendix|annex|schedule|section)\s+(?:\d+|[A-Z]|[IVX]+)\b.*", re.IGNORECASE)
_TITLE = re.compile(
    r"\b(?:policy|policies|procedures?|guide|guidance|guidelines?|strategy|plan|report|handbook|protocol|statement|code"
    r"|framework|charter|standards?|manual|toolkit|assessment|agreement|review)\b",
    re.IGNORECASE,
)
_BEGINNING = re.compile(r"[“‘\"'(]?[A-Z0-9]")
_UNENDED = re.compile(r"\b(?:and|or|the|an?|of|for|to|with|in|on|by|at|from|is|are|our|your|their)$")
_QUESTION = re.compile(r"(?:who|what|when|where|which|how|why)\b", re.IGNORECASE)
_NO_HEADING = re.compile(r"@|://|www\.|\d{5,}|\d{3,} \d{3,}|^[^:]{1,40}:\s+\S|[.?!]\s+[A-Z]|[.,;:!]$")


@dataclass(frozen=True, slots=True)
class Form:
    """The form of a heading: headings of one form stand on one level."""

    family: Family
    depth: int = 0


def forms_of(pieces: Sequence[Piece]) -> tuple[dict[int, Form], list[str]]:
    """The form of each piece that is a heading, by its place, and the texts of others that could be one."""
    forms: dict[int, Form] = {}
    doubted: list[str] = []
    looks = [looks_like_line(piece) for piece in pieces]
    looks[:1] = [looks[0] or _is_title_with_colon(pieces[0])] if pieces else []
    bare = [look and not piece.lines[0].endswith(":") for look, piece in zip(looks, pieces, strict=True)]
    title = _title_place(pieces, bare)
    for place, piece in enumerate(pieces[title:], start=title):
        form = _form(pieces, place, forms)
        if form or not looks[place]:
            forms |= {place: form} if form else {}
        elif (place == title and _run(bare, title) > 1) or _is_line(pieces, place, bare):
            forms[place] = Form("line")
        elif place + 1 < len(pieces) and bare[place]:
            doubted.append(text_of(piece))
    return forms, doubted


def _title_place(pieces: Sequence[Piece], looks: Sequence[bool]) -> int:
    """Which of the short lines that a text begins with is its title: the first that says what it is, or the first."""
    first = next((place for place, look in enumerate(looks) if not look), len(looks))
    said = (place for place in range(first) if _TITLE.search(pieces[place].lines[0]))
    return next(said, 0)


def _is_title_with_colon(piece: Piece) -> bool:
    """Whether the first line of a text is a title such as "Falls: what to do", and no statement with a label."""
    if len(piece.lines) != 1 or piece.marker or piece.table:
        return False
    line = piece.lines[0]
    before, _, after = line.partition(": ")
    # "Department: Supported Living" is a statement.
    called = after[:1].islower() or _TITLE.search(after)
    return bool(called) and not labels_in(line) and looks_like_line(replace(piece, lines=(f"{before} {after}",)))


def text_of(piece: Piece) -> str:
    """The words of a heading with its number, without the colon that may end it."""
    number = piece.marker.number if piece.marker else ""
    return f"{number} {' '.join(piece.lines)}".strip().removesuffix(":")


def _form(pieces: Sequence[Piece], place: int, forms: dict[int, Form]) -> Form | None:
    """The form of a piece that plainly is a heading."""
    piece = pieces[place]
    if piece.table or (piece.marker and not piece.marker.number):
        return None
    if piece.underline:
        return Form(piece.underline)
    if piece.marker:
        return Form("number", piece.marker.depth()) if _is_numbered(pieces, place, forms) else None
    words = " ".join(piece.lines)
    if len(words.split()) > _MOST_WORDS or _NO_HEADING.search(words.removesuffix(":")):
        return None
    if _PART.fullmatch(words) and len(piece.lines) == 1 and piece.alone:
        return Form("part")
    letters = [sign for sign in words if sign.isalpha()]
    return Form("capitals") if len(letters) > 2 and words.isupper() and piece.first and len(piece.lines) <= 2 else None


def _is_numbered(pieces: Sequence[Piece], place: int, forms: dict[int, Form]) -> bool:
    """Whether a number begins a heading rather than an item, whose neighbours are items of the same list."""
    piece = pieces[place]
    words = piece.lines[0]
    if len(piece.lines) > 1 or len(words.split()) > _MOST_WORDS or _NO_HEADING.search(words) or not piece.first:
        return False
    if not piece.marker or not piece.marker.depth() or not _BEGINNING.match(words) or place + 1 == len(pieces):
        return False
    before = [pieces[heading].marker for heading, form in forms.items() if form == Form("number", piece.marker.depth())]
    if before and before[-1] and piece.marker.follows(before[-1]):
        return True
    after = pieces[place + 1]
    if after.marker and after.indent > piece.indent and not after.first:
        return False
    return not _are_siblings(piece, after) and not (place and _are_siblings(pieces[place - 1], piece))


def _are_siblings(piece: Piece, after: Piece) -> bool:
    return bool(piece.marker and after.marker and after.marker.follows(piece.marker))


def looks_like_line(piece: Piece) -> bool:
    """Whether a piece could be a heading by its words: one short line that ends in no stop, and is no date."""
    if piece.table or piece.marker or piece.underline or len(piece.lines) > 1:
        return False
    words = piece.lines[0].removesuffix(":")
    if len(words.split()) > _MOST_WORDS + 2 or not _BEGINNING.match(words) or not any(map(str.isalpha, words)):
        return False
    if label_of(words):
        return False
    label = label_before(words)
    dated = date_at_start(words[label.end :].strip() if label else words)
    unended = _UNENDED.search(words) and not _QUESTION.match(words)
    return not (_NO_HEADING.search(words) or unended or dated)


def _is_line(pieces: Sequence[Piece], place: int, looks: Sequence[bool]) -> bool:
    """Whether a short line is a heading: before other text, and not one of many such lines."""
    piece = pieces[place]
    words = len(piece.lines[0].split())
    if place + 1 == len(pieces) or words > (_SURE_WORDS if place else _MOST_WORDS):
        return False
    after = pieces[place + 1]
    if piece.lines[0].endswith(":") and (after.marker or after.table or words > _SURE_WORDS - 2):
        return False
    if not piece.alone and not _is_over_paragraph(pieces, place):
        return False
    return _run(looks, place) < _RUN or not looks[place + 1]


def _is_over_paragraph(pieces: Sequence[Piece], place: int) -> bool:
    """Whether a line without blank ones around it stands over a paragraph, and below the end of another if any."""
    piece, after = pieces[place], pieces[place + 1]
    text = " ".join(after.lines)
    if after.marker or len(text) < 2 * len(piece.lines[0]):
        return False
    ended = piece.first or " ".join(pieces[place - 1].lines).endswith((".", "?", "!"))
    return ended and (piece.first or (len(text) >= _PARAGRAPH and len(piece.lines[0].split()) <= _SURE_WORDS - 2))


def _run(looks: Sequence[bool], place: int) -> int:
    """How many pieces in a row, with this one, look like headings."""
    first, last = place, place
    while first and looks[first - 1]:
        first -= 1
    while last + 1 < len(looks) and looks[last + 1]:
        last += 1
    return last - first + 1
