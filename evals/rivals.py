"""The systems that Evenhand is measured against; langchain-chroma and the text splitter are confined to this file.

Each rival answers with the text of its best passages. The stock ones do what LangChain's own tutorials do: windows of
1,000 characters with an overlap of 200, the same embedding model, Chroma, and the best four windows; over the curated
texts, or over the texts as received ("stock-raw"). They refuse nothing, and nor do "bm25" (words alone) and "dense"
(vectors alone), which search our own passages. "stock-refusing" adds the only refusal that such a program has: a
threshold on the cosine of the best window, which each run chooses anew on the `dev` questions.

A rival searches for a follow-up together with all the questions before it. On `dev`, the follow-up alone finds the
answer among five passages for .30 to .37 of the later turns, with the one question before it for .70, and with all of
them for .70 to .81.
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
from corpus.document import Document
from corpus.errors import EvenhandError
from corpus.fidelity import RAW
from corpus.split import indexed_text
from evals.outcome import Outcome
from evals.questions import Item
from evals.run import run_system
from evals.system import FoundPassage, SystemCitation, SystemReply, SystemStatement
from indexing.embed import Embedder
from indexing.keyword import KeywordIndex, tokens

_WINDOW, _OVERLAP = 1000, 200
_FOUND = 10
# Passages quoted as the answer: four windows, as in the tutorials; two of our own passages, which are as long as an
# answer may be.
_QUOTED_STOCK, _QUOTED = 4, 2
RIVALS = ("stock", "stock-refusing", "stock-raw", "bm25", "dense")

# A query -> the best ten passages, best first, each with its score; higher is better.
SearchFunction = Callable[[str], list[tuple[FoundPassage, float]]]


class RivalError(EvenhandError):
    """A rival cannot run on this installation."""


@dataclass(frozen=True)
class Rival:
    """A system that answers with its `quoted` best passages, unless the score of the first is below `threshold`."""

    name: str
    search: SearchFunction
    quoted: int
    threshold: float = -np.inf

    def answer(self, question: str, history: Sequence[Turn]) -> SystemReply:
        """Reply to a question; it is searched for together with the questions before it."""
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
            citations=tuple(SystemCitation(passage.document, passage.text) for passage in quoted),
            statements=tuple(
                SystemStatement(passage.text, verbatim=True, documents=(passage.document,)) for passage in quoted
            ),
            confidence=confidence,
            milliseconds=milliseconds,
        )


class _Vectors(Embeddings):
    """Our embedding model, in the form that LangChain takes."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [list(map(float, vector)) for vector in self._embedder.encode(texts)]

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


def windows(texts: Mapping[str, str]) -> list[FoundPassage]:
    """Each text cut into windows by LangChain, in order; `texts` are by document id."""
    splitter = RecursiveCharacterTextSplitter(chunk_size=_WINDOW, chunk_overlap=_OVERLAP)
    return [
        FoundPassage(document, f"window {number}", window)
        for document, text in texts.items()
        for number, window in enumerate(splitter.split_text(text), start=1)
    ]


def by_vectors(passages: Sequence[FoundPassage], texts: Sequence[str], embedder: Embedder) -> SearchFunction:
    """Search by vectors alone, in a Chroma collection in memory; `texts` are what to embed for each passage."""
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


def by_words(passages: Sequence[FoundPassage], texts: Sequence[str]) -> SearchFunction:
    """Search by BM25 alone; `texts` are what to index for each passage."""
    index = KeywordIndex.build(texts)

    def search(query: str) -> list[tuple[FoundPassage, float]]:
        scores = index.scores(tokens(query))
        best = np.argsort(-scores, kind="stable")[:_FOUND]
        return [(passages[number], float(scores[number])) for number in best if scores[number] > 0]

    return search


def make_rivals(names: Collection[str], assistant: Assistant, embedder: Embedder, dev: Sequence[Item]) -> list[Rival]:
    """The rivals with these names, over the documents that an assistant answers from.

    `dev` are the questions on which to choose the threshold of "stock-refusing"; some must be answerable and some not.
    Raises RivalError when "stock-raw" lacks the texts as received.
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
        raw = {id_: _text_as_received(document) for id_, document in documents.items()}
        rivals.append(Rival("stock-raw", _by_windows(raw, embedder), _QUOTED_STOCK))
    passages = [FoundPassage(passage.document, passage.anchor, passage.text) for passage in assistant.searcher.passages]
    texts = [indexed_text(passage) for passage in assistant.searcher.passages]
    if "bm25" in names:
        rivals.append(Rival("bm25", by_words(passages, texts), _QUOTED))
    if "dense" in names:
        rivals.append(Rival("dense", by_vectors(passages, texts, embedder), _QUOTED))
    return [rival for rival in rivals if rival.name in names]


def _text_as_received(document: Document) -> str:
    path = RAW / document.raw
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise RivalError(
            f"'stock-raw' needs the text of '{document.id}' as received, and {path} cannot be read ({reason}); "
            "run it in a checkout, or choose another system."
        ) from error


def _by_windows(texts: Mapping[str, str], embedder: Embedder) -> SearchFunction:
    cut = windows(texts)
    return by_vectors(cut, [window.text for window in cut], embedder)


def best_threshold(outcomes: Sequence[Outcome]) -> float:
    """The confidence from which to answer that gives the best balanced accuracy.

    That is the mean of two shares: the answerable questions answered, and the unanswerable ones refused. There must be
    some of both.
    """
    confidence = np.array([outcome.confidence for outcome in outcomes])
    answerable = np.array([outcome.answerable for outcome in outcomes])

    def accuracy(threshold: float) -> float:
        answered = confidence >= threshold
        return float(answered[answerable].mean() - answered[~answerable].mean())

    candidates: list[float] = confidence.tolist()
    return max(candidates, key=accuracy)
