"""All questions -> a small catalogue that serves as well, by `python -m indexing.training.condense`, in minutes.

Questions asked before anyone had read the documents stay, each once, and so do topics. Of the others stay a few for
each sentence, as different as can be, and then those by which the rest is found and refused best (`prototypes`). What
is left out goes to a file that only training reads. Questions added to the catalogue since are chosen from like all
others.
"""

import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

from corpus.catalogue import FIRST_DAY, catalogue_of
from corpus.load import DOCUMENTS
from indexing.embed import Embedder, SentenceEmbedder
from indexing.library import Library
from indexing.stored.parts import embed_texts, texts_of
from indexing.training.prototypes import Labelled, Mask, Neighbours, kernel, neighbours_of, prototypes, spread
from indexing.training.questions import (
    LEFT_OUT,
    only,
    texts_in,
    training_library,
    whole_catalogue,
    write_files,
    write_left_out,
)

# How many questions a catalogue holds in all, known gaps and topics too: what can be embedded when an index is built.
_MOST = 12_000
# How many stay for each sentence in any case. Of 2 and 3, chosen by hit@1 of managers and practice.
_A_SENTENCE = 3
# Two first-day questions of one passage with this cosine are worth one.
_ASKS_THE_SAME = 0.85


def condense(embedder: Embedder, documents: Path = DOCUMENTS, left_out: Path = LEFT_OUT, most: int = _MOST) -> str:
    """Write the condensed catalogue and what it leaves out; says how many stay, and how they serve the rest."""
    catalogue = catalogue_of(documents)
    library, files = training_library(embedder, documents, left_out), whole_catalogue(catalogue, left_out)
    first_day = texts_in([entry for name, entries in files.items() if FIRST_DAY in name for entry in entries])
    chosen = Choice(library, embedder, first_day)
    stay = chosen.made(most - sum(len(topic.questions) for topic in library.topics))
    kept = {text for text, stays in zip(chosen.texts, stay, strict=True) if stays}
    write_files(only(files, kept.__contains__), catalogue)
    write_left_out(only(files, lambda text: text not in kept), left_out)
    return chosen.described(stay)


class Choice:
    """The questions of a library as they are chosen from: each text once, those with an answer first."""

    def __init__(self, library: Library, embedder: Embedder, first_day: set[str]) -> None:
        owners: defaultdict[str, set[int]] = defaultdict(set)
        for question in sorted(library.questions, key=lambda one: one.text):
            owners[question.text].add(question.passage)
        gaps = sorted({gap.text for gap in library.gaps} - set(owners))
        self.texts, self._answered = [*owners, *gaps], len(owners)
        self._first_day = np.array([text in first_day for text in self.texts], dtype=np.bool_)
        self._library = library
        self._labelled = self._label(embedder, [sorted(some) for some in owners.values()])
        self._near: Neighbours = neighbours_of(self._labelled)

    def _label(self, embedder: Embedder, owners: list[list[int]]) -> Labelled:
        """The questions with the passages that answer them as classes; a passage's own words vote for it too."""
        texts = texts_of(self._library)
        vectors = embed_texts(self.texts, embedder)
        whole, sentences = (embed_texts(texts[name], embedder) for name in ("passages", "sentences"))
        asked = vectors[: self._answered]
        best = np.maximum.reduceat(asked @ sentences.T, self._library.starts[:-1], axis=1)
        votes = kernel(np.asarray((asked @ whole.T + best) / 2, dtype=np.float32))
        classes = np.full((len(vectors), max(map(len, owners))), -2)
        classes[self._answered :, 0] = -1
        for number, some in enumerate(owners):
            classes[number, : len(some)] = some
        own = np.array([votes[number, some].sum() for number, some in enumerate(owners)], dtype=np.float32)
        return Labelled(vectors, classes, own, votes.sum(axis=1))

    def made(self, count: int) -> Mask:
        """Which texts stay: `count` of them, or all that must."""
        has_answer = np.arange(len(self.texts)) < self._answered
        kinds = 2 * has_answer + self._first_day
        always = self._asked_first() | self._spread()
        return prototypes(self._labelled, self._near, kinds, always, count)

    def _asked_first(self) -> Mask:
        """The first-day questions without those that ask what an earlier one asks, of the same passage or of none."""
        stay = self._first_day.copy()
        for number in np.flatnonzero(self._first_day):
            near = self._near.numbers[number]
            asks = self._labelled.vectors[near] @ self._labelled.vectors[number] > _ASKS_THE_SAME
            stay[number] = not (asks & self._near.same[number] & stay[near] & (near < number)).any()
        return stay

    def _spread(self) -> Mask:
        numbers = {text: number for number, text in enumerate(self.texts)}
        groups: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for question in sorted(self._library.questions, key=lambda one: one.text):
            if not self._first_day[numbers[question.text]]:
                groups[question.passage, question.sentence].append(numbers[question.text])
        return spread(self._labelled.vectors, list(groups.values()), _A_SENTENCE)

    def described(self, stay: Mask) -> str:
        """How many stay, and for how many of the others the nearest that stays is of the same passage, or a gap too."""
        votes = self._near.votes * stay[self._near.numbers]
        right = self._near.same[np.arange(len(stay)), votes.argmax(axis=1)]
        parts = (slice(None, self._answered), slice(self._answered, None))
        counts = [int(stay[part].sum()) for part in parts]
        served = [f"{right[part][~stay[part]].mean():.0%}" for part in parts]
        return (
            f"{counts[0]} questions with an answer and {counts[1]} known gaps stay. The nearest of them is of the "
            f"right passage for {served[0]} of the questions left out, and a known gap for {served[1]} of the gaps."
        )


if __name__ == "__main__":
    sys.stdout.write(
        f"{condense(SentenceEmbedder())}\nNext, run 'evenhand index', fit the weights with "
        "'python -m evals.fit', and measure with 'make eval'.\n"
    )
