"""Lists that are quoted whole: over all the passages they were cut into, or as the headings below a lead-in."""

from collections.abc import Sequence

from assistant.question.wanted import names_them
from assistant.quoting.opening import begins_at, points_back
from assistant.quoting.pieces import Piece
from assistant.quoting.rate import Candidate
from corpus.document import Passage
from indexing.search import Searcher


def whole_list(group: str, passage: Passage, searcher: Searcher) -> list[Piece]:
    """The lead-in and all items of a list: a piece of each passage that holds some of them, in reading order."""
    pieces = []
    for part in searcher.passages_of(passage.document):
        inside = [n for n, sentence in enumerate(part.sentences) if sentence.group == group]
        if inside:
            pieces.append(Piece(part, inside[0], inside[-1]))
    return pieces


def with_antecedent(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of a whole list after the sentence that its lead-in goes on from, where it does."""
    passage, before = pieces[0].passage, pieces[0].first - 1
    if before < 0 or not points_back(passage.sentences[before + 1].text):
        return list(pieces)
    begins = begins_at(passage, before)
    return [Piece(passage, before if begins is None else begins, before), *pieces]


def items_of(group: str, pieces: Sequence[Piece]) -> int:
    """The number of items that a list has in the passages of these pieces."""
    sentences = (sentence for piece in pieces for sentence in piece.passage.sentences)
    return len({sentence.item for sentence in sentences if sentence.group == group and sentence.kind == "item"})


def headings_below(passage: Passage, searcher: Searcher) -> list[Piece]:
    """The last sentence of a passage that ends in a colon, and the headings one level below it.

    Each heading is a piece of the first passage under it. Empty where there are fewer than two: a lead-in does not lead
    to a single heading.
    """
    if not passage.text.endswith(":"):
        return []
    depth, last = len(passage.section), len(passage.sentences) - 1
    below: dict[str, Piece] = {}
    for part in searcher.passages_of(passage.document):
        if len(part.section) > depth and part.section[:depth] == passage.section:
            heading = part.section[depth]
            if heading not in below and len(part.section) == depth + 1:
                below[heading] = Piece(part, 0, 0, heading=True)
    return [Piece(passage, last, last), *below.values()] if len(below) > 1 else []


def counted_list(candidates: Sequence[Candidate], count: int, searcher: Searcher, gap: float) -> list[Piece]:
    """The list among the passages found that has as many items as the question says; empty where there is none.

    The best sentence of its passage scores at most `gap` less than that of the first. It is not looked for where that
    one names as many itself. A `count` of 0 means that the question says none.
    """
    first = candidates[0]
    if not count or names_them(first.hit.passage.sentences[first.direct].text, count):
        return []
    near = [c for c in candidates if first.best - c.best <= gap]
    for passage in (candidate.hit.passage for candidate in near):
        for group in dict.fromkeys(s.group for s in passage.sentences if s.kind in ("item", "lead") and s.group):
            pieces = whole_list(group, passage, searcher)
            if items_of(group, pieces) == count:
                return with_antecedent(pieces)
        headings = headings_below(passage, searcher)
        if len(headings) == count + 1:
            return headings
    return []
