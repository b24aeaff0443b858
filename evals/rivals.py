"""What Evenhand is measured against, put to the same questions; langchain-chroma is confined to this file.

Each rival answers with the text of its best passages. The stock ones do what LangChain's own tutorials do: windows
of 1,000 characters with an overlap of 200, the same embedding model, Chroma, the best four; over the curated texts,
or over the texts as received ("stock-raw"). They refuse nothing, like BM25 alone and vectors alone over our own
passages. "stock-refusing" adds the one refusal that such a program has, a threshold on the cosine of the best
window, chosen on the dev questions by each run.

A follow-up is searched for together with all the questions before it. Tried on dev: by itself it finds the answer
among five for .30 to .37 of the later turns, with the question before it for .70, with all of them for .70 to .81.
"""

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import uuid4

import numpy as np
from chromadb.config import Settings
from langchain_chroma import Chroma
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

from assistant.answer import Turn
from assistant.assistant import Assistant
from corpus.fidelity import RAW
from corpus.split import indexed_text
from evals.outcome import Outcome
from evals.questions import Item
from evals.run import run_system
from evals.system import Cited, FoundPassage, Said, SystemReply
from indexing.embed import Embedder
from indexing.keyword import KeywordIndex, tokens

_WINDOW, _OVERLAP = 1000, 200
_FOUND = 10
# Passages quoted as the answer: the tutorials' four windows; of our own passages two, which is what an answer may
# be long.
_QUOTED_STOCK, _QUOTED = 4, 2
RIVALS = ("stock", "stock-refusing", "stock-raw", "bm25", "dense")

# A query -> the best ten passages, best first, each with a score that is higher for a better one.
Search = Callable[[str], list[tuple[FoundPassage, float]]]


@dataclass(frozen=True)
class Rival:
    """Answers with its best passages, as many as `quoted`, unless the best one's score is under `threshold`."""

    name: str
    search: Search
    quoted: int
    threshold: float = -np.inf

    def answer(self, question: str, history: Sequence[Turn]) -> SystemReply:
        """Reply to a question, searched for together with those before it."""
        query = " ".join([*(turn.question for turn in history), question])
        started = time.perf_counter()
        scored = self.search(query)
        milliseconds = (time.perf_counter() - started) * 1000
        found = tuple(passage for passage, _ in scored)
        confidence = scored[0][1] if scored else 0.0
        quoted = found[: self.quoted] if confidence >= self.threshold else ()
        return SystemReply(
            status="answered" if quoted else "not_found",
            text="\n\n".join(passage.text for passage in quoted),
            query=query,
            passages=found,
            citations=tuple(Cited(passage.document, passage.text) for passage in quoted),
            statements=tuple(Said(passage.text, verbatim=True, documents=(passage.document,)) for passage in quoted),
            confidence=confidence,
            milliseconds=milliseconds,
        )


class _Vectors(Embeddings):
    """Our embedding model as LangChain takes it."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [list(map(float, vector)) for vector in self._embedder.encode(texts)]

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


def windows(texts: Mapping[str, str]) -> list[FoundPassage]:
    """LangChain's windows of each text, in order; the texts come by document id."""
    splitter = RecursiveCharacterTextSplitter(chunk_size=_WINDOW, chunk_overlap=_OVERLAP)
    return [
        FoundPassage(document, f"window {number}", window)
        for document, text in texts.items()
        for number, window in enumerate(splitter.split_text(text), start=1)
    ]


def by_vectors(passages: Sequence[FoundPassage], texts: Sequence[str], embedder: Embedder) -> Search:
    """Search by vectors alone, in a Chroma collection in memory; `texts` are what is embedded of each passage."""
    store = Chroma(
        collection_name=f"rival-{uuid4().hex}",
        embedding_function=_Vectors(embedder),
        client_settings=Settings(anonymized_telemetry=False),
        collection_configuration={"hnsw": {"space": "cosine"}},
    )
    store.add_texts(list(texts), ids=[str(number) for number in range(len(texts))])

    def search(query: str) -> list[tuple[FoundPassage, float]]:
        found = store.similarity_search_with_score(query, k=_FOUND)
        return [(passages[int(document.id or 0)], 1 - distance) for document, distance in found]

    return search


def by_words(passages: Sequence[FoundPassage], texts: Sequence[str]) -> Search:
    """Search by BM25 alone; `texts` are what is indexed of each passage."""
    index = KeywordIndex.build(texts)

    def search(query: str) -> list[tuple[FoundPassage, float]]:
        scores = index.scores(tokens(query))
        best = np.argsort(-scores, kind="stable")[:_FOUND]
        return [(passages[number], float(scores[number])) for number in best if scores[number] > 0]

    return search


def make_rivals(names: Collection[str], assistant: Assistant, embedder: Embedder, dev: Sequence[Item]) -> list[Rival]:
    """The rivals of these names over the documents that an assistant answers from.

    `dev` are the questions on which the threshold of "stock-refusing" is chosen.
    """
    documents = assistant.searcher.documents
    curated = {id_: document.body for id_, document in documents.items()}
    rivals = []
    if {"stock", "stock-refusing"} & set(names):
        stock = Rival("stock", _by_windows(curated, embedder), _QUOTED_STOCK)
        rivals.append(stock)
        if "stock-refusing" in names:
            threshold = best_threshold(run_system(stock, dev, curated))
            rivals.append(replace(stock, name="stock-refusing", threshold=threshold))
    if "stock-raw" in names:
        raw = {id_: (RAW / document.raw).read_text(encoding="utf-8") for id_, document in documents.items()}
        rivals.append(Rival("stock-raw", _by_windows(raw, embedder), _QUOTED_STOCK))
    passages = [FoundPassage(passage.document, passage.anchor, passage.text) for passage in assistant.searcher.passages]
    texts = [indexed_text(passage) for passage in assistant.searcher.passages]
    if "bm25" in names:
        rivals.append(Rival("bm25", by_words(passages, texts), _QUOTED))
    if "dense" in names:
        rivals.append(Rival("dense", by_vectors(passages, texts, embedder), _QUOTED))
    return [rival for rival in rivals if rival.name in names]


def _by_windows(texts: Mapping[str, str], embedder: Embedder) -> Search:
    cut = windows(texts)
    return by_vectors(cut, [window.text for window in cut], embedder)


def best_threshold(outcomes: Sequence[Outcome]) -> float:
    """The confidence from which to answer, for the best balanced accuracy: the mean of answered and rightly refused."""
    confidence = np.array([outcome.confidence for outcome in outcomes])
    answerable = np.array([outcome.answerable for outcome in outcomes])

    def accuracy(threshold: float) -> float:
        answered = confidence >= threshold
        return float(answered[answerable].mean() - answered[~answerable].mean())

    candidates: list[float] = confidence.tolist()
    return max(candidates, key=accuracy)
