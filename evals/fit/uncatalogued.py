"""Fits what finds and judges passages of documents without a catalogue, by taking away one document's at a time.

The questions on that document must be found in it, and those on the others where they were.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import logsumexp
from sklearn.metrics import roc_auc_score

from assistant.assistant import Assistant
from assistant.judge import Evidence, weigh
from evals.fit.opened import OpenedTurn, opened_searchers, opened_turns, read_curated
from evals.fit.thresholds import FAR, equal_shares, logistic, refusal_model
from evals.fit.turns import Sets
from indexing.gaps import MAY_ANSWER
from indexing.learnt.cross_encoder import PairOdds
from indexing.learnt.weights import fitted_weights
from indexing.rerank import answer_odds, read_hits
from indexing.search import Searcher
from indexing.stored.whole import Whole

Floats = NDArray[np.float64]
# How surely a higher score puts a passage first, and how strongly large weights are held down: without that, sentences
# count so much that questions which nobody wrote with a sentence in view find less.
_SURENESS, _RIDGE = 12.0, 0.05
# Answerable questions that a threshold may lose. The cross-encoder knows the five by heart, and first-day questions are
# often answered in part, so fewer are lost elsewhere: of 91 answerable and 51 other questions on seven new documents
# .14 loses 2 and refuses .75, .1 loses 1 and refuses .69, and .2 loses 8 and refuses .77 (throwaway script).
_LOST = 0.14
# The weight of the general vector is given: the adapter was taught on the five, so they say little of what a vector is
# worth that knows no document better than another. Of 91 questions on seven other documents .4 puts .78 among the first
# five, and .8 to 1.2 put .81 to .84 (throwaway script).
_GENERAL = 0.9
_UNREAD, _READ = ("sentence",), ("answers",)
_OWN = ("passage", "sentence", "words", "general", "constant")


def fit_uncatalogued(sets: Sets, assistant: Assistant) -> dict[str, dict[str, Any]]:
    """The weights of search and refusal. Prints what they find, refuse and lose, the search's beside those in force.

    Every set counts the same, whatever its size.
    """
    whole = read_curated(assistant.settings)
    searchers = opened_searchers(whole, assistant.searcher)
    _print_gaps(whole)
    turns = list(opened_turns(sets, searchers))
    own = _fitted_search([turn for turn in turns if turn.gold.any()])
    judged = [turn for turn in turns if turn.result]
    evidence = [asdict(_evidence(turn, searchers[turn.opened])) for turn in judged]
    return {
        "search_uncatalogued": dict(zip(_OWN, own.round(2).tolist(), strict=True)),
        "refusal_uncatalogued": _fitted_refusal(judged, evidence, _UNREAD),
        "refusal_uncatalogued_read": _fitted_refusal(judged, evidence, _READ),
        "outside_uncatalogued": {"near": _outside(judged, evidence)},
    }


def _fitted_search(turns: Sequence[OpenedTurn]) -> Floats:
    """The weights that make it likeliest that a passage which answers comes first; the others' scores stay."""
    sizes = Counter(turn.set for turn in turns)
    in_force = np.array(list(asdict(fitted_weights().search_uncatalogued).values()))

    def loss(weights: Floats) -> tuple[float, Floats]:
        weights = _with_general(weights)
        held = np.where(np.array(_OWN) == "constant", 0, weights)  # the constant is free
        total, slope = float(_RIDGE * held @ held), 2 * _RIDGE * held
        for turn in turns:
            own = _own_signals(turn)
            chances = _SURENESS * np.where(turn.own, own @ weights, turn.scores)
            right = logsumexp(chances[turn.gold]) - logsumexp(chances)
            among = np.where(turn.gold, np.exp(chances - logsumexp(chances[turn.gold])), 0)
            pull = (among - np.exp(chances - logsumexp(chances))) * turn.own
            total -= right / sizes[turn.set]
            slope -= _SURENESS * pull @ own / sizes[turn.set]
        return total, slope * (np.array(_OWN) != "general")

    fitted = _with_general(minimize(loss, in_force, jac=True, method="L-BFGS-B").x)
    for name, weights in {"in force": in_force, "fitted": fitted}.items():
        sys.stdout.write(f"{name}: {weights.round(2).tolist()}  {_found(turns, weights)}\n")
    return np.asarray(fitted)


def _with_general(weights: Floats) -> Floats:
    """The weights with that of the general vector as it is given."""
    return np.where(np.array(_OWN) == "general", _GENERAL, weights)


def _own_signals(turn: OpenedTurn) -> Floats:
    """What is weighed of a passage without a catalogue, in the order of _OWN: shape (passages, 5)."""
    passage, sentence, *_, words, general = turn.signals
    return np.stack([passage, sentence, words, general, np.ones_like(passage)], axis=1).astype(np.float64)


def _found(turns: Sequence[OpenedTurn], weights: Floats) -> str:
    """hit@1 and hit@5 of questions on the document without a catalogue, and on the others."""
    shown = []
    for opened in (True, False):
        ranks = []
        for turn in turns:
            if bool((turn.gold & turn.own).any()) == opened:
                scores = np.where(turn.own, _own_signals(turn) @ weights, turn.scores)
                ranks.append(np.flatnonzero(turn.gold[np.argsort(-scores, kind="stable")])[0])
        first, five = np.mean(np.array(ranks) < 1), np.mean(np.array(ranks) < 5)
        shown.append(f"{'without' if opened else 'with'} a catalogue hit@1 {first:.3f} hit@5 {five:.3f}")
    return ", ".join(shown)


def _evidence(turn: OpenedTurn, searcher: Searcher) -> Evidence:
    """The evidence of the document without a catalogue, read by the cross-encoder."""
    if turn.result is None:
        raise ValueError("This turn is not to be judged.")
    result = replace(turn.result, hits=turn.result.uncatalogued)
    evidence = weigh(result, searcher)
    if searcher.cross_encoder is None:
        return evidence
    read = read_hits(result.hits, PairOdds(searcher.cross_encoder, result.query.text))
    return replace(evidence, answers=answer_odds(odds for hit in read for odds in hit.read.values()))


def _fitted_refusal(
    turns: Sequence[OpenedTurn], evidence: Sequence[dict[str, float]], names: Sequence[str]
) -> dict[str, Any]:
    """Weights and constant; prints how well those fitted to the other documents tell the questions on each apart."""
    table = np.array([[one[name] for name in names] for one in evidence])
    answerable = np.array([turn.turn.answerable for turn in turns])
    shares = equal_shares([turn.set for turn in turns])
    documents = np.array([turn.opened for turn in turns])
    odds = np.zeros(len(turns))
    for document in set(documents):
        others = documents != document
        odds[~others] = logistic(table[others], answerable[others], shares[others]).decision_function(table[~others])
    values, confidence = refusal_model(table, names, answerable, shares, _LOST)
    refused = confidence[~answerable] < values["touches"]
    sys.stdout.write(
        f"{names}: left out one by one, area under the curve {roc_auc_score(answerable, odds):.3f}; refused at the "
        f"threshold {refused.mean():.3f} of the unanswerable, answered {np.mean(confidence[~answerable] >= 0.5):.3f}\n"
    )
    return values


def _outside(turns: Sequence[OpenedTurn], evidence: Sequence[dict[str, float]]) -> float:
    """The cosine that few answerable questions' nearest sentences fall below."""
    near = [one["sentence"] for turn, one in zip(turns, evidence, strict=True) if turn.turn.answerable]
    return round(float(np.quantile(near, FAR)), 2)


def _print_gaps(whole: Whole) -> None:
    """How many known gaps, and how many questions, are near to a sentence of a document without any of them."""
    library, vectors = whole.library, whole.vectors
    documents = np.array([passage.document for passage in library.passages])
    of_sentences = documents[library.passage_numbers]
    near: dict[str, list[Floats]] = {"gaps": [], "questions": []}
    for document in dict.fromkeys(documents):
        own = of_sentences == document
        for name, others in (("gaps", True), ("questions", False)):
            asked = np.array(
                [one.passage is not None and documents[one.passage] == document for one in getattr(library, name)]
            )
            sentences = vectors["sentences"][~own if others else own]
            near[name].append((vectors[name][asked] @ sentences.T).max(axis=1))
    for least in (MAY_ANSWER - 0.05, MAY_ANSWER, MAY_ANSWER + 0.05):
        shares = {name: np.mean(np.concatenate(cosines) >= least) for name, cosines in near.items()}
        sys.stdout.write(
            f"cosine {least:.2f}: {shares['gaps']:.3f} of the known gaps to a sentence of another document, "
            f"{shares['questions']:.3f} of the questions to one of their own\n"
        )
