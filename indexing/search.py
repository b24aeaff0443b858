"""A query -> the best passages, as hits with their scores."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from corpus.document import Document, Passage
from corpus.library import Abbreviation
from indexing.embed import Embedder, Vectors
from indexing.keyword import KeywordIndex, tokens
from indexing.rank import Ranker


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found; `score` is the fused one, `sentences` the cosine of each of its sentences to the query."""

    passage: Passage
    score: float
    dense: float
    keyword: float
    sentences: tuple[float, ...]


class Searcher:
    """The library as it can be searched; made by `indexing.build.open_index`."""

    def __init__(
        self,
        documents: list[Document],
        passages: list[Passage],
        vectors: tuple[Vectors, Vectors],
        keywords: KeywordIndex,
        embedder: Embedder,
        abbreviations: list[Abbreviation],
    ) -> None:
        """`vectors` are those of the passages and those of all their sentences, in order."""
        self.documents = {document.id: document for document in documents}
        self.passages = passages
        self.keywords = keywords
        self._embedder = embedder
        self._abbreviations = abbreviations
        counts = [len(passage.sentences) for passage in passages]
        self._ends = np.cumsum(counts)
        self._ranker = Ranker(*vectors, np.repeat(np.arange(len(passages)), counts), keywords)

    def search(
        self,
        query: str,
        count: int = 10,
        documents: Collection[str] | None = None,
        voices: Collection[str] | None = None,
    ) -> list[Hit]:
        """The `count` best passages for a query, best first, of the documents and voices named (None: of all)."""
        ranking = self._ranker.rank(self._embedder.encode([query])[0], self.query_words(query))
        hits: list[Hit] = []
        for number in np.argsort(-ranking.fused, kind="stable"):
            passage = self.passages[number]
            if len(hits) == count:
                break
            if (documents and passage.document not in documents) or (voices and passage.voice not in voices):
                continue
            end = self._ends[number]
            hits.append(
                Hit(
                    passage,
                    float(ranking.fused[number]),
                    float(ranking.dense[number]),
                    float(ranking.keyword[number]),
                    tuple(ranking.sentences[end - len(passage.sentences) : end].tolist()),
                )
            )
        return hits

    def query_words(self, query: str) -> list[str]:
        """The tokens searched for: the query's, and those of its abbreviations' other forms."""
        return tokens(query)

    def rarity(self, word: str) -> float:
        """Weight of a token: its inverse document frequency, highest for one that stands nowhere."""
        return float(np.log(1 + self.keywords.size / (1 + self.keywords.frequency.get(word, 0))))

    def passages_of(self, document: str) -> list[Passage]:
        """The passages of one document in reading order."""
        return [passage for passage in self.passages if passage.document == document]
