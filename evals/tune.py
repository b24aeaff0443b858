"""How the weights were chosen: on `dev` alone, by `python -m evals.tune` with `search`, `refusal` or `excerpts`."""

import sys
from collections.abc import Iterator
from dataclasses import astuple, fields
from itertools import product

import numpy as np

from assistant import excerpts
from assistant.answer import Turn as Earlier
from assistant.assistant import Assistant
from assistant.refuse import Evidence, judge, weigh
from assistant.settings import load_settings
from evals.metrics import match_passages, supports
from evals.questions import Item, Turn, load_questions
from evals.system import Found
from indexing import rank
from indexing.search import Hit

# Answerable questions that a refusal threshold may lose, and how many parts of Evidence are weighed by the fit.
_LOST, _WEIGHED = 0.01, 3


def search_weights(assistant: Assistant) -> None:
    """Print hit@1 and hit@5 over a grid of the search's weights; the first line is the weights in force."""
    grid = product((0.1, 0.2, 0.3), (0.1, 0.2, 0.3), (0.0, 0.4, 0.6, 0.8), (0.2, 0.3, 0.4))
    for weights in [(rank.TEXT, rank.SENTENCE, rank.ASK, rank.WORDS), *grid]:
        rank.TEXT, rank.SENTENCE, rank.ASK, rank.WORDS = weights
        first = np.array([_first_gold(turn, hits) for turn, _, hits in _found(assistant) if turn.answerable])
        print(weights, f"hit@1 {np.mean(first < 1):.3f}  hit@5 {np.mean(first < 5):.3f}")  # noqa: T201


def refusal_weights(assistant: Assistant) -> None:
    """Print the fitted weights of the refusal, and what is refused when 5 % of the answerable are lost."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, cross_val_predict

    found = [
        (turn, query, hits)
        for turn, query, hits in _found(assistant)
        if judge(query, hits, assistant.searcher).verdict != "out_of_scope"
    ]
    searcher = assistant.searcher
    x = np.array([astuple(weigh(q, hits, searcher, searcher.nearness(q)))[:_WEIGHED] for _, q, hits in found])
    y = np.array([turn.answerable for turn, _, _ in found])
    model = LogisticRegression(C=10.0)
    folds = StratifiedKFold(10, shuffle=True, random_state=0)
    confidence = cross_val_predict(model, x, y, cv=folds, method="predict_proba")[:, 1]
    fitted = model.fit(x, y)
    enough = np.quantile(fitted.predict_proba(x)[y, 1], _LOST)
    print(dict(zip((f.name for f in fields(Evidence)), fitted.coef_[0].round(2), strict=False)))  # noqa: T201
    print("constant", fitted.intercept_.round(2), "enough", enough.round(3))  # noqa: T201
    kept_out = confidence[~y] < np.quantile(confidence[y], _LOST)
    print(f"cross-validated: {kept_out.mean():.3f} of the unanswerable refused")  # noqa: T201


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
    commands = {"search": search_weights, "refusal": refusal_weights, "excerpts": excerpt_cut}
    commands[sys.argv[1]](Assistant.open(load_settings()))
