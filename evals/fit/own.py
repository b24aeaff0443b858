"""Fits what tells questions about the library and about Evenhand from questions to the documents."""

import sys
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.assistant import Assistant
from assistant.own.kinds import OwnKinds, OwnTurn, first_question
from corpus.lists.own_questions import OTHER, known_own_questions
from evals.fit.thresholds import logistic
from evals.fit.turns import Sets
from indexing.query import Query
from indexing.search import Searcher
from indexing.stored.parts import embed_texts

# The labelled questions are told by those of the other folds.
_FOLDS = 10
# Every so many questions of the catalogue one is asked: enough to count one false alarm in a thousand.
_EVERY = 4
# A question to the documents that gets words about Evenhand is worse than the other way round: one in a thousand may.
_ALLOWED = 0.001

Rows = list[dict[str, float]]


def fit_own(sets: Sets, assistant: Assistant) -> dict[str, dict[str, Any]]:
    """The weights of the evidence; prints how many of each are taken for questions about the library."""
    searcher = assistant.searcher
    labelled, own = _labelled_rows(searcher)
    asked = _asked_rows(sets, searcher)
    names = list(asked[0])
    table, others = _table(labelled, names), _table(asked, names)
    about = np.concatenate([own, np.zeros(len(others), dtype=np.bool_)])
    model = logistic(np.vstack([table, others]), about, np.ones(len(about)))
    odds = np.sort(model.decision_function(others))[::-1]
    least = max(0.0, float(odds[int(len(odds) * _ALLOWED)]))
    found = model.decision_function(table) > least
    sys.stdout.write(
        f"taken: {found[own].mean():.3f} of {own.sum()} about the library, {found[~own].mean():.3f} of "
        f"{(~own).sum()} that sound like them, {(odds > least).mean():.4f} of {len(odds)} to the documents\n"
    )
    weights = dict(zip(names, model.coef_[0].round(2).tolist(), strict=True))
    return {"own": {"weights": weights, "constant": round(float(model.intercept_[0]) - least, 2)}}


def _labelled_rows(searcher: Searcher) -> tuple[Rows, NDArray[np.bool_]]:
    """The evidence for each labelled question, as a first and as a later turn, and whether it is about the library.

    What "it" is in a later turn is what was talked of.
    """
    labelled = known_own_questions()
    library = _Library(searcher, [question for question, _ in labelled])
    rows, own = [], []
    for fold in range(_FOLDS):
        kinds = OwnKinds([one for number, one in enumerate(labelled) if number % _FOLDS != fold], searcher.embedder)
        for question, kind in labelled[fold::_FOLDS]:
            for later in (False, True):
                read = library.evidence(kinds, question, later=later)
                rows += read
                own += [kind != OTHER and not row["referring"] for row in read]
    return rows, np.array(own)


def _asked_rows(sets: Sets, searcher: Searcher) -> Rows:
    """The evidence for questions to the documents: those of the sets, and of the catalogue as if it lacked them."""
    asked = list(_asked(sets, [question.text for question in searcher.questions[::_EVERY]]))
    kinds = OwnKinds(known_own_questions(), searcher.embedder)
    library = _Library(searcher, [question for question, _ in asked])
    return [row for question, later in asked for row in library.evidence(kinds, question, later=later)]


def _asked(sets: Sets, catalogue: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Questions to the documents, each with whether it is a later turn; what is labelled is left out."""
    turns = ((turn, place > 0) for items in sets.values() for item in items for place, turn in enumerate(item.turns))
    questions = [(turn.question, later) for turn, later in turns if not turn.about]
    questions += [(question, False) for question in catalogue]
    labelled = {_letters(question) for question, _ in known_own_questions()}
    yield from ((question, later) for question, later in questions if _letters(question) not in labelled)


class _Library:
    """What is near to some questions in a library, with its catalogue and without it."""

    def __init__(self, searcher: Searcher, asked: Sequence[str]) -> None:
        texts = list(dict.fromkeys([*asked, *map(first_question, asked)]))
        self._made = dict(zip(texts, embed_texts(texts, searcher.embedder), strict=True))
        self._searcher = searcher
        self._catalogue = np.array(list(dict.fromkeys(question.text for question in searcher.questions)))
        self._vectors = np.stack(list(searcher.embed(Query(text) for text in self._catalogue.tolist()).values()))

    def evidence(self, kinds: OwnKinds, question: str, *, later: bool) -> Rows:
        """The evidence with the catalogue, as if it did not hold the question itself, and without it."""
        asked, vector = first_question(question), self._made[question]
        sentence, _ = self._searcher.nearest(vector)
        others = (self._vectors @ vector)[self._catalogue != question]
        near = (max(sentence, float(others.max())), sentence)
        return [kinds.evidence(OwnTurn(question, asked, self._made[asked], library, later)) for library in near]


def _letters(question: str) -> str:
    return "".join(character for character in question.lower() if character.isalnum())


def _table(rows: Rows, names: Sequence[str]) -> NDArray[np.float64]:
    return np.array([[row[name] for name in names] for row in rows])
