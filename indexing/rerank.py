"""What the cross-encoder makes of a search: which of the first hits answers, and the odds that any does."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from indexing.learnt.cross_encoder import PairOdds, sentence_window
from indexing.learnt.weights import fitted_weights
from indexing.search import Hit, SearchResult

# The hits that are read where a document without a catalogue is among them, and how many sentences of each of the first
# few; of the others it is one. Reading twice as much puts .01 more right passages first (throwaway script).
_FIRST, _OF_FEW = 8, 2
# The few: of documents with a catalogue no more are put in order, and so many odds say whether there is an answer.
FEW = 3
# How much their log odds count beside the score without a catalogue; .05 and .2 put as many right passages first or
# fewer (throwaway script). The five documents do not tell it: the cross-encoder knows them by heart.
_WEIGHT = 0.1


def preferred(result: SearchResult, first: Sequence[Hit]) -> SearchResult:
    """The result with these hits before all others, as many as before; the scores stay with the places."""
    if not first:
        return result
    taken = {(hit.passage.document, hit.passage.anchor) for hit in first}
    others = (hit for hit in result.hits if (hit.passage.document, hit.passage.anchor) not in taken)
    return _placed(result, [*first, *others][: len(result.hits)])


def reordered(result: SearchResult, odds: PairOdds | None) -> SearchResult:
    """The result with the first few hits put in order by their log odds; the scores stay with the places.

    Where all of them have a catalogue, only those that score about the same are read, by one sentence of each. Without
    log odds the result is as it was.
    """
    first, known = _first_hits(result)
    if odds is None or len(first) < 2:
        return result
    weight = fitted_weights().reading.odds if known else _WEIGHT
    best_first = by_odds(read_hits(first, odds, 1 if known else _OF_FEW), weight)
    return _placed(result, [*best_first, *result.hits[len(first) :]])


def _first_hits(result: SearchResult) -> tuple[Sequence[Hit], bool]:
    """The first hits that are put in order, and whether all of them have a catalogue."""
    hits = result.hits
    if not all(hit.catalogued for hit in hits[:_FIRST]):
        return hits[:_FIRST], False
    return close_hits(hits, fitted_weights().reading.close), True


def close_hits(hits: Sequence[Hit], close: float) -> list[Hit]:
    """The first few hits, as far as they score less than so much below the very first."""
    return [hit for hit in hits[:FEW] if hits[0].score - hit.score < close]


def by_odds(hits: Sequence[Hit], weight: float) -> list[Hit]:
    """Hits that were read, the best first, by their scores and this weight of their log odds."""
    return sorted(hits, key=lambda hit: -(hit.score + weight * (hit.odds or 0)))


def read_hits(hits: Sequence[Hit], odds: PairOdds, of_few: int = _OF_FEW) -> list[Hit]:
    """The first of some hits with the log odds of their nearest sentences: so many of the first few, else one."""
    near = [_nearest(hit)[: of_few if place < FEW else 1] for place, hit in enumerate(hits[:_FIRST])]
    windows = [sentence_window(hit.passage, number) for hit, some in zip(hits, near, strict=False) for number in some]
    found = iter(odds.of(windows))
    return [replace(hit, read={number: next(found) for number in some}) for hit, some in zip(hits, near, strict=False)]


def nearest_words(result: SearchResult) -> list[str]:
    """What is read to judge whether documents with a catalogue answer, each text once.

    It is the nearest sentences of the first hits, and the nearest of each of the very first.
    """
    near = [(hit.near[number], hit.passage, number) for hit in result.hits[:_FIRST] for number in _nearest(hit)]
    nearest = sorted(near, key=lambda place: -place[0])[:FEW]
    places = [(passage, number) for _, passage, number in nearest]
    places += [(hit.passage, _nearest(hit)[0]) for hit in result.hits[:FEW]]
    return list(dict.fromkeys(sentence_window(passage, number) for passage, number in places))


def answer_odds(read: Iterable[float]) -> float:
    """What the log odds of all that was read say of an answer: the mean of the highest few, of which there is one.

    None counts for less than words can say, as it was fitted.
    """
    least = fitted_weights().reading.least
    highest = [max(odds, least) for odds in sorted(read, reverse=True)[:FEW]]
    return sum(highest) / len(highest)


def least_odds(read: Sequence[float], count: int) -> float:
    """What the log odds of `count` words say of an answer at least, where only these, one or more, were read."""
    return answer_odds([*read, *[fitted_weights().reading.least] * (min(FEW, count) - len(read))])


def _placed(result: SearchResult, hits: Sequence[Hit]) -> SearchResult:
    """The result with its hits in this order, scores falling."""
    scores = sorted((hit.score for hit in hits), reverse=True)
    return replace(result, hits=tuple(replace(hit, score=score) for hit, score in zip(hits, scores, strict=True)))


def _nearest(hit: Hit) -> list[int]:
    """The numbers of a hit's sentences, the nearest first."""
    near = hit.near
    return sorted(range(len(near)), key=lambda number: -near[number])
