"""How weights were chosen, on `dev` and the practice questions: `python -m evals.fit` search, refusal or excerpts."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import astuple
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit, softmax
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from assistant.answer import Turn as Earlier
from assistant.assistant import Assistant
from assistant.excerpts import find as excerpts
from assistant.judge import weigh
from assistant.question.followup import queries
from assistant.settings import load_settings
from corpus.document import Passage
from evals.metrics import match_passages, supports
from evals.questions import PRACTICE, Item, ItemTurn, load_questions
from evals.system import FoundPassage
from indexing import rank, search
from indexing.query import Query
from indexing.rank import Ranking
from indexing.rerank import read
from indexing.search import Hit, Searcher

# Answerable questions that a refusal threshold may lose, and how many parts of Evidence are weighed by the fit.
_LOST, _WEIGHED = 0.03, 4
# Passages that the search's weights put in order, and how strongly large weights are held down.
_FIRST, _RIDGE = 20, 0.05

Floats = NDArray[np.float64]
_Candidates = tuple[NDArray[np.float32], NDArray[np.bool_]]


class _SearchedTurn(NamedTuple):
    """A turn, what was searched for, what was found, and whether the turn was taken for one on another world."""

    turn: ItemTurn
    query: Query
    hits: Sequence[Hit]
    outside: bool


def search_weights(assistant: Assistant) -> None:
    """Print the weights fitted to `dev`, to the practice questions and to both, and hit@1 of each on either.

    The likelihood of a passage that holds a gold quote among the first candidates is made as high as it can be; only
    the order that weights give counts, so they are scaled to the sum of those in force.
    """
    sets = {name: list(_candidates(items, assistant)) for name, items in _sets().items()}
    both = [pair for pairs in sets.values() for pair in pairs]
    fits = {"in force": np.array(rank.WEIGHTS)} | {f"fitted to {name}": _fitted(pairs) for name, pairs in sets.items()}
    for name, weights in (fits | {"fitted to both": _fitted(both)}).items():
        hits = {of: np.mean([gold[(parts @ weights).argmax()] for parts, gold in pairs]) for of, pairs in sets.items()}
        shown = "  ".join(f"{of} {hit:.3f}" for of, hit in hits.items())
        print(f"{name}: {weights.round(2).tolist()}  hit@1 {shown}")  # noqa: T201


def _candidates(items: Sequence[Item], assistant: Assistant) -> Iterator[_Candidates]:
    """For each answerable turn the parts of the first passages' scores, and which of them hold a gold quote."""
    searcher = assistant.searcher
    for turn, query, *_ in _found(items, assistant):
        if turn.answerable:
            ranking = Ranking.mean(searcher.rankings(query))
            first = np.argsort(-ranking.fused, kind="stable")[:_FIRST]
            yield ranking.signals[:, first].T, np.array([_holds_gold(turn, searcher.passages[n]) for n in first])


def _fitted(pairs: Sequence[_Candidates]) -> Floats:
    useful = [(parts, gold) for parts, gold in pairs if gold.any() and not gold.all()]
    spread = np.concatenate([parts for parts, _ in useful]).std(axis=0)

    def loss(weights: Floats) -> tuple[float, Floats]:
        total, slope = _RIDGE * weights @ weights, 2 * _RIDGE * weights
        for parts, gold in useful:
            chances = softmax(parts / spread @ weights)
            right = np.where(gold, chances, 0)
            total -= np.log(right.sum()) / len(useful)
            slope -= (right / right.sum() - chances) @ (parts / spread) / len(useful)
        return float(total), slope

    weights = minimize(loss, np.ones(len(spread)), jac=True, method="L-BFGS-B").x / spread
    return np.asarray(weights * sum(rank.WEIGHTS) / weights.sum())


def refusal_weights(assistant: Assistant) -> None:
    """Print the fitted weights of the refusal, and what is refused when few of the answerable are lost.

    First without what is read, for the voters in force and for more or fewer of them and other sharpness; then with it,
    and what is refused, lost and read when only what is in doubt is read.
    """
    searcher = assistant.searcher
    found = [one for items in _sets().values() for one in _found(items, assistant) if not one.outside]
    answerable = np.array([one.turn.answerable for one in found])
    in_force = (search.VOTERS, search.SHARPNESS)
    unread = _Fit.to(weighed := _weighed(found, searcher), answerable)
    print(in_force, unread)  # noqa: T201
    for voters in product((20, 50, 100), (15.0, 20.0)):
        search.VOTERS, search.SHARPNESS = voters
        print(voters, _Fit.to(_weighed(found, searcher), answerable))  # noqa: T201
    search.VOTERS, search.SHARPNESS = in_force
    readings = [list(read(one.query, one.hits, searcher))[-1] for one in found]
    after = _Fit.to(np.c_[weighed, [(reading.answers, reading.same) for reading in readings]], answerable)
    print("with what is read", after)  # noqa: T201
    for lowest, highest in product((0.0, 0.02, 0.04), (0.9, 0.95, 0.96, 0.97, 0.98, 1.0)):
        doubt = (unread.confidence >= lowest) & (unread.confidence <= highest)
        refused = np.where(doubt, after.confidence, unread.confidence) < 0.5
        print(  # noqa: T201
            f"doubt from {lowest:.2f} to {highest:.2f}: {refused[~answerable].mean():.3f} of the unanswerable refused, "
            f"{refused[answerable].mean():.3f} of the answerable; read: {doubt[~answerable].mean():.2f} and "
            f"{doubt[answerable].mean():.2f} of them"
        )


def _weighed(found: Sequence[_SearchedTurn], searcher: Searcher) -> Floats:
    evidence = (weigh(one.query, one.hits, searcher, searcher.nearness(one.query)) for one in found)
    return np.array([astuple(one)[:_WEIGHED] for one in evidence])


class _Fit(NamedTuple):
    """Weights fitted to evidence, and each turn's confidence by ten folds, of which .5 is enough."""

    weights: Floats
    constant: float
    confidence: Floats
    area: float
    refused: float

    @classmethod
    def to(cls, evidence: Floats, answerable: NDArray[np.bool_]) -> "_Fit":
        """The constant has the threshold in it that loses few of the answerable."""
        model = LogisticRegression(C=10.0, max_iter=1000)
        folds = StratifiedKFold(10, shuffle=True, random_state=0)
        odds = cross_val_predict(model, evidence, answerable, cv=folds, method="decision_function")
        fitted = model.fit(evidence, answerable)
        enough = np.quantile(fitted.decision_function(evidence)[answerable], _LOST)
        refused = np.mean(odds[~answerable] < np.quantile(odds[answerable], _LOST))
        constant = float(fitted.intercept_[0] - enough)
        return cls(fitted.coef_[0], constant, expit(odds - enough), roc_auc_score(answerable, odds), float(refused))

    def __str__(self) -> str:
        return (
            f"weights {self.weights.round(2).tolist()}, constant {self.constant:.2f} with the threshold in it; "
            f"cross-validated, area under the curve {self.area:.3f}, {self.refused:.3f} of the unanswerable are refused"
        )


def excerpt_cut(assistant: Assistant) -> None:
    """Print the share of gold passages among the excerpts, and how many those are, over a grid of cuts.

    The first line is the cut in force; the last kind is about another world, where every excerpt is one too many.
    """
    grid = product((1.0, 1.25, 1.5), (0.4,), (0.9, 1.0, 1.1, 1.2), (0.2, 0.4, 0.8))
    for cut in [(excerpts.DEVIATIONS, excerpts.SHARE, excerpts.NEAR, excerpts.SUBJECT), *grid]:
        excerpts.DEVIATIONS, excerpts.SHARE, excerpts.NEAR, excerpts.SUBJECT = cut
        figures = (_cut_figures(assistant, kind) for kind in ("topic", "several", "out-of-domain"))
        print(cut, *figures, sep="  ")  # noqa: T201


def _cut_figures(assistant: Assistant, kind: str) -> str:
    recalls, counts = [], []
    for turn in (item.turns[0] for items in _sets().values() for item in items if item.kind == kind):
        found = excerpts.find_excerpts(assistant.searcher, turn.question)
        passages = match_passages(turn, [FoundPassage(one.document, one.anchor, one.text) for one in found])
        held = {number for passage in passages for number in passage.gold}
        recalls += [len(held) / len(turn.gold)] if turn.gold else []
        counts.append(len(found))
    recall = f"gold {np.mean(recalls):.3f}, " if recalls else f"{counts.count(0)} of {len(counts)} with none, "
    return f"{kind}: {recall}{np.mean(counts):.1f} excerpts, at most {max(counts)}"


def _sets() -> dict[str, list[Item]]:
    return {"dev": load_questions(split="dev"), "practice": load_questions(PRACTICE)}


def _found(items: Sequence[Item], assistant: Assistant) -> Iterator[_SearchedTurn]:
    for item in items:
        history: list[Earlier] = []
        for turn in item.turns:
            answer = assistant.ask(turn.question, history)
            options = [query.mapped(assistant.searcher.spelt) for query in queries(turn.question, history)]
            query = next((query for query in options if query.text == answer.query), Query(answer.query))
            yield _SearchedTurn(turn, query, answer.hits, answer.status == "out_of_scope")
            history = [*history, Earlier(turn.question, answer.text)]


def _holds_gold(turn: ItemTurn, passage: Passage) -> bool:
    quotes = [quote for choice in turn.gold for quote in choice]
    return any(quote.document == passage.document and supports(passage.text, quote.quote) for quote in quotes)


if __name__ == "__main__":
    commands = {"search": search_weights, "refusal": refusal_weights, "excerpts": excerpt_cut}
    commands[sys.argv[1]](Assistant.open(load_settings()))
