"""Fits which passages the cross-encoder puts in order, and how much its log odds count there."""

import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from statistics import mean
from typing import Any

from assistant.assistant import Assistant
from evals.fit.grid import found
from evals.fit.turns import Sets, searched_turns
from evals.questions import Item, ItemTurn
from indexing.learnt.cross_encoder import PairOdds
from indexing.rerank import by_odds, close_hits, read_hits
from indexing.search import Hit

_ODDS = (0.005, 0.01, 0.015, 0.02, 0.03)
_CLOSE = (0.02, 0.04, 0.05, 0.06, 0.08, 0.1, 0.15)
# Values are as good where their means over the sets differ by no more; one question of managers moves it by .002.
_ALIKE = 0.001


@dataclass(frozen=True, slots=True, eq=False)
class _Turn:
    """A turn with its hits, of which the first few were read if they are close at the widest."""

    turn: ItemTurn
    read: Sequence[Hit]
    others: Sequence[Hit]

    def hits(self, close: float, odds: float) -> list[Hit]:
        """The hits in the order of these values."""
        first = close_hits(self.read, close)
        return [*by_odds(first, odds), *self.read[len(first) :], *self.others]


def fit_reading(sets: Sets, assistant: Assistant) -> dict[str, dict[str, Any]]:
    """The values that put most acceptable passages first while little is read; prints what each one finds and reads."""
    turns = {name: list(_read(items, assistant)) for name, items in sets.items()}
    figures: dict[tuple[float, float], float] = {}
    every = [one for some in turns.values() for one in some]
    reads = {close: mean(len(close_hits(one.read, close)) > 1 for one in every) for close in _CLOSE}
    for close, odds in product(_CLOSE, _ODDS):
        of_sets = {
            name: mean(found(one.turn, [hit.passage for hit in one.hits(close, odds)]) for one in some)
            for name, some in turns.items()
        }
        figures[close, odds] = mean(of_sets.values())
        shown = "  ".join(f"{name} {figure:.3f}" for name, figure in of_sets.items())
        sys.stdout.write(f"close {close}, odds {odds}: {shown}  read {reads[close]:.2f}\n")
    close, odds = _chosen(figures, reads)
    least = min(number for one in every for hit in one.read for number in hit.read.values())
    return {"reading": {"odds": odds, "close": close, "least": math.floor(least * 10) / 10}}


def _chosen(figures: Mapping[tuple[float, float], float], reads: Mapping[float, float]) -> tuple[float, float]:
    """Of the values that find about as much as any, those that read least, and of those what finds most."""
    as_good = [values for values, figure in figures.items() if figure >= max(figures.values()) - _ALIKE]
    return min(as_good, key=lambda values: (reads[values[0]], -figures[values]))


def _read(items: Sequence[Item], assistant: Assistant) -> Iterator[_Turn]:
    encoder = assistant.searcher.cross_encoder
    for one in searched_turns(items, assistant):
        hits = one.result.hits
        if encoder and one.turn.answerable and all(hit.catalogued for hit in hits):
            close = close_hits(hits, max(_CLOSE))
            read = read_hits(close, PairOdds(encoder, one.result.query.text), 1) if len(close) > 1 else close
            yield _Turn(one.turn, read, hits[len(close) :])
