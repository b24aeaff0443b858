"""Which words of the passages found make the answer: the direct ones first, lists whole, nothing twice."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from math import inf

from assistant.question.wanted import asked
from assistant.quoting.leader import leader_of
from assistant.quoting.lists import counted_list, headings_below
from assistant.quoting.opening import begins_at, is_table_note, says_nothing
from assistant.quoting.pieces import Piece, said_already, words_of
from assistant.quoting.rate import Candidate, Rated, best_of, rate
from assistant.quoting.serving import Measure, pieces_of
from indexing.keyword import token_set
from indexing.search import Searcher

__all__ = ["Rated", "choose", "rate"]

# Words up to which an answer takes in another passage, and one that gathers all there is on a topic.
_WORDS, _TOPIC_WORDS = 180, 300


def choose(whole: Rated, parts: Sequence[Rated], searcher: Searcher, shown: Collection[str] = ()) -> list[Piece]:
    """The quotations of an answer in the order of saying, the direct one first.

    `whole` is what was found for the question, `parts` for each of its parts; it has at least one candidate. What was
    `shown` before, exact quotations, is left out as long as there is anything else.
    """
    candidates = _not_shown(whole.candidates, shown)
    wanted = asked(whole.result.query.asked)
    gaps = whole.weights
    if counted := counted_list(candidates, wanted.count, searcher, gaps.after + gaps.elsewhere):
        return counted
    first = _opening(candidates, searcher)
    if wanted.topic:
        return _gathered(whole, candidates, first, searcher, shown)
    leading = leader_of(whole.candidates[0].hit.passage, searcher) if wanted.leader else []
    measure = Measure(first.best, whole.words, gaps)
    chosen = leading + _new(pieces_of(first, measure, searcher, inf), leading)
    taken = [first]
    for part in parts:
        if part.candidates:
            taken.append(_opening(_not_shown(part.candidates, shown), searcher))
            of_part = Measure(taken[-1].best, part.words, gaps)
            chosen += _new(pieces_of(taken[-1], of_part, searcher, _WORDS / len(parts)), chosen)
    for candidate in _further(measure, candidates, taken, searcher):
        room = _WORDS - words_of(chosen)
        pieces = _new(pieces_of(candidate, measure, searcher, room), chosen)
        chosen += pieces if words_of(pieces) <= room else []
    return _in_order(chosen)


def _not_shown(candidates: Sequence[Candidate], shown: Collection[str]) -> Sequence[Candidate]:
    """The candidates without the sentences that were shown before; as they were where that leaves none."""
    left = [best_of(candidate.hit, _scores_left(candidate, shown), candidate.held) for candidate in candidates]
    return [candidate for candidate in left if candidate.best > -inf] or candidates


def _scores_left(candidate: Candidate, shown: Collection[str]) -> list[float]:
    sentences = zip(candidate.hit.passage.sentences, candidate.scores, strict=True)
    return [-inf if _is_shown(sentence.text, shown) else score for sentence, score in sentences]


def _is_shown(text: str, shown: Collection[str]) -> bool:
    return any(text in quotation for quotation in shown)


def _opening(candidates: Sequence[Candidate], searcher: Searcher) -> Candidate:
    """The candidate to begin with, its direct sentence one that an answer may begin with.

    Where the best sentence of the first passage cannot begin an answer, the next best of it does, or else the best of
    the next passage that has one.
    """
    for candidate in candidates:
        for number in sorted(range(len(candidate.scores)), key=candidate.scores.__getitem__, reverse=True):
            note = is_table_note(candidate.hit.passage.sentences[number])
            if candidate.scores[number] > -inf and not note and _may_begin(candidate, number, searcher):
                return replace(candidate, direct=number)
    return candidates[0]


def _may_begin(candidate: Candidate, number: int, searcher: Searcher) -> bool:
    """Whether an answer may begin with a sentence, or with those before it that it leans on."""
    passage = candidate.hit.passage
    sentence = passage.sentences[number]
    if number == len(passage.sentences) - 1 and headings_below(passage, searcher):
        return True
    return not says_nothing(sentence) and begins_at(passage, number) is not None


def _stands_alone(candidate: Candidate) -> bool:
    passage, direct = candidate.hit.passage, candidate.direct
    return not says_nothing(passage.sentences[direct]) and begins_at(passage, direct) == direct


def _further(
    measure: Measure, candidates: Sequence[Candidate], taken: Sequence[Candidate], searcher: Searcher
) -> Iterator[Candidate]:
    """The passages that complete those taken, the best first: about as good, or with words of the query they lack."""
    left = measure.words.keys() - frozenset().union(*(_held(candidate, searcher) for candidate in taken))
    passages = [candidate.hit.passage for candidate in taken]
    others = [c for c in candidates if not any(c.hit.passage is passage for passage in passages)]
    for candidate in sorted(others, key=lambda candidate: -candidate.best):
        held = _held(candidate, searcher)
        if measure.serves(candidate.best, measure.gaps.elsewhere, left, held) and _may_begin(
            candidate, candidate.direct, searcher
        ):
            left -= held
            yield candidate


def _held(candidate: Candidate, searcher: Searcher) -> frozenset[str]:
    """The words of a passage, its headings, and the title and publisher of its document."""
    passage = candidate.hit.passage
    document = searcher.documents[passage.document]
    texts = (passage.text, *passage.section, document.title, document.publisher or "")
    return frozenset().union(*map(token_set, texts))


def _gathered(
    whole: Rated, candidates: Sequence[Candidate], first: Candidate, searcher: Searcher, shown: Collection[str]
) -> list[Piece]:
    """A few words of every passage on a topic: those found by themselves, and what the catalogue's topic gathers."""
    least = first.best - whole.weights.after
    found = [(c.hit.passage, c.direct) for c in candidates if c.best >= least and _stands_alone(c)]
    chosen: list[Piece] = []
    for passage, direct in [*searcher.gathered(whole.result), *found]:
        if words_of(chosen) >= _TOPIC_WORDS:
            break
        begins = begins_at(passage, direct)
        piece = Piece(passage, direct if begins is None else begins, direct)
        chosen += [] if _is_shown(passage.sentences[direct].text, shown) else _new([piece], chosen)
    return _in_order(chosen)


def _new(pieces: Sequence[Piece], chosen: Sequence[Piece]) -> list[Piece]:
    return [piece for piece in pieces if not said_already(piece, chosen)]


def _in_order(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces by passage, in the order in which the passages first come; within a passage in the source's order."""
    places = list(dict.fromkeys(piece.place for piece in pieces))
    return sorted(pieces, key=lambda piece: (places.index(piece.place), piece.first))
