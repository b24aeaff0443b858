"""Pieces of a passage that can be quoted as they stand."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from corpus.document import Passage
from indexing.keyword import token_set


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
    def numbers(self) -> range:
        """The numbers of its sentences."""
        return range(self.first, self.last + 1)

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


def runs(numbers: Iterable[int], borders: Collection[int] = ()) -> list[tuple[int, int]]:
    """The first and last of each run of consecutive numbers, which ascend; a new run begins at each of the borders."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1 and number not in borders:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def said_already(piece: Piece, chosen: Iterable[Piece]) -> bool:
    """Whether the pieces chosen say all that it says: one holds one of its sentences, or its words in any order."""
    words = token_set(piece.text)
    return any(
        words <= token_set(other.text)
        or (piece.passage is other.passage and piece.first <= other.last and other.first <= piece.last)
        for other in chosen
    )
