"""GOV.UK pages with real questions -> how often the right page and section are found, and what is refused."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.settings import load_settings
from evals.public.beir import (
    MeasureFigures,
    Rankings,
    Scorer,
    figures_table,
    make_scorers,
    mean_figure,
    measure,
    rank,
    shown,
)
from evals.public.collection import Collection, read_collection, read_lines
from evals.public.pages import page_id, write_documents
from indexing.embed import BUNDLED, SentenceEmbedder
from indexing.keyword import KeywordIndex, tokens
from indexing.stored.build import build_index
from indexing.stored.manifest import is_current
from indexing.stored.opening import open_index

OUT_OF_CORPUS = "refusal_out_of_corpus_300.jsonl"
# The fields of a question that are searched for: the question after the person's situation, and the question alone.
ASKED = {"scenario and question": ("scenario", "question"), "question alone": ("question",)}
# The confidences at which the curve of answers against refusals is computed.
STEPS = tuple(step / 20 for step in range(21))
_PAGE = {"page hit@1": "Success@1"}
_SECTION = {"section R@5": "R@5"}


@dataclass(frozen=True, slots=True)
class PageReply:
    """What the assistant did with one question; `on_page` says whether it cites the page that holds the answer."""

    answered: bool
    confidence: float
    on_page: bool


def run_guidance(folder: Path, cache: Path | None = None) -> dict[str, Any]:
    """Measure how well each part of the search finds, and how well the whole assistant answers and refuses.

    Vectors and the index of the pages are kept in the folder `cache`, where there is one. Raises BenchmarkError for a
    folder that is not as it should be.
    """
    collection = read_collection(folder, more=(("file",), ("file", "question", "scenario")))
    outside = read_lines(folder / OUT_OF_CORPUS, ("_id", "question", "scenario"))
    finding = _finding(collection, make_scorers(collection, SentenceEmbedder(BUNDLED), cache))
    with tempfile.TemporaryDirectory() as temporary:
        assistant = open_pages(folder / "pages", cache or Path(temporary))
        whole = {
            name: _whole([collection.queries[query] for query in collection.judgements], outside, fields, assistant)
            for name, fields in ASKED.items()
        }
    return {
        "folder": folder.name,
        "sections": len(collection.documents),
        "answerable": len(collection.judgements),
        "out_of_corpus": len(outside),
        "finding": finding,
        "assistant": whole,
    }


def guidance_table(result: Mapping[str, Any]) -> str:
    """The figures of `run_guidance` as tables in plain text, with the curve."""
    head = f"{result['folder']}: {result['sections']:,} sections, {result['answerable']} answerable questions"
    parts = [f"{head}, {result['out_of_corpus']} whose page is not there"]
    for name, figures in result["finding"].items():
        parts += [f"\nFinding, {name}", figures_table(figures)]
    for name, whole in result["assistant"].items():
        parts += [
            f"\nThe assistant, {name}, at our threshold",
            f"  answered of the answerable      {shown(whole['answered'])}",
            f"  cites the page with the answer  {shown(whole['answered_on_page'])}",
            f"  refused of those without a page {shown(whole['refused'])}",
            "  confidence   answered    refused",
            *(f"  {p['confidence']:>10.2f} {p['answered']:>10.3f} {p['refused']:>10.3f}" for p in whole["curve"]),
        ]
    return "\n".join(parts)


def _finding(collection: Collection, scorers: Mapping[str, Scorer]) -> dict[str, dict[str, MeasureFigures]]:
    """By fields searched for and by part: how often the best section is on the right page, and right sections found.

    The published figure for pages comes from a search over whole pages, so the last part is that search.
    """
    pages = _by_page(collection)
    words = KeywordIndex.build(pages.texts)
    finding: dict[str, dict[str, MeasureFigures]] = {}
    for name, fields in ASKED.items():
        field = "text" if len(fields) > 1 else fields[0]
        finding[name] = {part: _found(rank(collection, scorer, field), collection) for part, scorer in scorers.items()}
        rankings = rank(pages, lambda query: words.scores(tokens(query)), field)
        finding[name]["bm25, whole pages"] = measure(rankings, pages.judgements, _PAGE)
    return finding


def _found(rankings: Rankings, collection: Collection) -> MeasureFigures:
    pages = {query: _page_scores(found, collection) for query, found in rankings.items()}
    return measure(pages, _by_page(collection).judgements, _PAGE) | measure(rankings, collection.judgements, _SECTION)


def _page_scores(found: Mapping[str, float], collection: Collection) -> dict[str, float]:
    """The ranking of pages that a ranking of sections amounts to: a page has the score of its best section."""
    scores: dict[str, float] = {}
    for section, score in found.items():
        scores.setdefault(collection.documents[section]["file"], score)
    return scores


def _by_page(collection: Collection) -> Collection:
    """The collection with whole pages in place of their sections."""
    pages: dict[str, dict[str, Any]] = {}
    for section in collection.documents.values():
        page = pages.setdefault(section["file"], {"title": section.get("title", ""), "text": ""})
        page["text"] += f"{section['text']}\n"
    judgements = {query: {collection.queries[query]["file"]: 1} for query in collection.judgements}
    return Collection(pages, collection.queries, judgements)


def _whole(
    answerable: Sequence[Mapping[str, Any]],
    outside: Mapping[str, Mapping[str, Any]],
    fields: Sequence[str],
    assistant: Assistant,
) -> dict[str, Any]:
    inside_replies = [_ask(line, fields, assistant) for line in answerable]
    outside_replies = [_ask(line, fields, assistant) for line in outside.values()]
    return {
        "answered": mean_figure([reply.answered for reply in inside_replies]),
        "answered_on_page": mean_figure([reply.answered and reply.on_page for reply in inside_replies]),
        "refused": mean_figure([not reply.answered for reply in outside_replies]),
        "curve": [
            {
                "confidence": step,
                "answered": float(np.mean([reply.confidence >= step for reply in inside_replies])),
                "refused": float(np.mean([reply.confidence < step for reply in outside_replies])),
            }
            for step in STEPS
        ],
    }


def _ask(line: Mapping[str, Any], fields: Sequence[str], assistant: Assistant) -> PageReply:
    answer = assistant.ask(" ".join(line[field] for field in fields))
    confidence = answer.judgement.confidence if answer.judgement else 0.0
    return PageReply(bool(answer.statements), confidence, _cites(answer, line.get("file", "")))


def _cites(answer: Answer, file: str) -> bool:
    return any(citation.document == page_id(Path(file).stem) for citation in answer.citations)


def open_pages(pages: Path, cache: Path) -> Assistant:
    """An assistant whose library is the folder of pages; its documents and index are kept in `cache`.

    It uses the embedding model as published, since what was learnt from our own catalogue is of no use there.
    """
    settings = load_settings()
    documents, index = cache / "pages", cache / "pages-index"
    write_documents(pages, documents)
    if not is_current(index, BUNDLED, documents):
        build_index(index, SentenceEmbedder(BUNDLED), documents)
    return Assistant(open_index(index, BUNDLED, documents), settings)
