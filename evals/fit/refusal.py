"""Fits the weights of the refusal: with what the search knows, and with what the cross-encoder reads besides."""

import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from assistant.assistant import Assistant
from assistant.judge import weigh
from evals.fit.turns import SearchedTurn, Sets, searched_turns
from indexing.learnt.cross_encoder import PairOdds
from indexing.nearness import SHARPNESS, VOTERS, vote
from indexing.rerank import read
from indexing.search import Searcher

# Answerable questions that a threshold may lose.
_LOST = 0.03
# What of the evidence is weighed before anything is read, and after.
_UNREAD, _READ = ("vote", "score", "ahead", "unknown"), ("vote", "score", "ahead", "unknown", "answers", "same")

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class _Fit:
    """Weights fitted to evidence, and each turn's confidence by ten folds, of which .5 is enough.

    The constant has the threshold in it that loses few of the answerable questions. `refused` is the share of the
    unanswerable ones that the folds refuse there, `area` that under the curve.
    """

    weights: dict[str, float]
    constant: float
    confidence: Floats
    area: float
    refused: float

    def __str__(self) -> str:
        return (
            f"weights {self.weights}, constant {self.constant} with the threshold in it; cross-validated, area under "
            f"the curve {self.area:.3f}, {self.refused:.3f} of the unanswerable are refused"
        )

    @property
    def values(self) -> dict[str, Any]:
        """As the file of weights holds it."""
        return {"weights": self.weights, "constant": self.constant}


def fit_refusal(sets: Sets, assistant: Assistant) -> dict[str, dict[str, Any]]:
    """The two fits; prints the first for other voters too, and what each pair of bounds of doubt refuses and reads."""
    searcher = assistant.searcher
    found = [one for items in sets.values() for one in searched_turns(items, assistant) if not one.outside]
    answerable = np.array([one.turn.answerable for one in found])
    evidence = [asdict(weigh(one.result, searcher)) for one in found]
    unread = _fit(_table(evidence, _UNREAD), _UNREAD, answerable)
    sys.stdout.write(f"{(VOTERS, SHARPNESS)}: {unread}\n")
    for voters in product((20, 50, 100), (15.0, 20.0)):
        changed = [{**one, "vote": _vote(turn, *voters)} for one, turn in zip(evidence, found, strict=True)]
        sys.stdout.write(f"{voters}: {_fit(_table(changed, _UNREAD), _UNREAD, answerable)}\n")
    readings = [_reading(one, searcher) for one in found]
    after = _fit(_table([one | more for one, more in zip(evidence, readings, strict=True)], _READ), _READ, answerable)
    sys.stdout.write(f"with what is read: {after}\n")
    _print_doubts(unread, after, answerable)
    return {"refusal": unread.values, "refusal_read": after.values}


def _vote(one: SearchedTurn, voters: int, sharpness: float) -> float:
    return min(vote(cosines, voters, sharpness) for cosines in one.result.cosines)


def _reading(one: SearchedTurn, searcher: Searcher) -> dict[str, float]:
    encoder = searcher.cross_encoder
    *_, last = read(one.result, PairOdds(encoder, one.result.query.text) if encoder else None)
    return asdict(last)


def _table(evidence: Sequence[dict[str, float]], names: Sequence[str]) -> Floats:
    return np.array([[one[name] for name in names] for one in evidence])


def _fit(evidence: Floats, names: Sequence[str], answerable: NDArray[np.bool_]) -> _Fit:
    model = LogisticRegression(C=10.0, max_iter=1000)
    folds = StratifiedKFold(10, shuffle=True, random_state=0)
    odds = cross_val_predict(model, evidence, answerable, cv=folds, method="decision_function")
    fitted = model.fit(evidence, answerable)
    enough = np.quantile(fitted.decision_function(evidence)[answerable], _LOST)
    refused = np.mean(odds[~answerable] < np.quantile(odds[answerable], _LOST))
    weights = dict(zip(names, fitted.coef_[0].round(2).tolist(), strict=True))
    constant = round(float(fitted.intercept_[0] - enough), 2)
    return _Fit(weights, constant, expit(odds - enough), roc_auc_score(answerable, odds), float(refused))


def _print_doubts(unread: _Fit, after: _Fit, answerable: NDArray[np.bool_]) -> None:
    for lowest, highest in product((0.0, 0.02, 0.04), (0.9, 0.95, 0.96, 0.97, 0.98, 1.0)):
        doubt = (unread.confidence >= lowest) & (unread.confidence <= highest)
        refused = np.where(doubt, after.confidence, unread.confidence) < 0.5
        sys.stdout.write(
            f"doubt from {lowest:.2f} to {highest:.2f}: {refused[~answerable].mean():.3f} of the unanswerable refused, "
            f"{refused[answerable].mean():.3f} of the answerable; read: {doubt[~answerable].mean():.2f} and "
            f"{doubt[answerable].mean():.2f} of them\n"
        )
