"""Folders in BEIR format -> how well each part of our search ranks them, to compare with published figures."""

import hashlib
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from ir_measures import Qrel, ScoredDoc, iter_calc, parse_measure
from numpy.typing import NDArray
from tqdm import tqdm

from corpus.sentences import sentence_spans
from evals.intervals import resamples
from evals.outcome import Figure
from evals.public.collection import BenchmarkError, Collection, read_collection
from indexing.embed import BUNDLED, Embedder, SentenceEmbedder, Vectors
from indexing.keyword import KeywordIndex, tokens
from indexing.rank import Ranker

# Our names for the measures, and those of ir_measures.
MEASURES = {"nDCG@10": "nDCG@10", "R@10": "R@10", "RR@10": "RR@10", "hit@1": "Success@1"}
# Documents kept in a ranking; no measure here looks further than ten.
_DEPTH = 100
_BATCH = 512

# By query: the ids of documents with their scores, best first.
Rankings = dict[str, dict[str, float]]
Scorer = Callable[[str], NDArray[np.float32]]
# By measure: `value`, `low`, `high` and `turns` of a Figure.
MeasureFigures = dict[str, dict[str, float]]


def run_beir(folder: Path, cache: Path | None = None, split: str = "test") -> dict[str, Any]:
    """Rank every document for each judged query by words, by vectors and by both, and measure the rankings.

    Vectors are kept in the folder `cache`, where there is one. Raises BenchmarkError for a folder that is not in BEIR
    format.
    """
    collection = read_collection(folder, split)
    embedder = SentenceEmbedder(BUNDLED)
    scorers = make_scorers(collection, embedder, cache)
    return {
        "folder": folder.name,
        "split": split,
        "model": embedder.name,
        "documents": len(collection.documents),
        "queries": len(collection.judgements),
        "judgements": sum(len(judged) for judged in collection.judgements.values()),
        "figures": {
            part: measure(rank(collection, scorer), collection.judgements, MEASURES) for part, scorer in scorers.items()
        },
    }


def beir_table(result: Mapping[str, Any]) -> str:
    """The figures of `run_beir` as a table in plain text."""
    head = (
        f"{result['folder']}, split '{result['split']}': {result['documents']:,} documents, "
        f"{result['queries']:,} queries, {result['judgements']:,} judgements; {result['model']}"
    )
    return f"{head}\n\n{figures_table(result['figures'])}"


def figures_table(figures: Mapping[str, MeasureFigures]) -> str:
    """A line for each part of the search, a column for each measure."""
    names = list(next(iter(figures.values())))
    lines = [" ".join([f"{'':<18}", *(f"{name:>20}" for name in names)])]
    for part, row in figures.items():
        lines.append(" ".join([f"{part:<18}", *(f"{shown(row[name]):>20}" for name in names if name in row)]))
    return "\n".join(lines)


def shown(figure: Mapping[str, float]) -> str:
    """A figure with the ends of its interval."""
    return f"{figure['value']:.3f} [{figure['low']:.3f}, {figure['high']:.3f}]"


def make_scorers(collection: Collection, embedder: Embedder, cache: Path | None = None) -> dict[str, Scorer]:
    """For each part of the search, a function that scores every document of the collection for the text of a query."""
    texts = collection.texts
    owners, sentences = _sentences(collection)
    vectors = embed(texts + sentences, embedder, cache)
    of_texts, of_sentences = vectors[: len(texts)], vectors[len(texts) :]
    keywords = KeywordIndex.build(texts)
    ranker = Ranker(of_texts, (of_sentences, owners), keywords)
    return {
        "bm25": lambda query: keywords.scores(tokens(query)),
        "dense": lambda query: of_texts @ embedder.encode([query])[0],
        "fused": lambda query: ranker.rank(embedder.encode([query])[0], tokens(query)).fused,
    }


def _sentences(collection: Collection) -> tuple[NDArray[np.int64], list[str]]:
    """Every sentence after its document's title, as the index holds it, and the place of its document.

    Places come first: they say which document each of the sentences belongs to.
    """
    owners: list[int] = []
    sentences: list[str] = []
    for place, document in enumerate(collection.documents.values()):
        title = document.get("title", "")
        for line in document["text"].splitlines() or [""]:
            for start, end in sentence_spans(line) or [(0, 0)]:
                owners.append(place)
                sentences.append(f"{title} {line[start:end]}".strip())
    return np.array(owners), sentences


def embed(texts: list[str], embedder: Embedder, cache: Path | None = None) -> Vectors:
    """Unit vectors of the texts, in order; read from the folder `cache` if the same texts were embedded before.

    Raises BenchmarkError where the folder cannot be read or written.
    """
    if cache is None:
        return _embed(texts, embedder)
    digest = hashlib.sha256("\0".join([embedder.name, *texts]).encode()).hexdigest()
    path = cache / f"{digest[:32]}.npy"
    try:
        if path.exists():
            return np.asarray(np.load(path), dtype=np.float32)
        cache.mkdir(parents=True, exist_ok=True)
        vectors = _embed(texts, embedder)
        # The file gets its name once it is complete, so that no later run reads what an interrupted one left.
        part = path.with_suffix(".part.npy")
        np.save(part, vectors)
        part.replace(path)
    except (OSError, ValueError) as error:
        raise BenchmarkError(
            f"The vectors in {cache} cannot be read or written ({error}); name another folder."
        ) from error
    return vectors


def _embed(texts: list[str], embedder: Embedder) -> Vectors:
    order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
    batches = [[texts[place] for place in order[start : start + _BATCH]] for start in range(0, len(order), _BATCH)]
    bar = tqdm(batches, desc="vectors", unit="batch", file=sys.stderr, disable=not sys.stderr.isatty())
    vectors = np.concatenate([embedder.encode(batch) for batch in bar])
    vectors[order] = vectors.copy()
    return vectors


def rank(collection: Collection, scorer: Scorer, field: str = "text") -> Rankings:
    """The best documents for every judged query; `field` is the field of a query that is searched for."""
    ids = list(collection.documents)
    rankings: Rankings = {}
    for query in collection.judgements:
        scores = scorer(collection.queries[query][field])
        best = np.argsort(-scores, kind="stable")[:_DEPTH]
        rankings[query] = {ids[place]: float(scores[place]) for place in best if scores[place] > 0}
    return rankings


def measure(
    rankings: Rankings, judgements: Mapping[str, Mapping[str, int]], measures: Mapping[str, str]
) -> MeasureFigures:
    """The mean of each measure over the judged queries, with its interval; a query without a ranking counts as 0."""
    qrels = [Qrel(query, document, grade) for query, judged in judgements.items() for document, grade in judged.items()]
    scored = [
        ScoredDoc(query, document, score) for query, found in rankings.items() for document, score in found.items()
    ]
    wanted = {parse_measure(name): ours for ours, name in measures.items()}
    values = {ours: dict.fromkeys(judgements, 0.0) for ours in measures}
    for metric in iter_calc(list(wanted), qrels, scored) if scored else ():
        values[wanted[metric.measure]][metric.query_id] = float(metric.value)
    return {name: mean_figure(list(by_query.values())) for name, by_query in values.items()}


def mean_figure(values: Sequence[float]) -> dict[str, float]:
    """The mean of the values of all queries, with its 95 % bootstrap interval."""
    numbers = np.asarray(values, dtype=np.float64)
    low, high = np.percentile(numbers[resamples(len(numbers))].mean(axis=1), [2.5, 97.5])
    mean, low, high = (round(float(number), 4) for number in (numbers.mean(), low, high))
    return asdict(Figure(mean, low, high, turns=len(numbers)))
