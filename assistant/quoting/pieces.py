"""Pieces of a passage that can be quoted as they stand: whole, whole lists and table rows, or what is near."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.document import Passage
from indexing.search import Searcher

_LED = re.compile(r"led by\b", re.IGNORECASE)
_LEANS_BACK = re.compile(
    r"(this|these|those|that|they|it|he|she|such|so|however|therefore|but|also|and|yet|their|its|for example|"
    r"in other|importantly|again)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Sentences [first, last] of one passage, to be quoted as one piece; or the last heading of its section."""

    passage: Passage
    first: int
    last: int
    heading: bool = False

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
        """Where they end."""
        last = self.passage.sentences[self.last]
        return last.start + len(last.text)

    @property
    def words(self) -> int:
        """How many words it quotes."""
        return len(self.text.split())


def words_of(pieces: Iterable[Piece]) -> int:
    """How many words pieces quote together."""
    return sum(piece.words for piece in pieces)


def whole_list(group: str, passage: Passage, searcher: Searcher) -> list[Piece]:
    """The lead-in and all items of a list, over every passage it was cut into."""
    pieces = []
    for part in searcher.passages_of(passage.document):
        inside = [n for n, sentence in enumerate(part.sentences) if sentence.group == group]
        if inside:
            pieces.append(Piece(part, inside[0], inside[-1]))
    return pieces


def items_of(group: str, pieces: Sequence[Piece]) -> int:
    """How many items a list has; the sentences of an item that was cut follow each other without a break."""
    starts = 0
    for piece in pieces:
        for sentence in piece.passage.sentences:
            before = piece.passage.text[: sentence.start]
            starts += sentence.group == group and sentence.kind == "item" and not before.endswith(". ")
    return starts


def headings_below(passage: Passage, searcher: Searcher) -> list[Piece]:
    """The headings right below a passage that ends in a lead-in, each as a piece of the first passage under it.

    One heading alone is not what a lead-in leads to.
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
    """Who leads the work that a passage is about: stated in its section or in one above it; empty where nowhere."""
    for depth in range(len(passage.section), 0, -1):
        for part in searcher.passages_of(passage.document):
            if part.section == passage.section[:depth]:
                said = [n for n, sentence in enumerate(part.sentences) if _LED.match(sentence.text)]
                if said:
                    return [Piece(part, said[0], said[0])]
    return []


def whole_row(passage: Passage, best: int, room: int) -> list[Piece]:
    """The cell that holds the best sentence, then the row's others as far as there is room; a cell is not cut."""
    cells: dict[str, list[int]] = {}
    for number, sentence in enumerate(passage.sentences):
        cells.setdefault(sentence.lead, []).append(number)
    pieces = [Piece(passage, numbers[0], numbers[-1]) for numbers in cells.values()]
    direct = next(piece for piece in pieces if piece.first <= best <= piece.last)
    if words_of(pieces) > room:
        return [direct]
    return [direct, *(piece for piece in pieces if piece is not direct)]


def grow(passage: Passage, scores: Sequence[float], best: int, room: int) -> Piece:
    """The best sentence with its neighbours, the better side first, as long as there is room."""
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
    """The part from the best sentence on, then the part before it; a sentence that leans back keeps what it needs.

    Before an item its list's lead-in is left out: it introduces the item already.
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
    """The pieces of one passage, every list they touch made whole over all passages it was cut into.

    A list of more than `most` words is not: it is quoted as far as the pieces go.
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
    """First and last of each run of numbers that follow each other."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def said_already(piece: Piece, chosen: Iterable[Piece]) -> bool:
    """Whether the same words, or some of the same sentences, are quoted already."""
    return any(
        piece.text in other.text
        or (piece.passage is other.passage and piece.first <= other.last and other.first <= piece.last)
        for other in chosen
    )
