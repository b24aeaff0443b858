"""Which questions are about the library and Evenhand themselves, and what they ask about."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import log1p

import numpy as np

from assistant.question.examples import Examples
from assistant.question.leaning import features
from corpus.lists.own_questions import OTHER
from indexing.embed import Embedder, Vectors
from indexing.keyword import token_set
from indexing.learnt.weights import fitted_weights

# What concerns the answer as well as Evenhand: here "it" may be the answer that was given.
_OF_ANSWERS = {"saving", "trust", "thanks", "puzzled"}


@dataclass(frozen=True, slots=True, eq=False)
class OwnTurn:
    """A turn that may be about the library: its words, and those of its first question with their vector.

    `library` is the cosine of what is nearest to all its words in the library. A `later` turn of a conversation may go
    on with it.
    """

    words: str
    asked: str
    vector: Vectors
    library: float
    later: bool = False


def first_question(words: str) -> str:
    """The first sentence if it alone asks: what follows says why it was asked ("How old is this? We need …")."""
    asked, mark, after = words.partition("? ")
    return asked + "?" if mark and "?" not in after else words


class OwnKinds:
    """Tells what a turn asks about by labelled questions, and whether it asks the documents instead."""

    def __init__(self, labelled: Sequence[tuple[str, str]], embedder: Embedder) -> None:
        self._examples = Examples(labelled, embedder)
        self._own = np.array([kind != OTHER for _, kind in labelled])
        self._words = frozenset[str]().union(*(token_set(question) for question, kind in labelled if kind != OTHER))

    def kind(self, turn: OwnTurn, known: Collection[str] = ()) -> str:
        """What the turn asks about; OTHER where it rather asks the documents.

        `known` are tokens that may stand in a question about any library.
        """
        shares = self._examples.shares(turn.asked, turn.vector)
        odds = fitted_weights().own.odds(self._weighed(turn, shares, known))
        return _likeliest(shares) if odds > 0 else OTHER

    def evidence(self, turn: OwnTurn, known: Collection[str] = ()) -> dict[str, float]:
        """What speaks for a question about the library and against it, by the names of the weights."""
        return self._weighed(turn, self._examples.shares(turn.asked, turn.vector), known)

    def _weighed(self, turn: OwnTurn, shares: Mapping[str, float], known: Collection[str]) -> dict[str, float]:
        cosines = self._examples.vectors @ turn.vector
        wording = features(turn.words)
        refers = max(wording["personal_first"], wording["personal_later"])
        return {
            "near": float(cosines[self._own].max()),
            "other": float(cosines[~self._own].max(initial=0.0)),
            "library": turn.library,
            "unknown": log1p(len(token_set(turn.words) - self._words - frozenset(known))),
            "share": sum(share for kind, share in shares.items() if kind != OTHER),
            "other_share": shares.get(OTHER, 0.0),
            "referring": refers if turn.later and _likeliest(shares) not in _OF_ANSWERS else 0.0,
            "opening": wording["opening"] if turn.later else 0.0,
        }


def _likeliest(shares: Mapping[str, float]) -> str:
    return max(shares.keys() - {OTHER}, key=lambda kind: (shares[kind], kind))
