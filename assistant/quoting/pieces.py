"""Pieces of a passage that can be quoted as they stand: whole lists, table rows, or a sentence and its neighbours."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.document import Passage
from indexing.search import Searcher

# How a sentence begins that makes no sense without the one before it.
_LEANS_BACK = re.compile(
    r"(this|these|those|that|they|it|he|she|such|so|however|therefore|but|also|and|yet|their|its|for example|"
    r"in other|importantly|again)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Sentences `first` to `last` of one passage, both included, quoted as one; or its section's last heading."""

    passage: Passage
    first: int
    last: int
    heading: bool = False

    @property
    def place(self) -> tuple[str, str]:
        """The passage's document and its anchor there."""
        return self.passage.document, self.passage.anchor

    @property
    def text(self) -> str:
        """The exact words, as they stand in the document."""
        return self.passage.section[-1] if self.heading else self.passage.text[self.start : self.end]

    @property
    def start(self) -> int:
        """Where the words begin in the passage."""
        return self.passage.sentences[self.first].start

    @property
    def end(self) -> int:
        """Where the words end in the passage."""
        last = self.passage.sentences[self.last]
        return last.start + len(last.text)

    @property
    def marker(self) -> str:
        """The list marker to show before the words: they begin with an item, and a later item of its list follows."""
        if self.heading:
            return ""
        first, *others = self.passage.sentences[self.first : self.last + 1]
        goes_on = any(other.group == first.group and other.item > first.item for other in others)
        return first.marker if goes_on else ""

    @property
    def words(self) -> int:
        """The number of words it quotes."""
        return len(self.text.split())


def words_of(pieces: Iterable[Piece]) -> int:
    """The number of words that pieces quote together."""
    return sum(piece.words for piece in pieces)


def whole_list(group: str, passage: Passage, searcher: Searcher) -> list[Piece]:
    """The lead-in and all items of a list: a piece of each passage that holds some of them, in reading order."""
    pieces = []
    for part in searcher.passages_of(passage.document):
        inside = [n for n, sentence in enumerate(part.sentences) if sentence.group == group]
        if inside:
            pieces.append(Piece(part, inside[0], inside[-1]))
    return pieces


def items_of(group: str, pieces: Sequence[Piece]) -> int:
    """The number of items that a list has in the passages of these pieces."""
    sentences = (sentence for piece in pieces for sentence in piece.passage.sentences)
    return len({sentence.item for sentence in sentences if sentence.group == group and sentence.kind == "item"})


def headings_below(passage: Passage, searcher: Searcher) -> list[Piece]:
    """The headings one level below a passage that ends in a colon, each as a piece of the first passage under it.

    Empty where there are fewer than two: a lead-in does not lead to a single heading.
    """
    if not passage.text.endswith(":"):
        return []
    depth = len(passage.section)
    below: dict[str, Piece] = {}
    for part in searcher.passages_of(passage.document):
        if len(part.section) > depth and part.section[:depth] == passage.section:
            heading = part.section[depth]
            if heading not in below and len(part.section) == depth + 1:
                below[heading] = Piece(part, 0, 0, heading=True)
    return list(below.values()) if len(below) > 1 else []


def leader_of(passage: Passage, searcher: Searcher) -> list[Piece]:
    """The line that says who leads the work a passage is about, from its own section or the nearest one above it.

    Empty where the document has no such lines, or none in those sections.
    """
    opening = searcher.documents[passage.document].leader
    if not opening:
        return []
    names_leader = re.compile(rf"{re.escape(opening)}(?!\w)", re.IGNORECASE)
    parts = searcher.passages_of(passage.document)
    for depth in range(len(passage.section), 0, -1):
        for part in parts:
            if part.section == passage.section[:depth]:
                said = [n for n, sentence in enumerate(part.sentences) if names_leader.match(sentence.text)]
                if said:
                    return [Piece(part, said[0], said[0])]
    return []


def whole_row(passage: Passage, best: int, room: int) -> list[Piece]:
    """The cell that holds the best sentence, then the row's other cells if all fit in `room` words; no cell is cut."""
    cells: dict[str, list[int]] = {}
    for number, sentence in enumerate(passage.sentences):
        cells.setdefault(sentence.lead, []).append(number)
    pieces = [Piece(passage, numbers[0], numbers[-1]) for numbers in cells.values()]
    direct = next(piece for piece in pieces if piece.first <= best <= piece.last)
    if words_of(pieces) > room:
        return [direct]
    return [direct, *(piece for piece in pieces if piece is not direct)]


def grow(passage: Passage, scores: Sequence[float], best: int, room: int) -> Piece:
    """The best sentence and its neighbours, up to `room` words; the neighbour with the higher score joins first."""
    first = last = best
    words = len(passage.sentences[best].text.split())
    while True:
        sides = [n for n in (first - 1, last + 1) if 0 <= n < len(scores) and scores[n] > 0]
        sides = [n for n in sides if words + len(passage.sentences[n].text.split()) <= room]
        if not sides:
            return Piece(passage, first, last)
        side = max(sides, key=scores.__getitem__)
        first, last = min(first, side), max(last, side)
        words += len(passage.sentences[side].text.split())


def direct_first(grown: Piece, best: int) -> Iterator[Piece]:
    """The part from the best sentence on, then the part before it.

    A best sentence that leans on the one before it ("This …") takes that one along. The lead-in of the best sentence's
    own list is left out, because the answer shows it before the item anyway.
    """
    passage, sentences = grown.passage, grown.passage.sentences
    while best > grown.first and _LEANS_BACK.match(sentences[best].text):
        best -= 1
    yield Piece(passage, best, grown.last)
    leads = (n for n in range(grown.first, best) if sentences[n].kind == "lead")
    lead = next((n for n in leads if sentences[n].group == sentences[best].group), best)
    for first, last in ((lead + 1, best - 1), (grown.first, lead - 1)):
        if first <= last:
            yield Piece(passage, first, last)


def with_lists(pieces: Sequence[Piece], searcher: Searcher, most: int) -> list[Piece]:
    """The pieces of one passage, with every list they touch made whole over all the passages it was cut into.

    A list of more than `most` words is not made whole: it is quoted as far as the pieces go. The whole lists come last.
    """
    passage = pieces[0].passage
    touched = dict.fromkeys(
        sentence.group
        for piece in pieces
        for sentence in passage.sentences[piece.first : piece.last + 1]
        if sentence.kind in ("item", "lead") and sentence.group
    )
    lists = {group: whole_list(group, passage, searcher) for group in touched}
    short = {group: parts for group, parts in lists.items() if words_of(parts) <= most}
    outside = [
        Piece(passage, first, last)
        for piece in pieces
        for first, last in _runs(
            n for n in range(piece.first, piece.last + 1) if passage.sentences[n].group not in short
        )
    ]
    return [*outside, *(part for parts in short.values() for part in parts)]


def _runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """The first and last of each run of consecutive numbers."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def said_already(piece: Piece, chosen: Iterable[Piece]) -> bool:
    """Whether its words, or one of its sentences, are quoted already."""
    return any(
        piece.text in other.text
        or (piece.passage is other.passage and piece.first <= other.last and other.first <= piece.last)
        for other in chosen
    )
