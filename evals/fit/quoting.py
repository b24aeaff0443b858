"""Fits the score of a sentence as an answer, and by how much less another may score to be quoted beside it."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.quoting.choose import choose, rate
from assistant.quoting.cite import quoted, with_lines
from assistant.quoting.rate import weighed
from evals.fit.search import likeliest
from evals.fit.turns import Sets
from evals.metrics import match_citations, score
from evals.questions import ItemTurn
from evals.support import supports
from evals.system import Evenhand
from indexing.learnt.weights import Quoting, fitted_weights
from indexing.search import Searcher, SearchResult

Floats = NDArray[np.float64]
# What each sentence of a turn is weighed by, by the name of the weight, and which of them answer it.
_Sentences = tuple[Sequence[Mapping[str, float]], NDArray[np.bool_]]

# What is tried for each gap while the others stay, and how large weights are held down.
_GAPS = {
    "elsewhere": (0.6, 1.0, 1.4, 1.8, 2.2),
    "new": (0.0, 1.0, 2.0, 3.0),
    "before": (0.0, 0.5, 1.0, 1.5),
    "after": (1.5, 2.0, 2.5, 3.0, 4.0),
}
_RIDGE = 0.02
# An answer must first of all be whole; that it begins well and cites little that is beside the point counts as much
# together.
_FIGURES = {"full answers": 0.5, "first words": 0.25, "citation precision": 0.25}


@dataclass(frozen=True, slots=True, eq=False)
class _Turn:
    set: str
    turn: ItemTurn
    result: SearchResult


def fit_quoting(sets: Sets, assistant: Assistant) -> dict[str, dict[str, Any]]:
    """Weights that make sentences which answer likely among all that were found, then the gaps with the best figures.

    The first turn of each item is looked at, its hits in the order that the search gives. Prints the figures of every
    gap tried, by set.
    """
    searcher = assistant.searcher
    turns = [
        _Turn(name, item.turns[0], searcher.search(searcher.spelt(item.turns[0].question)))
        for name, items in sets.items()
        for item in items
        if item.turns[0].answerable
    ]
    weights = replace(fitted_weights().quoting, **_fitted(_sentences(turns, searcher)))
    best = _figure(weights, turns, assistant)
    for name, values in _GAPS.items():
        for value in values:
            tried = replace(weights, **{name: value})
            if (figure := _figure(tried, turns, assistant)) > best:
                weights, best = tried, figure
    sys.stdout.write(f"chosen: {weights}\n")
    return {"quoting": {name: round(value, 2) for name, value in asdict(weights).items()}}


def _sentences(turns: Iterable[_Turn], searcher: Searcher) -> Iterator[_Sentences]:
    """All sentences found for each turn of which some answer and some do not."""
    for one in turns:
        found = rate(one.result, searcher)
        candidates = [(c, n) for c in found.candidates for n in range(len(c.scores))]
        values = [weighed(c.hit, n, found.words, c.held[n]) for c, n in candidates]
        answers = np.array([_answers(one.turn, c.hit.passage.sentences[n].text) for c, n in candidates])
        if answers.any() and not answers.all():
            yield values, answers


def _answers(turn: ItemTurn, text: str) -> bool:
    """Whether a sentence states a fact, or shares most of its words with a gold quote."""
    quotes = [quote.quote for choice in turn.gold for quote in choice]
    return any(f.stated_in(text) for f in turn.facts) or any(supports(text, q) or supports(q, text) for q in quotes)


def _fitted(sentences: Iterable[_Sentences]) -> dict[str, float]:
    found = list(sentences)
    names = list(found[0][0][0])
    pairs = [(np.array([[each[name] for name in names] for each in values]), answers) for values, answers in found]
    weights = likeliest(pairs, _RIDGE)
    return dict(zip(names, weights.tolist(), strict=True))


def _figure(weights: Quoting, turns: Sequence[_Turn], assistant: Assistant) -> float:
    """The figures of all turns with these weights as one, each set counting as much as another."""
    scores: dict[str, list[dict[str, float]]] = {}
    for one in turns:
        scores.setdefault(one.set, []).append(_scores(weights, one, assistant))
    means = {s: {name: float(np.mean([of[name] for of in found])) for name in _FIGURES} for s, found in scores.items()}
    sys.stdout.write(f"{weights}: {means}\n")
    return float(np.mean([sum(share * of[name] for name, share in _FIGURES.items()) for of in means.values()]))


def _scores(weights: Quoting, one: _Turn, assistant: Assistant) -> dict[str, float]:
    searcher = assistant.searcher
    pieces = choose(rate(one.result, searcher, weights), [], searcher)
    answer = with_lines(Answer(one.turn.question, "", "answered"), quoted(pieces), searcher.documents)
    reply = Evenhand(assistant).reply(replace(answer, milliseconds={"total": 0.0}))
    citations = match_citations(one.turn, reply.citations)
    return score(one.turn, replace(reply, citations=citations), {})
