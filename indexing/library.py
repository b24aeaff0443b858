"""Documents and their catalogue -> what an index holds besides vectors and words."""

import re
from calendar import month_name
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.about import About, load_about
from corpus.added.folder import CATALOGUE
from corpus.catalogue import (
    Entry,
    GapEntry,
    load_catalogue,
    load_gaps,
    load_general_gaps,
    load_topics,
    place_questions,
)
from corpus.document import Document, Passage
from corpus.pages import with_pages
from corpus.split import split
from indexing.embed import Embedder

Numbers = NDArray[np.int64]


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
    """What an index holds besides vectors and words; `questions` follow the order of the sentences.

    Known gaps that other documents of the library may answer are not among the `gaps`, but `out_of_force`. With
    `general` its passages have general vectors besides.
    """

    documents: list[Document]
    passages: list[Passage]
    questions: list[Question]
    gaps: list[KnownGap]
    topics: list[Topic]
    about: About = field(default_factory=About)
    out_of_force: list[KnownGap] = field(default_factory=list)
    general: bool = False

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
    entries = load_topics(documents, catalogue)
    places: dict[tuple[str, str], tuple[int, int]] = {}
    read: list[Library] = []
    first = 0
    for document in documents:
        cut = split(document, embedder.count, embedder.limit)
        read.append(_one(document, cut, load_catalogue(document, catalogue), load_gaps(document, catalogue)))
        quotes = [(p.quote, (p.quote,)) for t in entries for p in t.quotes if p.document == document.id]
        places |= {
            (document.id, quote): (first + number, n) for number, n, quote in place_questions(document, cut, quotes)
        }
        first += len(cut)
    topics = [
        Topic(t.topic, t.questions, tuple(dict.fromkeys(places[p.document, p.quote] for p in t.quotes)))
        for t in entries
    ]
    general = [KnownGap(text, None, premise=False) for text in load_general_gaps(catalogue)]
    whole = joined(read)
    return replace(whole, gaps=[*whole.gaps, *general], topics=topics, about=load_about(catalogue.parent))


def read_added(document: Document, embedder: Embedder, folder: Path, pages: Sequence[str]) -> Library:
    """Cut a document that was added, of which `folder` may hold a catalogue, and find the pages of its sentences.

    Without `pages` of the original its sentences have none. Raises CorpusError.
    """
    cut = with_pages(split(document, embedder.count, embedder.limit), pages)
    return _one(document, cut, load_catalogue(document, folder, CATALOGUE), load_gaps(document, folder, CATALOGUE))


def _one(document: Document, cut: list[Passage], entries: list[Entry], near: list[GapEntry]) -> Library:
    """A library of one document, cut into passages."""
    placed = place_questions(document, cut, [(entry.quote, entry.questions) for entry in entries])
    gaps: list[KnownGap] = []
    for premise in (False, True):
        missing = place_questions(document, cut, [(g.quote, g.premises if premise else g.gaps) for g in near])
        gaps += [KnownGap(text, number, premise) for number, _, text in missing]
    return Library([document], cut, [Question(*question) for question in placed], gaps, [])


def joined(libraries: Sequence[Library]) -> Library:
    """Several libraries as one: each one's passages, questions, gaps and topics after those of the one before.

    What it says of itself is what the first of them says that says anything.
    """
    whole = Library([], [], [], [], [])
    for library in libraries:
        part = _counted_from(len(whole.passages), library)
        whole.documents.extend(part.documents)
        whole.passages.extend(part.passages)
        whole.questions.extend(part.questions)
        whole.gaps.extend(part.gaps)
        whole.topics.extend(part.topics)
    return replace(whole, about=next((one.about for one in libraries if one.about != About()), About()))


def _counted_from(first: int, library: Library) -> Library:
    """The library with its passages numbered from `first`."""
    if not first:
        return library
    return replace(
        library,
        questions=[replace(question, passage=first + question.passage) for question in library.questions],
        gaps=[gap if gap.passage is None else replace(gap, passage=first + gap.passage) for gap in library.gaps],
        topics=[replace(t, places=tuple((first + number, n) for number, n in t.places)) for t in library.topics],
    )


def vocabulary(library: Library) -> set[str]:
    """The documents' words in lower case; the catalogue's questions are misspelt on purpose and do not count."""
    return {word.lower() for text in [*_texts(library), *_headings(library)] for word in re.findall(r"[A-Za-z]+", text)}


def proper_names(library: Library) -> frozenset[str]:
    """Words of the documents, in lower case, that have a capital wherever they do not begin a sentence."""
    texts = [sentence.text for passage in library.passages for sentence in passage.sentences]
    inside = {word for text in texts + _headings(library) for word in re.findall(r"(?<=[a-z,:] )[A-Za-z]{3,}", text)}
    months = {month.lower() for month in month_name}
    return frozenset(word.lower() for word in inside if word.istitle() and word.lower() not in inside) - months


def _texts(library: Library) -> list[str]:
    return [passage.text for passage in library.passages]


def _headings(library: Library) -> list[str]:
    return [heading for passage in library.passages for heading in passage.section]
