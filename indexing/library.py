"""Documents and their catalogue -> what an index holds besides vectors and words."""

import re
from calendar import month_name
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.about import About, load_about
from corpus.catalogue import load_catalogue, load_gaps, load_general_gaps, load_topics, place_questions
from corpus.document import Document, Passage
from corpus.split import split
from indexing.embed import Embedder

Numbers = NDArray[np.int64]

# A name that stands in more than this share of the passages tells none of them from the others.
_COMMON = 0.05


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the catalogue and what answers it, by number of the passage and of the sentence in it."""

    passage: int
    sentence: int
    text: str


@dataclass(frozen=True, slots=True)
class KnownGap:
    """A question that no document answers; `passage` is the number of the one it is near to, None for a general one.

    A `premise` takes for granted what that passage contradicts.
    """

    text: str
    passage: int | None
    premise: bool


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of the catalogue; `places` number what it gathers by passage and sentence, the directest first."""

    name: str
    questions: tuple[str, ...]
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Library:
    """What an index holds besides vectors and words; `questions` follow the order of the sentences."""

    documents: list[Document]
    passages: list[Passage]
    questions: list[Question]
    gaps: list[KnownGap]
    topics: list[Topic]
    about: About = field(default_factory=About)

    @property
    def starts(self) -> Numbers:
        """The number, of all sentences, of each passage's first, and at the end how many there are."""
        return np.cumsum([0, *(len(passage.sentences) for passage in self.passages)])

    @property
    def passage_numbers(self) -> Numbers:
        """The number of the passage that each sentence stands in, in order: shape (sentences,)."""
        return np.repeat(np.arange(len(self.passages)), np.diff(self.starts))

    @property
    def sentence_numbers(self) -> Numbers:
        """The number, of all sentences, of the one that each question is about: shape (questions,)."""
        starts = self.starts
        return np.array([starts[q.passage] + q.sentence for q in self.questions], dtype=np.int64)


def read_library(documents: list[Document], embedder: Embedder, catalogue: Path) -> Library:
    """Cut the documents and put every question of the catalogue to its passage. Raises CorpusError."""
    passages: list[Passage] = []
    questions: list[Question] = []
    gaps: list[KnownGap] = []
    topics = load_topics(documents, catalogue)
    places: dict[tuple[str, str], tuple[int, int]] = {}
    for document in documents:
        cut, first = split(document, embedder.count, embedder.limit), len(passages)
        entries, near = load_catalogue(document, catalogue), load_gaps(document, catalogue)
        placed = place_questions(document, cut, [(entry.quote, entry.questions) for entry in entries])
        questions += [Question(first + number, n, text) for number, n, text in placed]
        for premise in (False, True):
            placed = place_questions(document, cut, [(g.quote, g.premises if premise else g.gaps) for g in near])
            gaps += [KnownGap(text, first + number, premise) for number, _, text in placed]
        quotes = [(p.quote, (p.quote,)) for t in topics for p in t.quotes if p.document == document.id]
        places |= {
            (document.id, quote): (first + number, n) for number, n, quote in place_questions(document, cut, quotes)
        }
        passages += cut
    gaps += [KnownGap(text, None, premise=False) for text in load_general_gaps(catalogue)]
    indexed = [
        Topic(t.topic, t.questions, tuple(dict.fromkeys(places[p.document, p.quote] for p in t.quotes))) for t in topics
    ]
    return Library(documents, passages, questions, gaps, indexed, load_about(catalogue.parent))


def vocabulary(library: Library) -> set[str]:
    """The documents' words in lower case; the catalogue's questions are misspelt on purpose and do not count."""
    return {word.lower() for text in [*_texts(library), *_headings(library)] for word in re.findall(r"[A-Za-z]+", text)}


def proper_names(library: Library) -> frozenset[str]:
    """Words of the documents, in lower case, that have a capital wherever they do not begin a sentence."""
    texts = [sentence.text for passage in library.passages for sentence in passage.sentences]
    inside = Counter(
        word for text in texts + _headings(library) for word in re.findall(r"(?<=[a-z,:] )[A-Za-z]{3,}", text)
    )
    often = len(library.passages) * _COMMON
    names = {word for word, times in inside.items() if word.istitle() and times < often}
    months = {month.lower() for month in month_name}
    return frozenset(word.lower() for word in names if word.lower() not in inside) - months


def _texts(library: Library) -> list[str]:
    return [passage.text for passage in library.passages]


def _headings(library: Library) -> list[str]:
    return [heading for passage in library.passages for heading in passage.section]
