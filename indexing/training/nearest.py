"""The nearest words and questions of each question and known gap, which are the hardest to tell from a right answer."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from indexing.embed import Embedder, Vectors
from indexing.library import Library
from indexing.stored.parts import embed_texts, texts_of

# Texts whose nearest are looked for at once: their cosines to all questions take 80 MB.
_AT_ONCE = 1000
# Above this cosine, two questions of different sentences may well mean the same.
_TOO_NEAR = 0.82

Numbers = NDArray[np.int64]


class Nearest:
    """Finds the numbers of the nearest sentences or questions by cosine, the nearest first: shape (texts, count)."""

    def __init__(self, library: Library, embedder: Embedder) -> None:
        texts = texts_of(library)
        self._sentences, self._questions, self._gaps = (
            embed_texts(texts[name], embedder) for name in ("sentences", "questions", "gaps")
        )
        self._sentence, self._passages = library.sentence_numbers, library.passage_numbers
        self._gap_passages = np.array([-1 if gap.passage is None else gap.passage for gap in library.gaps])

    def sentences_to_gaps(self, count: int) -> Numbers:
        """Of each known gap."""
        return _highest(len(self._gaps), count, lambda part: self._to_sentences(self._gaps[part]))

    def own_sentences_to_gaps(self, count: int) -> Numbers:
        """Of each known gap those of its own passage, and after them any others."""

        def cosines(part: slice) -> Vectors:
            found = self._to_sentences(self._gaps[part])
            found[self._gap_passages[part, None] == self._passages] += 2
            return found

        return _highest(len(self._gaps), count, cosines)

    def questions_to_gaps(self, count: int) -> Numbers:
        """Of each known gap."""
        return _highest(len(self._gaps), count, lambda part: self._gaps[part] @ self._questions.T)

    def other_sentences(self, count: int) -> Numbers:
        """Of each question those of other passages than its own."""

        def cosines(part: slice) -> Vectors:
            found = self._to_sentences(self._questions[part])
            found[self._passages[self._sentence[part], None] == self._passages] = -1
            return found

        return _highest(len(self._questions), count, cosines)

    def other_questions(self, count: int) -> Numbers:
        """Of each question those of other sentences, without any that may mean the same."""

        def cosines(part: slice) -> Vectors:
            found = self._questions[part] @ self._questions.T
            found[(self._sentence[part, None] == self._sentence) | (found > _TOO_NEAR)] = -1
            return found

        return _highest(len(self._questions), count, cosines)

    def _to_sentences(self, vectors: Vectors) -> Vectors:
        """The cosine to each sentence, or to the nearest question that it answers: shape (len(vectors), sentences)."""
        cosines = self._sentences @ vectors.T
        np.maximum.at(cosines, self._sentence, self._questions @ vectors.T)
        return cosines.T


def _highest(texts: int, count: int, cosines: Callable[[slice], Vectors]) -> Numbers:
    """The numbers of the `count` highest cosines of each text, or of all where there are fewer."""
    parts = [slice(start, min(start + _AT_ONCE, texts)) for start in range(0, texts, _AT_ONCE)]
    # A copy, for a view would hold the whole order in memory.
    return np.concatenate([np.argsort(-cosines(part), axis=1)[:, :count].copy() for part in parts])
