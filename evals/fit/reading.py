"""Fits how much the cross-encoder's log odds count where passages that score alike are put in order."""

from collections.abc import Iterator, Sequence
from statistics import mean
from typing import Any

from assistant.assistant import Assistant
from evals.fit.grid import found, kept
from evals.fit.turns import Sets, searched_turns
from evals.questions import Item, ItemTurn
from indexing.learnt.cross_encoder import PairOdds
from indexing.learnt.weights import fitted_weights
from indexing.rerank import by_odds, first_hits, read_hits
from indexing.search import Hit

_TRIED = (0.0, 0.01, 0.02, 0.03, 0.05, 0.08, 0.1)
# A turn, the hits of it that were read, the other hits.
_Read = tuple[ItemTurn, list[Hit], list[Hit]]


def fit_reading(sets: Sets, assistant: Assistant) -> dict[str, dict[str, Any]]:
    """The weight that puts most acceptable passages first; prints what each one tried finds on every set."""
    read = {name: list(_read(items, assistant)) for name, items in sets.items()}
    in_force = fitted_weights().reading
    weights = dict.fromkeys((in_force, *_TRIED))
    figures = {weight: {name: mean(_figures(turns, weight)) for name, turns in read.items()} for weight in weights}
    return {"reading": {"odds": kept(figures, in_force)}}


def _figures(turns: Sequence[_Read], weight: float) -> Iterator[float]:
    for turn, first, others in turns:
        yield found(turn, [hit.passage for hit in [*by_odds(first, weight), *others]])


def _read(items: Sequence[Item], assistant: Assistant) -> Iterator[_Read]:
    encoder = assistant.searcher.cross_encoder
    for one in searched_turns(items, assistant):
        first, known = first_hits(one.result)
        if encoder and known and one.turn.answerable:
            read = read_hits(first, PairOdds(encoder, one.result.query.text), 1) if len(first) > 1 else list(first)
            yield one.turn, read, list(one.result.hits[len(first) :])
