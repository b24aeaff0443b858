"""Where a question that the library does not answer is answered, by its kind; in our own words, and said to be ours."""

from collections.abc import Sequence
from dataclasses import replace
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from assistant.answer import Answer
from corpus.signposts import Signpost, known_signposts
from indexing.embed import Embedder, Vectors
from indexing.keyword import token_set
from indexing.stored.parts import embed_texts


class Signposts:
    """Tells the kind of a question by the examples of each kind that are like it in meaning and in words."""

    def __init__(self, embedder: Embedder, signposts: Sequence[Signpost] | None = None) -> None:
        """Nothing is read before the first question; None for the signposts that come with Evenhand."""
        self._embedder, self._signposts = embedder, signposts
        self._learnt: _Learnt | None = None

    def of(self, question: str) -> Signpost | None:
        """The signpost for a question; None where no kind with places is likelier than all else.

        The urgent kinds count together, because what matters first is that somebody may be at risk.
        """
        if self._learnt is None:
            signposts = known_signposts() if self._signposts is None else self._signposts
            self._learnt = _Learnt(signposts, self._embedder)
        shares = self._learnt.shares(question)
        urgent = {kind: share for kind, share in shares.items() if kind.urgent}
        for kinds, together in ((urgent, sum(urgent.values())), (shares, max(shares.values(), default=0.0))):
            if together > 1 - together:
                likeliest = max(kinds, key=lambda kind: kinds[kind])
                return likeliest if likeliest.places else None
        return None


def signposted(answer: Answer, signposts: Signposts) -> Answer:
    """The answer with the signpost for its query after it, where the library does not answer that, or not all of it.

    One that is urgent comes before whatever is quoted: what was found may miss what matters.
    """
    signpost = signposts.of(answer.query)
    if signpost is None or (answer.status == "answered" and not (signpost.urgent and answer.statements)):
        return answer
    parts = (signpost.in_words(), answer.text) if signpost.urgent else (answer.text, signpost.in_words())
    return replace(answer, text="\n\n".join(parts), signpost=signpost)


class _Learnt:
    """What the examples teach: least squares over the vectors and words of questions, with a penalty of one.

    It tells more questions, and as surely, than the nearest example does, which needs one for each wording.
    """

    def __init__(self, signposts: Sequence[Signpost], embedder: Embedder) -> None:
        self._signposts, self._embedder = signposts, embedder
        examples = [question for signpost in signposts for question in signpost.questions]
        vectors = embed_texts(examples, embedder)
        words = sorted(frozenset[str]().union(*map(token_set, examples)))
        self._column = {word: number for number, word in enumerate(words)}
        kinds = np.repeat(np.eye(len(signposts)), [len(signpost.questions) for signpost in signposts], axis=0)
        known = self._features(examples, vectors)
        self._weights = known.T @ np.linalg.solve(known @ known.T + np.eye(len(known)), kinds)

    def shares(self, question: str) -> dict[Signpost, float]:
        """How far a question is of each kind; about 1 together, and near 0 for one that is like no example."""
        (shares,) = self._features([question], self._embedder.encode([question])) @ self._weights
        return dict(zip(self._signposts, shares.tolist(), strict=True))

    def _features(self, questions: Sequence[str], vectors: Vectors) -> NDArray[np.float64]:
        """The vector of each question beside its words: the product of two rows is the sum of both cosines."""
        words = np.zeros((len(questions), len(self._column)))
        for row, question in enumerate(questions):
            found = token_set(question)
            words[row, [self._column[word] for word in found if word in self._column]] = 1 / sqrt(max(1, len(found)))
        return np.hstack([vectors, words])
