"""Fits what tells a turn of a conversation that leans on an earlier one from a question that stands alone."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from assistant.assistant import Assistant
from assistant.question.leaning import features
from assistant.question.manners import bare
from evals.fit.turns import Sets

# Later turns of conversations, each with whether it leans; they were labelled by hand.
_LATER = Path(__file__).parent / "later_turns.jsonl"
# Of later turns, how many stand alone; the first questions of items are counted up to that.
_ALONE = 0.3


def fit_leaning(sets: Sets, assistant: Assistant) -> dict[str, dict[str, Any]]:  # noqa: ARG001 - fits share a shape
    """The weights of the features; prints how many later turns and first questions ten folds tell right."""
    rows = [*later_turns(), *((item.turns[0].question, False) for items in sets.values() for item in items)]
    names = list(features(""))
    table = np.array([[features(bare(turn))[name] for name in names] for turn, _ in rows])
    leans = np.array([leans for _, leans in rows])
    share = np.where(leans, (1 - _ALONE) / leans.sum(), _ALONE / (~leans).sum()) * len(rows)
    model = LogisticRegression(C=10.0, max_iter=1000)
    folds = StratifiedKFold(10, shuffle=True, random_state=0)
    found = cross_val_predict(model, table, leans, cv=folds, params={"sample_weight": share}, method="predict_proba")
    told = (found[:, 1] > 0.5) == leans
    sys.stdout.write(f"told right: {told[leans].mean():.3f} that lean, {told[~leans].mean():.3f} that stand alone\n")
    model.fit(table, leans, sample_weight=share)
    weights = dict(zip(names, model.coef_[0].round(2).tolist(), strict=True))
    return {"leaning": {"weights": weights, "constant": round(float(model.intercept_[0]), 2)}}


def later_turns() -> Iterator[tuple[str, bool]]:
    """Later turns of conversations, each with whether it leans."""
    for line in _LATER.read_text(encoding="utf-8").splitlines():
        turn = json.loads(line)
        yield turn["question"], turn["leans"]
