"""How the weights were chosen, on `dev` alone: `python -m evals.tune` search, metric, refusal or excerpts."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import astuple, fields
from itertools import product

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from assistant import excerpts
from assistant.answer import Turn as Earlier
from assistant.assistant import Assistant
from assistant.refuse import Evidence, judge, weigh
from assistant.settings import load_settings
from evals.metrics import match_passages, supports
from evals.questions import Item, Turn, load_questions
from evals.system import Found
from indexing import rank, search
from indexing.build import stored_vectors
from indexing.learn import ROUNDS, learn
from indexing.metric import Metric
from indexing.search import Hit, Searcher

# Answerable questions that a refusal threshold may lose, and how many parts of Evidence are weighed by the fit.
_LOST, _WEIGHED = 0.01, 3


def search_weights(assistant: Assistant) -> None:
    """Print hit@1 and hit@5 over a grid of the search's weights; the first line is the weights in force."""
    names = ("TEXT", "SENTENCE", "ASK", "WORDS", "SUBJECT")
    grid = product((0.1, 0.2), (0.1, 0.2), (0.0, 0.6, 0.8), (0.3, 0.4, 0.5), (0.0, 0.4, 0.6))
    for weights in [tuple(getattr(rank, name) for name in names), *grid]:
        for name, weight in zip(names, weights, strict=True):
            setattr(rank, name, weight)
        print(weights, _finding(assistant))  # noqa: T201


def metric_rounds(assistant: Assistant) -> None:
    """Print what each number of rounds of learning the metric brings; the first line is the model's own vectors."""
    settings = load_settings()
    library, vectors = stored_vectors(settings.index)
    own = assistant.searcher
    for rounds in range(ROUNDS + 3):
        metric = Metric(learn(library, vectors, rounds) if rounds else None)
        trial = Assistant(Searcher(library, vectors, own.keywords, own.embedder, metric), settings)
        votes = [(trial.searcher.nearness(query).vote, turn.answerable) for turn, query, _ in _found(trial)]
        area = roc_auc_score([answerable for _, answerable in votes], [vote for vote, _ in votes])
        print(rounds, _finding(trial), f"area under the curve of the vote on an answer {area:.3f}")  # noqa: T201


def _finding(assistant: Assistant) -> str:
    first = np.array([_first_gold(turn, hits) for turn, _, hits in _found(assistant) if turn.answerable])
    return f"hit@1 {np.mean(first < 1):.3f}  hit@5 {np.mean(first < 5):.3f}"


def refusal_weights(assistant: Assistant) -> None:
    """Print the fitted weights of the refusal, and what is refused when 1 % of the answerable are lost.

    The first line is for the voters in force, the others for more or fewer of them and other sharpness.
    """
    found = [
        (turn, query, hits)
        for turn, query, hits in _found(assistant)
        if judge(query, hits, assistant.searcher).verdict != "out_of_scope"
    ]
    for voters in [(search.VOTERS, search.SHARPNESS), *product((10, 20, 50, 200), (12.0, 15.0, 20.0))]:
        search.VOTERS, search.SHARPNESS = voters
        print(voters, _refusing(found, assistant.searcher))  # noqa: T201


def _refusing(found: Sequence[tuple[Turn, str, list[Hit]]], searcher: Searcher) -> str:
    x = np.array([astuple(weigh(q, hits, searcher, searcher.nearness(q)))[:_WEIGHED] for _, q, hits in found])
    y = np.array([turn.answerable for turn, _, _ in found])
    model = LogisticRegression(C=10.0)
    folds = StratifiedKFold(10, shuffle=True, random_state=0)
    confidence = cross_val_predict(model, x, y, cv=folds, method="predict_proba")[:, 1]
    fitted = model.fit(x, y)
    enough = np.quantile(fitted.predict_proba(x)[y, 1], _LOST)
    weights = {field.name: weight for field, weight in zip(fields(Evidence), fitted.coef_[0].round(2), strict=False)}
    refused = np.mean(confidence[~y] < np.quantile(confidence[y], _LOST))
    return (
        f"{weights} constant {fitted.intercept_[0]:.2f}, enough {enough:.2f}; cross-validated, {refused:.2f} of the "
        "unanswerable are refused"
    )


def excerpt_cut(assistant: Assistant) -> None:
    """Print the share of gold passages among the excerpts, and how many those are, over a grid of cuts.

    The first line is the cut in force; the last kind is about another world, where every excerpt is one too many.
    """
    grid = product((1.0, 1.25, 1.5, 2.0), (0.0, 0.4, 0.5), (0.0, 1.0))
    for cut in [(excerpts.DEVIATIONS, excerpts.SHARE, excerpts.NEAR), *grid]:
        excerpts.DEVIATIONS, excerpts.SHARE, excerpts.NEAR = cut
        figures = (_cut_figures(assistant, kind) for kind in ("topic", "several", "out-of-domain"))
        print(cut, *figures, sep="  ")  # noqa: T201


def _cut_figures(assistant: Assistant, kind: str) -> str:
    recalls, counts = [], []
    for turn in (item.turns[0] for item in load_questions(split="dev") if item.kind == kind):
        found = excerpts.find_excerpts(assistant.searcher, turn.question)
        passages = match_passages(turn, [Found(one.document, one.anchor, one.text) for one in found])
        held = {number for passage in passages for number in passage.gold}
        recalls += [len(held) / len(turn.gold)] if turn.gold else []
        counts.append(len(found))
    recall = f"gold {np.mean(recalls):.3f}, " if recalls else f"{counts.count(0)} of {len(counts)} with none, "
    return f"{kind}: {recall}{np.mean(counts):.1f} excerpts, at most {max(counts)}"


def _found(assistant: Assistant) -> Iterator[tuple[Turn, str, list[Hit]]]:
    for item in load_questions(split="dev"):
        yield from _turns(item, assistant)


def _turns(item: Item, assistant: Assistant) -> Iterator[tuple[Turn, str, list[Hit]]]:
    history: list[Earlier] = []
    for turn in item.turns:
        answer = assistant.ask(turn.question, history)
        yield turn, answer.query, list(answer.hits)
        history = [*history, Earlier(turn.question, answer.text)]


def _first_gold(turn: Turn, hits: list[Hit]) -> int:
    """Rank, from 0, of the first passage that holds a gold quote; 99 where none does."""
    quotes = [quote for choice in turn.gold for quote in choice]
    places = (
        place
        for place, hit in enumerate(hits)
        if any(q.document == hit.passage.document and supports(hit.passage.text, q.quote) for q in quotes)
    )
    return next(places, 99)


if __name__ == "__main__":
    commands = {"search": search_weights, "metric": metric_rounds, "refusal": refusal_weights, "excerpts": excerpt_cut}
    commands[sys.argv[1]](Assistant.open(load_settings()))
