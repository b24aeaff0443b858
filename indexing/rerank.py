"""What the reader is asked about a query and its hits: which of those that score alike answers, and if any does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from indexing.learnt.cross_encoder import sentence_window
from indexing.query import Query
from indexing.search import Hit, Searcher

# What is read to judge: of the sentences of so many passages the nearest few, and as many of the catalogue's questions.
# On `dev` and the practice set one of each made it refuse less, and two as much; no command prints that.
_PASSAGES, _EACH = 5, 3
# How many of the first hits are read to order them when they score less than this below the first, and how much the
# reader's log odds count. On `dev` and the practice set .03 to .08 of them put as many right first; a distance of .15
# put more right than .1, but then more than half of all questions wait for the reader. No command prints that.
_CLOSE_HITS, _CLOSE, _WEIGHT = 3, 0.1, 0.05


@dataclass(frozen=True, slots=True)
class PairOdds:
    """What the reader makes of a query, in log odds: that words found answer it, and that a question asks the same."""

    answers: float
    same: float


def reordered(query: Query, hits: list[Hit], searcher: Searcher) -> list[Hit]:
    """The hits, of which the first few that score about the same change places by what the reader makes of them.

    The scores stay with the places.
    """
    close = [hit for hit in hits[:_CLOSE_HITS] if hits[0].score - hit.score < _CLOSE]
    if searcher.reader is None or len(close) < 2:
        return hits
    words = [sentence_window(hit.passage, hit.near.index(max(hit.near))) for hit in close]
    odds = searcher.reader.log_odds(query.text, words)
    best_first = sorted(zip(close, odds, strict=True), key=lambda pair: -(pair[0].score + _WEIGHT * pair[1]))
    places = [replace(hit, score=at.score, odds=odd) for (hit, odd), at in zip(best_first, close, strict=True)]
    return places + hits[len(close) :]


def read(query: Query, hits: Sequence[Hit], searcher: Searcher) -> Iterator[PairOdds]:
    """What the reader makes of the nearest words and question, then of some more; nothing without a reader.

    The second is never less than the first, so who has enough need not wait for it.
    """
    if searcher.reader is None or not hits:
        return
    places = [(near, hit.passage, n) for hit in hits[:_PASSAGES] for n, near in enumerate(hit.near)]
    nearest = sorted(places, key=lambda place: -place[0])[:_EACH]
    words = [sentence_window(passage, number) for _, passage, number in nearest]
    questions = searcher.nearest_questions(query, _EACH)
    answers, same = searcher.reader.log_odds(query.text, [words[0], questions[0]])
    yield PairOdds(answers, same)
    more = searcher.reader.log_odds(query.text, words[1:] + questions[1:])
    others = len(words) - 1
    yield PairOdds(max([answers, *more[:others]]), max([same, *more[others:]]))
