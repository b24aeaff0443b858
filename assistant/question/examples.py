"""What kind a question is of, told by examples of each kind that are like it in meaning and in words."""

from collections.abc import Sequence
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from indexing.embed import Embedder, Vectors
from indexing.keyword import token_set
from indexing.stored.parts import embed_texts


class Examples:
    """What examples teach: least squares over the vectors and words of questions, with a penalty of one.

    It tells more questions, and as surely, than the nearest example does, which needs one for each wording.
    """

    def __init__(self, examples: Sequence[tuple[str, str]], embedder: Embedder) -> None:
        """`examples` are questions, each with its kind."""
        questions = [question for question, _ in examples]
        self.vectors = embed_texts(questions, embedder)
        self.kinds = list(dict.fromkeys(kind for _, kind in examples))
        words = sorted(frozenset[str]().union(*map(token_set, questions)))
        self._column = {word: number for number, word in enumerate(words)}
        of_kind = np.array([[kind == one for one in self.kinds] for _, kind in examples], dtype=np.float32)
        known = self._features(questions, self.vectors)
        self._weights = known.T @ np.linalg.solve(known @ known.T + np.eye(len(known), dtype=np.float32), of_kind)

    def shares(self, question: str, vector: Vectors) -> dict[str, float]:
        """How far a question is of each kind; about 1 together, and near 0 for one that is like no example."""
        (shares,) = self._features([question], vector[None]) @ self._weights
        return dict(zip(self.kinds, shares.tolist(), strict=True))

    def _features(self, questions: Sequence[str], vectors: Vectors) -> NDArray[np.float32]:
        """The vector of each question beside its words: the product of two rows is the sum of both cosines."""
        words = np.zeros((len(questions), len(self._column)), dtype=np.float32)
        for row, question in enumerate(questions):
            found = token_set(question)
            words[row, [self._column[word] for word in found if word in self._column]] = 1 / sqrt(max(1, len(found)))
        return np.hstack([vectors, words])
