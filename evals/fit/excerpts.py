"""Fits which passages are about a topic, on labelled topics, for documents with a catalogue and for those without."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from assistant.assistant import Assistant
from assistant.excerpts.naming import naming_of
from assistant.excerpts.relevance import Signs, weighed
from evals.fit.opened import opened_searchers, read_curated
from evals.fit.thresholds import Flags, Floats, logistic
from evals.fit.turns import Sets
from evals.topics.labels import load_topics, pairs_of
from indexing.search import Searcher

Places = frozenset[tuple[str, str]]
_NAMES = tuple(field.name for field in fields(Signs))
_OWN = tuple(name for name in _NAMES if name != "topic")
# A person who reads the passages about a topic should find most of them relevant, and above all miss few.
_PRECISION = 0.7
# Questions on another world, where every excerpt is one too many.
_NONSENSE = "out-of-domain"


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """Passages that do not name the topic they were weighed for: a row of `signs` and the number of the topic for each.

    `labellers` says how many of the two call it relevant; 0 for a topic from another world.
    """

    signs: Floats
    topics: NDArray[np.int64]
    labellers: NDArray[np.int64]


def fit_excerpts(sets: Sets, assistant: Assistant) -> dict[str, dict[str, Any]]:
    """The two models. Prints for thresholds what they let through of the topics left out of the fit."""
    searcher = assistant.searcher
    opened = opened_searchers(read_curated(assistant.settings), searcher)
    labels = {one.topic: (one.places, other.places) for one, other in pairs_of(load_topics("dev"))}
    nonsense = [item.turns[0].question for item in sets["dev"] if item.kind == _NONSENSE]
    asked = {**labels, **dict.fromkeys(nonsense, (frozenset(), frozenset()))}
    known, alone = weigh(asked, {"": searcher}), weigh(asked, opened)
    return {"excerpts": fitted(known, _NAMES), "excerpts_uncatalogued": fitted(alone, _OWN)}


def weigh(asked: Mapping[str, tuple[Places, Places]], searchers: Mapping[str, Searcher]) -> Weighed:
    """The passages of each searcher's document ("" for all), weighed for each topic.

    `asked` holds by topic what the first labeller calls relevant, and what the second does.
    """
    signs, topics, labellers = [], [], []
    for number, (topic, labels) in enumerate(asked.items()):
        naming = naming_of(topic)
        for document, searcher in searchers.items():
            for hit, one in weighed(searcher, searcher.spelt(topic)):
                passage = hit.passage
                if document in ("", passage.document) and not naming.stands_in(passage.text):
                    signs.append(list(asdict(one).values()))
                    topics.append(number)
                    labellers.append(sum((passage.document, passage.anchor) in places for places in labels))
    return Weighed(np.array(signs), np.array(topics), np.array(labellers))


def fitted(weighed: Weighed, names: Sequence[str]) -> dict[str, Any]:
    """The model with the lowest threshold in its constant at which enough of what it lets through is relevant.

    That is measured on each topic with the model that is fitted to the others.
    """
    signs = weighed.signs[:, [_NAMES.index(name) for name in names]]
    odds = np.zeros(len(signs))
    for topic in np.unique(weighed.topics):
        own = weighed.topics == topic
        odds[own] = _model(signs[~own], weighed.labellers[~own]).decision_function(signs[own])
    enough = threshold(odds, weighed.labellers)
    model = _model(signs, weighed.labellers)
    sys.stdout.write(f"{names}: {_figures(odds >= enough, weighed)}\n")
    return {
        "weights": dict(zip(names, model.coef_[0].round(2).tolist(), strict=True)),
        "constant": round(float(model.intercept_[0] - enough), 2),
    }


def threshold(odds: Floats, labellers: NDArray[np.int64]) -> float:
    """The lowest log odds from which on enough passages are relevant, each as often as labellers call it so."""
    order = np.argsort(-odds, kind="stable")
    precision = np.cumsum(labellers[order]) / (2 * np.arange(1, len(order) + 1))
    return float(odds[order[np.flatnonzero(precision >= _PRECISION)[-1]]])


def _model(signs: Floats, labellers: NDArray[np.int64]) -> LogisticRegression:
    """A passage counts once for each labeller."""
    twice = np.concatenate([labellers > 0, labellers > 1])
    return logistic(np.concatenate([signs, signs]), twice, np.ones(len(twice)))


def _figures(shown: Flags, weighed: Weighed) -> str:
    labellers, topics = weighed.labellers, weighed.topics
    nonsense = [topic for topic in np.unique(topics) if not labellers[topics == topic].any()]
    silent = np.mean([not shown[topics == topic].any() for topic in nonsense]) if nonsense else 1.0
    precision, recall = labellers[shown].sum() / (2 * shown.sum()), labellers[shown].sum() / labellers.sum()
    return f"precision {precision:.3f}, recall {recall:.3f}, silent about nonsense {silent:.3f}"
