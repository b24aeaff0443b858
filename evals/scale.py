"""The search of a large library measured: what it finds, how fast, in how much memory; `python -m evals.scale`.

`TEXTS QUESTIONS WORK` are a folder of plain text files, paragraphs apart by a blank line, and a
file of questions, one JSON object with a "text" a line, and a folder to work in. Each file becomes documents, and each
two of its sentences a passage, so that a passage has three vectors; those of the general model are left out, which
takes six times as long. The library grows from one size to the next, and a run that was interrupted goes on.
"""

import argparse
import hashlib
import json
import multiprocessing
import os
import re
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from corpus.sentences import sentence_spans
from evals.bench import percentile
from indexing.embed import ADAPTED, Embedder, bundled_folder
from indexing.learnt.export import export_models
from indexing.query import Query
from indexing.search import Hit, Searcher
from indexing.stored.build import build_index
from indexing.stored.models import open_embedder
from indexing.stored.opening import open_index

# What the model is called here, so that no cross-encoder is opened beside it.
_NAME = "scale"
T = TypeVar("T")
SIZES = (1_000, 10_000, 100_000)
# Paragraphs with fewer characters are headings and the like.
_SHORTEST = 40
# The most passages of a document: public corpora have whole books in one file.
_OF_DOCUMENT = 40
_FOUND, _WARM = 10, 5
_HEAD = """\
| passages | recall of the first ten | search, p50 | p95 | all compared, p50 | memory | opening | adding one document |
| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
"""
_DOCUMENT = """---
{{id: {id}, title: {title}, publisher: null, author: null, published: null, period: null, kind: null, url: null,
  rights: null, status: current, currency: [], raw: {id}.txt, sha256: "{digest}"}}
---

{body}
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where library, index and models are, and the address of the Chroma server, if any."""

    work: Path
    server: str = ""

    @property
    def library(self) -> Path:
        """The folder of the documents."""
        return self.work / "library"

    @property
    def index(self) -> Path:
        """The folder of the index."""
        return self.work / "index"

    def embedder(self, threads: int = 1) -> Embedder:
        """The embedding model as a laptop runs it."""
        export_models(self.work, bundled_folder())
        embedder = open_embedder(self.work, ADAPTED, threads)
        embedder.name = _NAME
        return embedder

    def build(self, embedder: Embedder) -> int:
        """Bring the index up to date with the documents; the number of passages."""
        return build_index(self.index, embedder, None, self.library, server=self.server)

    def open(self) -> Searcher:
        """The index as it is answered from."""
        models = self.embedder(), None
        return open_index(self.index, _NAME, None, self.library, models, self.server)


@dataclass(frozen=True, slots=True)
class Searched:
    """What a process that opens an index and searches it measured: milliseconds, but for `opening`, in seconds.

    `recall` is the share of the first ten passages of the exact search that are among the first ten.
    """

    recall: float
    p50: float
    p95: float
    exact: float
    opening: float
    gigabytes: float


def main() -> None:
    """Measure each size and print a line of the table for it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--server", default="", help="address of a Chroma server, if the vectors are to be on one")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    given = parser.parse_args()
    place = Place(given.work, given.server)
    questions = [json.loads(line)["text"] for line in given.questions.read_text(encoding="utf-8").splitlines()]
    sys.stdout.write(_HEAD)
    for row in measure(place, documents_of(given.texts), questions, given.sizes):
        sys.stdout.write(row)
        sys.stdout.flush()


def measure(
    place: Place, documents: Iterator[tuple[str, list[str]]], questions: Sequence[str], sizes: Sequence[int]
) -> Iterator[str]:
    """The lines of the table, each as soon as it is measured."""
    embedder, written = place.embedder(os.cpu_count() or 1), 0
    for size in sizes:
        while written < size:
            written += write_document(place.library, *next(documents))
        passages = place.build(embedder)
        # In a process of its own, whose memory is that of the search alone.
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as other:
            found = other.submit(searched, place, questions).result()
        written += write_document(place.library, *next(documents))
        adding, _ = _timed(partial(place.build, embedder))
        yield (
            f"| {passages:,} | {found.recall:.3f} | {found.p50:.0f} ms | {found.p95:.0f} ms | {found.exact:.0f} ms | "
            f"{found.gigabytes:.2f} GB | {found.opening:.0f} s | {adding:.1f} s |\n"
        )


def documents_of(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """The title and the passages of each document, in the order of the files."""
    for path in sorted(folder.rglob("*.txt")):
        passages: list[str] = []
        for paragraph in path.read_text(encoding="utf-8").split("\n\n"):
            text = " ".join(paragraph.split())
            if len(text) >= _SHORTEST:
                spans = sentence_spans(text)
                passages += [text[spans[n][0] : spans[n : n + 2][-1][1]] for n in range(0, len(spans), 2)]
        for first in range(0, len(passages), _OF_DOCUMENT):
            yield f"{path.stem} {first}", passages[first : first + _OF_DOCUMENT]


def write_document(library: Path, title: str, passages: Sequence[str]) -> int:
    """Put a document into a library, each passage below a heading of its own; the number of passages."""
    id_ = "-".join(re.findall(r"[a-z0-9]+", title.lower()))
    body = "\n\n".join(f"# {id_}\n\n{_plain(passage)}" for passage in passages)
    digest = hashlib.sha256(body.encode()).hexdigest()
    (library / id_).mkdir(parents=True, exist_ok=True)
    whole = _DOCUMENT.format(id=id_, title=json.dumps(title), digest=digest, body=body)
    (library / id_ / "document.md").write_text(whole, encoding="utf-8")
    return len(passages)


def _plain(text: str) -> str:
    """The same words, none of which Markdown takes for a mark."""
    return re.sub(r"[^\w\s.,;:?!()%£$’'\"/-]", " ", text).strip(" -.:/").replace("  ", " ")


def searched(place: Place, questions: Sequence[str]) -> Searched:
    """Open an index and search it for each question: as it is searched, and then with all passages compared."""
    opening, searcher = _timed(place.open)
    times, hits = _search_all(searcher, questions)
    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e9
    exact_times, exact = _search_all(searcher.exact(), questions)
    shares = [len(set(some) & set(all_)) / len(all_) for some, all_ in zip(hits, exact, strict=True)]
    return Searched(
        sum(shares) / len(shares), percentile(times, 0.5), percentile(times, 0.95), percentile(exact_times, 0.5),
        opening, highest,
    )  # fmt: skip


def _search_all(searcher: Searcher, questions: Sequence[str]) -> tuple[list[float], list[list[str]]]:
    """The milliseconds of each search, without embedding the question, and what was found."""
    for question in questions[:_WARM]:
        searcher.search(question)
    vectors = [searcher.embed([Query(question)]) for question in questions]
    found = [
        _timed(partial(searcher.search, question, _FOUND, vectors=some))
        for question, some in zip(questions, vectors, strict=True)
    ]
    return [1000 * seconds for seconds, _ in found], [[_name(hit) for hit in result.hits] for _, result in found]


def _name(hit: Hit) -> str:
    return f"{hit.passage.document} {hit.passage.anchor}"


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    started = time.perf_counter()
    done = work()
    return time.perf_counter() - started, done


if __name__ == "__main__":
    main()
