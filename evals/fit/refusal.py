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
from evals.fit.grid import kept
from evals.fit.thresholds import FAR, Flags, Floats, equal_shares, logistic, refusal_model
from evals.fit.turns import SearchedTurn, Sets, searched_turns
from indexing.learnt.cross_encoder import PairOdds
from indexing.learnt.weights import Vote, fitted_weights
from indexing.nearness import vote
from indexing.rerank import answer_odds, nearest_words
from indexing.search import Searcher

# Answerable questions that may be refused. With .04, .084 of the first-day questions were; with .03 .065, and the same
# share of what nothing answers is held back, more of it as only touched on.
_LOST = 0.03
# What of the evidence is weighed before anything is read, and after.
_UNREAD, _READ = ("vote", "score", "ahead", "unknown"), ("vote", "unknown", "answers")
# What is tried for the vote.
_VOTERS, _SHARPNESS = (20, 50, 100), (10.0, 15.0, 20.0, 30.0)


def fit_refusal(sets: Sets, assistant: Assistant) -> dict[str, dict[str, Any]]:
    """The vote that tells best apart, and the two fits with it; prints what each pair of bounds of doubt refuses.

    Every set counts the same, whatever its size.
    """
    searcher = assistant.searcher
    asked = [(name, one) for name, items in sets.items() for one in searched_turns(items, assistant)]
    asked = [(name, one) for name, one in asked if not one.turn.about]
    names, found = [name for name, _ in asked], [one for _, one in asked]
    answerable, shares = np.array([one.turn.answerable for one in found]), equal_shares(names)
    voting = fitted_vote(found, names, searcher)
    evidence = [_weighed(one, searcher, voting) for one in found]
    unread, before = refusal_model(_table(evidence, _UNREAD), _UNREAD, answerable, shares, _LOST)
    after_table = _table([one | _read(turn, searcher) for one, turn in zip(evidence, found, strict=True)], _READ)
    read, after = refusal_model(after_table, _READ, answerable, shares, _LOST)
    area = roc_auc_score(answerable, _odds(after_table, answerable, shares), sample_weight=shares)
    sys.stdout.write(f"with what is read: area under the curve {area:.3f}\n")
    for lowest, highest in product((0.0, 0.02, 0.04), (0.9, 0.95, 0.96, 0.97, 0.98, 1.0)):
        doubt = (before >= lowest) & (before <= highest)
        answered = np.where(doubt, after, before) >= 0.5
        said = np.where(doubt, after >= read["touches"], before >= unread["touches"])
        sys.stdout.write(f"doubt from {lowest:.2f} to {highest:.2f}, {doubt.mean():.2f} read\n")
        for name in sets:
            of_set = np.array(names) == name
            sys.stdout.write(f"  {name}: {_said(said, answered, answerable, of_set)}\n")
    near = [max(turn.result.nearness.answered, one["sentence"]) for turn, one in zip(found, evidence, strict=True)]
    outside = round(float(np.quantile(np.array(near)[answerable], FAR)), 2)
    return {"vote": asdict(voting), "refusal": unread, "refusal_read": read, "outside": {"near": outside}}


def fitted_vote(found: Sequence[SearchedTurn], names: Sequence[str], searcher: Searcher) -> Vote:
    """The vote with which the unread evidence tells best apart what is answerable; `names` are the turns' sets.

    Prints the area under the curve of every vote tried, by set, each question judged by the nine tenths without it.
    """
    answerable, shares, sets = np.array([one.turn.answerable for one in found]), equal_shares(names), np.array(names)
    in_force = fitted_weights().vote
    figures = {}
    for voting in dict.fromkeys([in_force, *(Vote(*values) for values in product(_VOTERS, _SHARPNESS))]):
        table = _table([_weighed(one, searcher, voting) for one in found], _UNREAD)
        odds = _odds(table, answerable, shares)
        figures[voting] = {s: float(roc_auc_score(answerable[sets == s], odds[sets == s])) for s in sorted(set(names))}
    return kept(figures, in_force)


def _said(said: Flags, answered: Flags, answerable: Flags, of_set: Flags) -> str:
    right, wrong = answerable & of_set, ~answerable & of_set
    return (
        f"of the unanswerable {1 - said[wrong].mean():.3f} refused, {1 - answered[wrong].mean():.3f} not answered; of "
        f"the answerable {1 - said[right].mean():.3f} refused, {answered[right].mean():.3f} answered"
    )


def _weighed(one: SearchedTurn, searcher: Searcher, voting: Vote) -> dict[str, float]:
    """The evidence on a turn before anything is read, with this vote."""
    return asdict(weigh(one.result, searcher)) | {"vote": min(vote(each, voting) for each in one.result.cosines)}


def _read(one: SearchedTurn, searcher: Searcher) -> dict[str, float]:
    encoder = searcher.cross_encoder
    if encoder is None or not one.result.hits:
        return {"answers": 0.0}
    return {"answers": answer_odds(PairOdds(encoder, one.result.query.text).of(nearest_words(one.result)))}


def _table(evidence: Sequence[dict[str, float]], names: Sequence[str]) -> Floats:
    return np.array([[one[name] for name in names] for one in evidence])


def _odds(table: Floats, answerable: Flags, shares: Floats) -> Floats:
    """The log odds that each question is answerable, by what is fitted to the nine tenths without it."""
    odds = np.zeros(len(table))
    for rest, fold in StratifiedKFold(10, shuffle=True, random_state=0).split(table, answerable):
        odds[fold] = logistic(table[rest], answerable[rest], shares[rest]).decision_function(table[fold])
    return odds
