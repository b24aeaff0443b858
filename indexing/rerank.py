"""What the cross-encoder makes of a search: which of the hits that score alike answers, and whether any does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from indexing.learnt.cross_encoder import PairOdds, sentence_window
from indexing.search import Hit, SearchResult

# What is read to judge: of the sentences of so many passages the nearest few, and as many of the catalogue's questions.
# On `dev` and the practice set one of each made it refuse less, and two as much; no command prints that.
_PASSAGES, _EACH = 5, 3
# How many of the first hits are read to order them when they score less than this below the first, and how much the
# log odds count. On `dev` and the practice set .03 to .08 of them put as many right first; a distance of .15 put more
# right than .1, but then more than half of all questions wait for the cross-encoder. No command prints that.
_CLOSE_HITS, _CLOSE, _WEIGHT = 3, 0.1, 0.05
# Where a document without a catalogue is among so many first hits, all of these are read, so many sentences of each,
# and the log odds count this much. Chosen on 91 questions about seven documents that organisations might add: five hits
# put .60 of the right passages first and .75 among the first five, eight .64 and .82, ten .65 and .84 (throwaway
# script).
_FIRST, _SENTENCES, _WEIGHT_UNCATALOGUED = 8, 2, 0.1


@dataclass(frozen=True, slots=True)
class Reading:
    """Log odds of a query: that words found answer it, and that a question of the catalogue asks the same."""

    answers: float
    same: float


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
    hits = result.hits
    known = all(hit.catalogued for hit in hits[:_FIRST])
    first = [h for h in hits[:_CLOSE_HITS] if hits[0].score - h.score < _CLOSE] if known else hits[:_FIRST]
    if odds is None or len(first) < 2:
        return result
    sentences, weight = (1, _WEIGHT) if known else (_SENTENCES, _WEIGHT_UNCATALOGUED)
    read = [replace(hit, odds=max(odds.of(_nearest([hit], sentences)))) for hit in first]
    best_first = sorted(read, key=lambda hit: -(hit.score + weight * (hit.odds or 0)))
    return _placed(result, [*best_first, *hits[len(first) :]])


def _placed(result: SearchResult, hits: Sequence[Hit]) -> SearchResult:
    """The result with its hits in this order, scores falling."""
    scores = sorted((hit.score for hit in hits), reverse=True)
    return replace(result, hits=tuple(replace(hit, score=score) for hit, score in zip(hits, scores, strict=True)))


def read(result: SearchResult, odds: PairOdds | None) -> Iterator[Reading]:
    """The log odds of the nearest words and question, then those of some more; nothing without a cross-encoder.

    The second reading is never less than the first, so callers can stop early.
    """
    if odds is None or not result.hits:
        return
    words = nearest_words(result)
    questions = list(result.nearness.questions[:_EACH])
    answers, same = odds.of([words[0], questions[0]])
    yield Reading(answers, same)
    more = odds.of(words[1:] + questions[1:])
    others = len(words) - 1
    yield Reading(max([answers, *more[:others]]), max([same, *more[others:]]))


def nearest_words(result: SearchResult) -> list[str]:
    """What is read of the hits to judge whether they answer: their nearest sentences, the nearest first."""
    return _nearest(result.hits[:_PASSAGES], _EACH)


def _nearest(hits: Sequence[Hit], count: int) -> list[str]:
    """What is read of the nearest sentences of some hits, the nearest first."""
    near = [(near, hit.passage, n) for hit in hits for n, near in enumerate(hit.near)]
    nearest = sorted(near, key=lambda place: -place[0])[:count]
    return [sentence_window(passage, number) for _, passage, number in nearest]
