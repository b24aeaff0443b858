"""What is quoted of one passage: its direct sentence and what serves the question beside it, in the source's order."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain

from assistant.quoting.lists import headings_below, items_of, whole_list, with_antecedent
from assistant.quoting.opening import begins_at, in_one_item, points_back, says_nothing
from assistant.quoting.pieces import Piece, runs, words_of
from assistant.quoting.rate import Candidate
from corpus.document import Passage
from indexing.learnt.weights import Quoting
from indexing.search import Searcher

# A list of so few words is read at a glance, and is quoted whole with any of its items.
_SHORT = 60


@dataclass(frozen=True, slots=True)
class Measure:
    """What sentences are measured by: the score of the one that answers best, and how much less another may score."""

    top: float
    words: Mapping[str, float]
    gaps: Quoting

    def serves(self, score: float, gap: float, left: Set[str] = frozenset(), held: Set[str] = frozenset()) -> bool:
        """Whether a sentence scores at most `gap` less than the best.

        More is forgiven where the words that it holds are among those of the query that nothing quoted so far holds.
        """
        share = self._share(left & held) / (self._share(left) or 1.0)
        return self.top - score <= gap + self.gaps.new * share

    def _share(self, words: Set[str]) -> float:
        return sum(self.words[word] for word in words)


def pieces_of(candidate: Candidate, measure: Measure, searcher: Searcher, room: float) -> list[Piece]:
    """The pieces to quote of a passage, in reading order; a list that is quoted whole has at most `room` words."""
    passage, direct = candidate.hit.passage, candidate.direct
    if direct == len(passage.sentences) - 1 and (headings := headings_below(passage, searcher)):
        return headings
    serving = _serving(candidate, measure)
    lists = _whole_lists(candidate, measure, serving, searcher, room)
    listed = {n for piece in chain(*lists.values()) if piece.passage is passage for n in piece.numbers}
    rest = [n for n in serving - listed if passage.sentences[n].kind != "lead"]
    blocks = {piece.first: [piece] for piece in _standing(passage, rest, direct)}
    blocks |= {_first_of(passage, group): pieces for group, pieces in lists.items()}
    return [piece for start in sorted(blocks) for piece in blocks[start]]


def _serving(candidate: Candidate, measure: Measure) -> set[int]:
    """The direct sentence and those that serve the question about as well.

    One that goes on from what serves already may score less, one before the direct sentence hardly less: it would come
    first.
    """
    gaps = measure.gaps
    direct, scores, passage = candidate.direct, candidate.scores, candidate.hit.passage
    serving, left = {direct}, measure.words.keys() - candidate.held[direct]
    for number, score in enumerate(scores):
        beside = number - 1 in serving or in_one_item(passage, number, direct)
        gap = gaps.after if beside else gaps.before if number < direct else gaps.elsewhere
        if measure.serves(score, gap, left, candidate.held[number]) and not says_nothing(passage.sentences[number]):
            serving.add(number)
            left -= candidate.held[number]
    return serving


def _whole_lists(
    candidate: Candidate, measure: Measure, serving: set[int], searcher: Searcher, room: float
) -> dict[str, list[Piece]]:
    """The lists to quote whole, by group: those that serve mostly, and those that go on from what serves."""
    passage = candidate.hit.passage
    lists = {}
    for number, sentence in enumerate(passage.sentences):
        if sentence.kind not in ("item", "lead") or not sentence.group or sentence.group in lists:
            continue
        goes_on = sentence.kind == "lead" and number - 1 in serving and points_back(sentence.text)
        if goes_on or number in serving:
            pieces = whole_list(sentence.group, passage, searcher)
            if words_of(pieces) <= room and (goes_on or _serves_whole(candidate, measure, sentence.group, pieces)):
                lists[sentence.group] = with_antecedent(pieces)
    return lists


def _serves_whole(candidate: Candidate, measure: Measure, group: str, pieces: Sequence[Piece]) -> bool:
    """Whether a list is what is asked for: its lead-in says so, or most of its items serve; or it is short anyway."""
    if words_of(pieces) <= _SHORT:
        return True
    of_list = [
        (sentence, score)
        for sentence, score in zip(candidate.hit.passage.sentences, candidate.scores, strict=True)
        if sentence.group == group
    ]
    if any(sentence.kind == "lead" and measure.serves(score, measure.gaps.elsewhere) for sentence, score in of_list):
        return True
    serving = {sentence.item for sentence, score in of_list if measure.serves(score, measure.gaps.after)} - {0}
    return 2 * len(serving) > items_of(group, pieces)


def _standing(passage: Passage, numbers: Iterable[int], direct: int) -> list[Piece]:
    """The sentences of these numbers as pieces, each begun early enough to make sense; without those that cannot be.

    The piece with the direct sentence is always among them. A piece does not go over the border of a table cell.
    """
    wanted = set[int]()
    for first, last in runs(sorted(numbers)):
        holds_direct = first <= direct <= last
        begun = (begins_at(passage, n) for n in range(first, direct + 1 if holds_direct else last + 1))
        begins = next((n for n in begun if n is not None), direct if holds_direct else last + 1)
        wanted |= set(range(begins, last + 1))
    cells = [passage.sentences[n].lead if s.kind == "cell" else "" for n, s in enumerate(passage.sentences)]
    borders = [n for n in range(1, len(cells)) if cells[n] != cells[n - 1]]
    return [Piece(passage, first, last) for first, last in runs(sorted(wanted), borders)]


def _first_of(passage: Passage, group: str) -> int:
    return next(n for n, sentence in enumerate(passage.sentences) if sentence.group == group)
