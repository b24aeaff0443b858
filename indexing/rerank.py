"""What the cross-encoder makes of a search: which of the hits that score alike answers, and whether any does."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from indexing.learnt.cross_encoder import PairOdds, sentence_window
from indexing.search import SearchResult

# What is read to judge: of the sentences of so many passages the nearest few, and as many of the catalogue's questions.
# On `dev` and the practice set one of each made it refuse less, and two as much; no command prints that.
_PASSAGES, _EACH = 5, 3
# How many of the first hits are read to order them when they score less than this below the first, and how much the
# log odds count. On `dev` and the practice set .03 to .08 of them put as many right first; a distance of .15 put more
# right than .1, but then more than half of all questions wait for the cross-encoder. No command prints that.
_CLOSE_HITS, _CLOSE, _WEIGHT = 3, 0.1, 0.05


@dataclass(frozen=True, slots=True)
class Reading:
    """Log odds of a query: that words found answer it, and that a question of the catalogue asks the same."""

    answers: float
    same: float


def reordered(result: SearchResult, odds: PairOdds | None) -> SearchResult:
    """The result with the first few hits that score about the same put in order by their log odds.

    The scores stay with the places. Without log odds the result is as it was.
    """
    hits = result.hits
    close = [hit for hit in hits[:_CLOSE_HITS] if hits[0].score - hit.score < _CLOSE]
    if odds is None or len(close) < 2:
        return result
    read = odds.of([sentence_window(hit.passage, hit.near.index(max(hit.near))) for hit in close])
    best_first = sorted(zip(close, read, strict=True), key=lambda pair: -(pair[0].score + _WEIGHT * pair[1]))
    places = (replace(hit, score=at.score, odds=odd) for (hit, odd), at in zip(best_first, close, strict=True))
    return replace(result, hits=(*places, *hits[len(close) :]))


def read(result: SearchResult, odds: PairOdds | None) -> Iterator[Reading]:
    """The log odds of the nearest words and question, then those of some more; nothing without a cross-encoder.

    The second reading is never less than the first, so callers can stop early.
    """
    if odds is None or not result.hits:
        return
    near = [(near, hit.passage, n) for hit in result.hits[:_PASSAGES] for n, near in enumerate(hit.near)]
    nearest = sorted(near, key=lambda place: -place[0])[:_EACH]
    words = [sentence_window(passage, number) for _, passage, number in nearest]
    questions = list(result.nearness.questions[:_EACH])
    answers, same = odds.of([words[0], questions[0]])
    yield Reading(answers, same)
    more = odds.of(words[1:] + questions[1:])
    others = len(words) - 1
    yield Reading(max([answers, *more[:others]]), max([same, *more[others:]]))
