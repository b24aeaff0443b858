"""Line breaks inside a paragraph: most mean nothing, some part what belongs apart."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

_ITEM = re.compile(r"\s*(?:[•·▪●○◦‣■□✓✔➢➤]|[-–—]\s|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s)")
_LABEL = re.compile(r"\s*[A-Z][\w /&'’-]{1,30}:\s")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one look."""

    text: str
    bold: bool = False
    size: float = 0


def parted(pieces: Sequence[Piece]) -> list[Piece]:
    """The paragraphs that the pieces of one make.

    They are several after an empty line, and where the lines are items, labels with values, or a bold line before text.
    """
    lines = list(_lines(pieces))
    paragraphs = [list(group) for filled, group in groupby(lines, key=lambda line: bool(line.text.strip())) if filled]
    return [piece for paragraph in paragraphs for piece in _by_line(paragraph)]


def _by_line(lines: Sequence[Piece]) -> Sequence[Piece]:
    items = sum(bool(_ITEM.match(line.text)) for line in lines) > 1
    labels = sum(bool(_LABEL.match(line.text)) for line in lines) > 1
    titled = lines[0].bold and not all(line.bold for line in lines)
    if items or labels or titled:
        return lines
    return [Piece("\n".join(line.text for line in lines), all(line.bold for line in lines), lines[0].size)]


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
