"""Fits the weights of the refusal: with what the search knows, and with what the cross-encoder reads besides."""

import sys
from collections.abc import Sequence
from dataclasses import asdict
from itertools import product
from typing import Any

import numpy as np
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold

from assistant.assistant import Assistant
from assistant.judge import weigh
from evals.fit.thresholds import Flags, Floats, equal_shares, logistic, refusal_model
from evals.fit.turns import SearchedTurn, Sets, searched_turns
from indexing.learnt.cross_encoder import PairOdds
from indexing.nearness import SHARPNESS, VOTERS, vote
from indexing.rerank import answer_odds, nearest_words
from indexing.search import Searcher

# Answerable questions that may be refused.
_LOST = 0.04
# What of the evidence is weighed before anything is read, and after.
_UNREAD, _READ = ("vote", "score", "ahead", "unknown"), ("vote", "unknown", "answers")


def fit_refusal(sets: Sets, assistant: Assistant) -> dict[str, dict[str, Any]]:
    """The two fits; prints the first for other voters too, and what each pair of bounds of doubt refuses and reads.

    Every set counts the same, whatever its size.
    """
    searcher = assistant.searcher
    asked = [(name, one) for name, items in sets.items() for one in searched_turns(items, assistant)]
    asked = [(name, one) for name, one in asked if not one.turn.about]
    names, found = [name for name, _ in asked], [one for _, one in asked]
    answerable, shares = np.array([one.turn.answerable for one in found]), equal_shares(names)
    evidence = [asdict(weigh(one.result, searcher)) for one in found]
    for voters in [(VOTERS, SHARPNESS), *product((20, 50, 100), (15.0, 20.0))]:
        changed = [{**one, "vote": _vote(turn, *voters)} for one, turn in zip(evidence, found, strict=True)]
        sys.stdout.write(f"{voters}: {_checked(_table(changed, _UNREAD), answerable, shares)}\n")
    unread, before = refusal_model(_table(evidence, _UNREAD), _UNREAD, answerable, shares, _LOST)
    after_table = _table([one | _read(turn, searcher) for one, turn in zip(evidence, found, strict=True)], _READ)
    read, after = refusal_model(after_table, _READ, answerable, shares, _LOST)
    sys.stdout.write(f"with what is read: {_checked(after_table, answerable, shares)}\n")
    for lowest, highest in product((0.0, 0.02, 0.04), (0.9, 0.95, 0.96, 0.97, 0.98, 1.0)):
        doubt = (before >= lowest) & (before <= highest)
        answered = np.where(doubt, after, before) >= 0.5
        said = np.where(doubt, after >= read["touches"], before >= unread["touches"])
        sys.stdout.write(f"doubt from {lowest:.2f} to {highest:.2f}, {doubt.mean():.2f} read\n")
        for name in sets:
            of_set = np.array(names) == name
            sys.stdout.write(f"  {name}: {_said(said, answered, answerable, of_set)}\n")
    return {"refusal": unread, "refusal_read": read}


def _said(said: Flags, answered: Flags, answerable: Flags, of_set: Flags) -> str:
    right, wrong = answerable & of_set, ~answerable & of_set
    return (
        f"of the unanswerable {1 - said[wrong].mean():.3f} refused, {1 - answered[wrong].mean():.3f} not answered; of "
        f"the answerable {1 - said[right].mean():.3f} refused, {answered[right].mean():.3f} answered"
    )


def _vote(one: SearchedTurn, voters: int, sharpness: float) -> float:
    return min(vote(cosines, voters, sharpness) for cosines in one.result.cosines)


def _read(one: SearchedTurn, searcher: Searcher) -> dict[str, float]:
    encoder = searcher.cross_encoder
    if encoder is None or not one.result.hits:
        return {"answers": 0.0}
    return {"answers": answer_odds(PairOdds(encoder, one.result.query.text).of(nearest_words(one.result)))}


def _table(evidence: Sequence[dict[str, float]], names: Sequence[str]) -> Floats:
    return np.array([[one[name] for name in names] for one in evidence])


def _checked(table: Floats, answerable: Flags, shares: Floats) -> str:
    """How well ten folds tell the unanswerable questions apart."""
    odds = np.zeros(len(table))
    for rest, fold in StratifiedKFold(10, shuffle=True, random_state=0).split(table, answerable):
        odds[fold] = logistic(table[rest], answerable[rest], shares[rest]).decision_function(table[fold])
    return f"area under the curve {roc_auc_score(answerable, odds, sample_weight=shares):.3f}"
