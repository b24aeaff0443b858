"""A query -> the best passages, as hits with their scores."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from corpus.document import Document, Passage
from indexing.embed import Embedder, Vectors
from indexing.keyword import KeywordIndex, tokens
from indexing.rank import Asks, Ranker
from indexing.spelling import Speller

# What readers said stands behind the guidance unless readers are asked for, and replies before it when they are.
_BEHIND, _BEFORE = 0.05, 0.1
_READERS = re.compile(r"\b(readers?|comment\w*|someone|somebody)\b", re.IGNORECASE)
_REPLIES = re.compile(
    r"\bnhs ?e(ngland)?\b.{0,20}\b(say|said|tell|told|repl\w+|answer\w*|respon\w+|admit\w*|comment\w*)\b"
    r"|\b(official|their|the) (reply|response|answer)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Ask:
    """A question of the catalogue and what answers it, by number of the passage and of the sentence in it."""

    passage: int
    sentence: int
    text: str


@dataclass(frozen=True, slots=True)
class Library:
    """What an index holds besides vectors and words.

    `asks` follow the order of the sentences; `gaps` are questions that no document answers.
    """

    documents: list[Document]
    passages: list[Passage]
    asks: list[Ask]
    gaps: list[str]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found.

    `score` is the fused one; `sentences` and `asks` hold, for each of its sentences, the cosine of the query to the
    sentence and to the best question that the catalogue has for it (0 where it has none).
    """

    passage: Passage
    score: float
    dense: float
    keyword: float
    sentences: tuple[float, ...]
    asks: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near a query is to questions that the library answers and to questions that it does not.

    Each a cosine: of the nearest, and the mean of the five nearest; 0 where the catalogue has none.
    """

    answered: float
    answered_five: float
    gap: float
    gap_five: float


class Searcher:
    """The library as it can be searched; made by `indexing.build.open_index`."""

    def __init__(
        self,
        library: Library,
        vectors: tuple[Vectors, Vectors, Vectors, Vectors],
        keywords: KeywordIndex,
        embedder: Embedder,
    ) -> None:
        """`vectors` are those of the passages, of all their sentences, of the asks and of the gaps, in order."""
        self.documents = {document.id: document for document in library.documents}
        self.passages, self.asks, self.keywords, self.embedder = library.passages, library.asks, keywords, embedder
        # A question of the catalogue, which people are offered to ask, has its vector already.
        known = dict(zip((ask.text for ask in self.asks), vectors[2], strict=True))
        self._encode = lru_cache(maxsize=8)(lambda q: known[q] if q in known else embedder.encode([q])[0])
        counts = np.array([len(passage.sentences) for passage in self.passages])
        self._starts = np.concatenate([[0], np.cumsum(counts)])
        owners = np.array([self._starts[ask.passage] + ask.sentence for ask in self.asks], dtype=np.int64)
        asks = Asks(vectors[2], owners) if self.asks else None
        self._ranker = Ranker(vectors[0], vectors[1], np.repeat(np.arange(len(counts)), counts), keywords, asks)
        self._ask_vectors, self._gap_vectors = vectors[2], vectors[3]
        self._by_reader, self._by_reply = (
            np.array([passage.voice == voice for passage in self.passages], dtype=np.float32)
            for voice in ("reader", "reply")
        )
        self._speller = Speller(_vocabulary(library), embedder.knows)

    def search(
        self,
        query: str,
        count: int = 10,
        documents: Collection[str] | None = None,
        voices: Collection[str] | None = None,
    ) -> list[Hit]:
        """The `count` best passages for a query, best first, of the documents and voices named (None: of all)."""
        ranking = self._ranker.rank(self._encode(query), tokens(query))
        scores = ranking.fused + self._voices(query)
        hits: list[Hit] = []
        for number in np.argsort(-scores, kind="stable"):
            passage = self.passages[number]
            if len(hits) == count:
                break
            if (documents and passage.document not in documents) or (voices and passage.voice not in voices):
                continue
            of_passage = slice(self._starts[number], self._starts[number + 1])
            hits.append(
                Hit(
                    passage,
                    float(scores[number]),
                    float(ranking.dense[number]),
                    float(ranking.keyword[number]),
                    tuple(ranking.sentences[of_passage].tolist()),
                    tuple(ranking.asks[of_passage].tolist()),
                )
            )
        return hits

    def _voices(self, query: str) -> Vectors:
        """What the voice that a query asks for adds to each passage's score."""
        if _REPLIES.search(query):
            return _BEFORE * self._by_reply - _BEHIND * self._by_reader
        return -_BEHIND * self._by_reader * (_READERS.search(query) is None)

    def nearness(self, query: str) -> Nearness:
        """How near a query is to the catalogue's questions, with and without an answer."""
        vector = self._encode(query)
        answered, gaps = (_nearest(vectors, vector) for vectors in (self._ask_vectors, self._gap_vectors))
        return Nearness(*answered, *gaps)

    def spelt(self, query: str) -> str:
        """The query with words put right that are misspelt words of the library."""
        return self._speller.correct(query)

    def rarity(self, word: str) -> float:
        """Weight of a token: its inverse document frequency, highest for one that stands nowhere."""
        return float(np.log(1 + self.keywords.size / (1 + self.keywords.frequency.get(word, 0))))

    def passages_of(self, document: str) -> list[Passage]:
        """The passages of one document in reading order."""
        return [passage for passage in self.passages if passage.document == document]


def _nearest(vectors: Vectors, query: Vectors) -> tuple[float, float]:
    cosines = np.sort(vectors @ query)[-5:] if len(vectors) else np.zeros(1)
    return float(cosines[-1]), float(cosines.mean())


def _vocabulary(library: Library) -> set[str]:
    texts = [passage.text for passage in library.passages] + [ask.text for ask in library.asks]
    headings = [heading for passage in library.passages for heading in passage.section]
    return {word.lower() for text in texts + headings for word in re.findall(r"[A-Za-z]+", text)}
