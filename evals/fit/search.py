"""Fits the weights of a passage's signals, so that passages which hold a gold quote come first."""

import sys
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import softmax

from assistant.assistant import Assistant
from evals.fit.turns import Sets, holds_gold, searched_turns
from evals.questions import Item
from indexing.learnt.weights import fitted_weights
from indexing.rank import SIGNALS

# Passages that the weights put in order, and how strongly large weights are held down.
_FIRST, _RIDGE = 20, 0.05
# What no candidate differs in is divided by this.
_LEAST = 1e-9

Floats = NDArray[np.float64]
# The signals of the first passages of a turn, shape (passages, signals), and which of them hold a gold quote.
_Candidates = tuple[NDArray[np.float32], NDArray[np.bool_]]


def fit_search(sets: Sets, assistant: Assistant) -> dict[str, dict[str, Any]]:
    """Weights fitted to all sets; prints those fitted to each set too, with the hit@1 of all on each set.

    The likelihood of a passage that holds a gold quote among the first candidates is made as high as it can be. Only
    the order that weights give counts, so they are scaled to the sum of those in force.
    """
    candidates = {name: list(_candidates(items, assistant)) for name, items in sets.items()}
    every = [pair for pairs in candidates.values() for pair in pairs]
    fits = {"in force": np.array(fitted_weights().search)}
    fits |= {f"fitted to {name}": _fitted(pairs) for name, pairs in candidates.items()}
    fits["fitted to all"] = _fitted(every)
    for name, weights in fits.items():
        hits = {of: np.mean([g[(s @ weights).argmax()] for s, g in pairs]) for of, pairs in candidates.items()}
        shown = "  ".join(f"{of} {hit:.3f}" for of, hit in hits.items())
        sys.stdout.write(f"{name}: {weights.round(2).tolist()}  hit@1 {shown}\n")
    return {"search": dict(zip(SIGNALS, fits["fitted to all"].round(2).tolist(), strict=True))}


def _candidates(items: Sequence[Item], assistant: Assistant) -> Iterator[_Candidates]:
    passages = assistant.searcher.passages
    for one in searched_turns(items, assistant):
        if one.turn.answerable:
            ranking = one.result.ranking
            first = np.argsort(-ranking.fused, kind="stable")[:_FIRST]
            yield ranking.signals[: len(SIGNALS), first].T, np.array([holds_gold(one.turn, passages[n]) for n in first])


def _fitted(pairs: Sequence[_Candidates]) -> Floats:
    weights = likeliest([(signals, gold) for signals, gold in pairs if gold.any() and not gold.all()], _RIDGE)
    return np.asarray(weights * sum(fitted_weights().search) / weights.sum())


def likeliest(pairs: Sequence[tuple[NDArray[Any], NDArray[np.bool_]]], ridge: float) -> Floats:
    """The weights that make it likeliest that one of the right candidates comes first.

    Each pair holds what is weighed of some candidates, shape (candidates, weights), and which of them are right, of
    which there is at least one. `ridge` says how strongly large weights are held down.
    """
    spread = np.concatenate([signals for signals, _ in pairs]).std(axis=0) + _LEAST

    def loss(weights: Floats) -> tuple[float, Floats]:
        total, slope = ridge * weights @ weights, 2 * ridge * weights
        for signals, gold in pairs:
            chances = softmax(signals / spread @ weights)
            right = np.where(gold, chances, 0)
            total -= np.log(right.sum()) / len(pairs)
            slope -= (right / right.sum() - chances) @ (signals / spread) / len(pairs)
        return float(total), slope

    return np.asarray(minimize(loss, np.ones(len(spread)), jac=True, method="L-BFGS-B").x / spread)
