"""Fits how a turn of a conversation is searched for: how much its antecedent counts, and when it is read both ways."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from statistics import mean
from typing import Any

from tqdm import tqdm

from assistant.answer import Turn
from assistant.assistant import Assistant
from assistant.question.followup import queries
from assistant.question.more import alternating
from assistant.quoting.rate import rate
from evals.fit.grid import found, kept
from evals.fit.turns import Sets
from evals.questions import ItemTurn
from indexing.embed import Vectors
from indexing.learnt.weights import Following
from indexing.query import Query
from indexing.search import Searcher

# What is tried for each value while the others stay.
_TRIED = {
    "antecedent": (0.3, 0.45, 0.6, 0.8, 1.0),
    "section": (0.0, 0.05, 0.1, 0.15, 0.2),
    "doubt": (0.01, 0.02, 0.05, 0.1, 0.2, 0.3),
}


@dataclass(frozen=True, slots=True, eq=False)
class LaterTurn:
    """A later turn of a dialogue that is answerable, with the turns before it and the vectors of all its queries."""

    set: str
    turn: ItemTurn
    history: tuple[Turn, ...]
    vectors: Mapping[str, Vectors]


def fit_following(sets: Sets, assistant: Assistant) -> dict[str, dict[str, Any]]:
    """The values that put most acceptable passages first and in the first five, one after the other."""
    return {"following": asdict(fitted_following(list(_later_turns(sets, assistant)), assistant.searcher))}


def fitted_following(turns: Sequence[LaterTurn], searcher: Searcher) -> Following:
    """The values chosen on these turns; prints what each one tried finds. Hits are not read by the cross-encoder."""
    chosen = in_force = searcher.following
    for name, values in _TRIED.items():
        tried = dict.fromkeys([chosen, *(replace(chosen, **{name: value}) for value in values)])
        chosen = kept({one: _figures(one, turns, searcher) for one in tried}, chosen)
    searcher.following = in_force
    return chosen


def _later_turns(sets: Sets, assistant: Assistant) -> Iterator[LaterTurn]:
    dialogues = [(name, item) for name, items in sets.items() for item in items if len(item.turns) > 1]
    for name, item in tqdm(dialogues, desc="answering", unit="dialogue"):
        history: list[Turn] = []
        for turn in item.turns:
            if history and turn.answerable:
                vectors = assistant.searcher.embed(_queries(turn, history, assistant.searcher, 0.0))
                yield LaterTurn(name, turn, tuple(history), vectors)
            history.append(Turn(turn.question, assistant.ask(turn.question, history).text))


def _queries(turn: ItemTurn, history: Sequence[Turn], searcher: Searcher, doubt: float) -> list[Query]:
    return [query.mapped(searcher.spelt) for query in queries(turn.question, history, doubt)]


def _figures(following: Following, turns: Sequence[LaterTurn], searcher: Searcher) -> dict[str, float]:
    """What is found by set, the passages in the order that the assistant gives them before any is read."""
    searcher.following = following
    of_sets: dict[str, list[float]] = {}
    for one in turns:
        asked = _queries(one.turn, one.history, searcher, following.doubt)
        rated = (rate(searcher.search(query, vectors=one.vectors), searcher) for query in asked)
        best, *others = sorted(rated, key=lambda each: -each.best)
        hits = best.result.hits
        for other in others:
            hits = alternating(hits, other.result.hits)
        of_sets.setdefault(one.set, []).append(found(one.turn, [hit.passage for hit in hits]))
    return {name: mean(values) for name, values in of_sets.items()}
