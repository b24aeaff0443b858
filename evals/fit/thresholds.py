"""Log odds of questions -> a logistic model with the thresholds of an answer and of what is touched on."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit
from sklearn.linear_model import LogisticRegression

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

# Of the unanswerable questions so many are not answered: they are refused, or said to be only touched on.
_HELD_BACK = 0.88
# Of the answerable questions so many may be as far from everything as those that are about another world.
FAR = 0.01


def equal_shares(sets: Sequence[str]) -> Floats:
    """A weight for each question by which every set counts the same, whatever its size; their mean is 1."""
    sizes = Counter(sets)
    return np.array([len(sets) / len(sizes) / sizes[name] for name in sets])


def refusal_model(
    table: Floats, names: Sequence[str], answerable: Flags, shares: Floats, lost: float
) -> tuple[dict[str, Any], Floats]:
    """The values of a refusal's weights, and the confidence of each question, of which .5 is enough for an answer.

    Below `touches` fall `lost` of the answerable questions, and below the threshold of an answer, which is in the
    constant, most of the unanswerable ones.
    """
    model = logistic(table, answerable, shares)
    odds = model.decision_function(table)
    least = _quantile(odds[answerable], shares[answerable], lost)
    enough = max(least, _quantile(odds[~answerable], shares[~answerable], _HELD_BACK))
    values = {
        "weights": dict(zip(names, model.coef_[0].round(2).tolist(), strict=True)),
        "constant": round(float(model.intercept_[0] - enough), 2),
        "touches": round(float(expit(least - enough)), 3),
    }
    return values, expit(odds - enough)


def logistic(table: Floats, answerable: Flags, shares: Floats) -> LogisticRegression:
    """The logistic regression behind refusals, excerpts and questions about Evenhand."""
    return LogisticRegression(C=10.0, max_iter=5000).fit(table, answerable, sample_weight=shares)


def _quantile(values: Floats, shares: Floats, share: float) -> float:
    """The value below which this share of the weighted values lie."""
    return float(np.quantile(values, share, weights=shares, method="inverted_cdf"))
