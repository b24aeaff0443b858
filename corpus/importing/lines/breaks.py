"""Line breaks inside a paragraph: most mean nothing, some part what belongs apart."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile

_ITEM = re.compile(r"\s*(?:[•·▪●○◦‣■□✓✔➢➤]|[-–—]\s|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s)")
_NUMBERED_TITLE = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]?\s+([A-Z].*[^.,;:])")
_TITLE_WORDS = 8
# What a title heads has more words than the definition of a term.
_LONG_TEXT = 25
# A row of a table as Markdown writes it.
_PIPED = re.compile(r"\s*\|.*\|\s*")
_LABEL = re.compile(r"\s*[A-Z][\w /&'’-]{1,30}:\s")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one look."""

    text: str
    bold: bool = False
    size: float = 0


def parted(pieces: Sequence[Piece]) -> list[Piece]:
    """The paragraphs that the pieces of one make.

    They are several after an empty line, and where the lines are items, labels with values, rows of a table, or a title
    before text: a bold or a numbered line, or bold words that a tab sets apart.
    """
    lines = list(_lines(_without_title_tab(pieces)))
    paragraphs = [list(group) for filled, group in groupby(lines, key=lambda line: bool(line.text.strip())) if filled]
    return [piece for paragraph in paragraphs for piece in _by_line(paragraph)]


def _without_title_tab(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, with a line break for the tab between a bold title and the long text that it heads."""
    bold = list(takewhile(lambda piece: piece.bold or not piece.text.strip(), pieces))
    text = list(pieces[len(bold) :])
    title, rest = "".join(piece.text for piece in bold), "".join(piece.text for piece in text)
    tabbed = title.endswith("\t") or rest.startswith("\t")
    if not tabbed or "\t" in title.strip() or not 0 < len(title.split()) <= _TITLE_WORDS:
        return list(pieces)
    return [*bold, Piece("\n"), *text] if len(rest.split()) >= _LONG_TEXT else list(pieces)


def _by_line(lines: Sequence[Piece]) -> Sequence[Piece]:
    items = sum(bool(_ITEM.match(line.text)) for line in lines) > 1
    labels = sum(bool(_LABEL.match(line.text)) for line in lines) > 1
    titled = (lines[0].bold and not all(line.bold for line in lines)) or _is_numbered_title(lines)
    piped = all(_PIPED.fullmatch(line.text) for line in lines[1:]) and len(lines) > 2
    if items or labels or titled or piped:
        return lines
    return [Piece("\n".join(line.text for line in lines), all(line.bold for line in lines), lines[0].size)]


def _is_numbered_title(lines: Sequence[Piece]) -> bool:
    """Whether a short numbered title stands on the first line, and text below it."""
    title = _NUMBERED_TITLE.fullmatch(lines[0].text.strip())
    return len(lines) > 1 and title is not None and len(title[1].split()) <= _TITLE_WORDS


def _lines(pieces: Sequence[Piece]) -> Iterator[Piece]:
    line: list[Piece] = []
    for piece in pieces:
        first, *others = piece.text.split("\n")
        line.append(Piece(first, piece.bold, piece.size))
        for text in others:
            yield _joined(line)
            line = [Piece(text, piece.bold, piece.size)]
    yield _joined(line)


def _joined(line: Sequence[Piece]) -> Piece:
    """The pieces of a line as one; bold where all its words are, as large as its longest piece."""
    words = [piece for piece in line if re.search(r"\w", piece.text)]
    longest = max(words or line, key=lambda piece: len(piece.text))
    return Piece(
        "".join(piece.text for piece in line), bool(words) and all(piece.bold for piece in words), longest.size
    )
