"""Chooses the cut of excerpts, so that a long list is read rather than a passage missed, and nonsense gets none."""

import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import product
from typing import Any

import numpy as np

from assistant.assistant import Assistant
from assistant.excerpts.relevance import rate
from corpus.document import Passage
from evals.fit.turns import Sets
from evals.metrics import match_passages
from evals.questions import ItemTurn
from evals.system import FoundPassage
from indexing.learnt.weights import Cut, fitted_weights
from indexing.search import SearchResult

# Kinds of questions with many gold passages, and one on another world, where every excerpt is one too many.
_TOPICS, _NONSENSE = ("topic", "several"), "out-of-domain"
# Of nonsense this share gets none; and recall within this of the best is as good, so that the shortest lists win.
_SILENT, _AS_GOOD = 0.95, 0.02

_Searched = Sequence[tuple[ItemTurn, SearchResult]]


@dataclass(frozen=True, slots=True)
class _Figures:
    """Mean recall of gold and mean number of excerpts over topics, and the share of nonsense that gets none."""

    recall: float
    excerpts: float
    silent: float


def fit_excerpts(sets: Sets, assistant: Assistant) -> dict[str, dict[str, Any]]:
    """The cut with the shortest lists among those that find about as much as any and are silent about nonsense."""
    topics, nonsense = (_searched(sets, kinds, assistant) for kinds in (_TOPICS, (_NONSENSE,)))
    grid = [Cut(*cut) for cut in product((1.0, 1.25, 1.5), (0.4,), (0.9, 1.0, 1.1, 1.2), (0.2, 0.4, 0.8))]
    tried = {cut: _figures(cut, topics, nonsense) for cut in [fitted_weights().excerpts, *grid]}
    for cut, figures in tried.items():
        sys.stdout.write(f"{cut}: {figures}\n")
    silent = [cut for cut in grid if tried[cut].silent >= _SILENT] or grid
    best = max(tried[cut].recall for cut in silent)
    good = [cut for cut in silent if tried[cut].recall >= best - _AS_GOOD]
    chosen = min(good, key=lambda cut: tried[cut].excerpts)
    sys.stdout.write(f"chosen: {chosen}\n")
    return {"excerpts": asdict(chosen)}


def _searched(sets: Sets, kinds: Sequence[str], assistant: Assistant) -> _Searched:
    searcher = assistant.searcher
    turns = [item.turns[0] for items in sets.values() for item in items if item.kind in kinds]
    spelt = [searcher.spelt(turn.question) for turn in turns]
    count = len(searcher.passages)
    return [(turn, searcher.search(query, count)) for turn, query in zip(turns, spelt, strict=True)]


def _figures(cut: Cut, topics: _Searched, nonsense: _Searched) -> _Figures:
    found = [_about(result, cut) for _, result in topics]
    recalls = [_recall(turn, passages) for (turn, _), passages in zip(topics, found, strict=True)]
    silent = [not _about(result, cut) for _, result in nonsense]
    return _Figures(
        float(np.mean(recalls)), float(np.mean([len(passages) for passages in found])), float(np.mean(silent))
    )


def _about(result: SearchResult, cut: Cut) -> list[Passage]:
    return [one.passage for one in rate(result.hits, cut) if one.about]


def _recall(turn: ItemTurn, found: Sequence[Passage]) -> float:
    passages = match_passages(turn, [FoundPassage(one.document, one.anchor, one.text) for one in found])
    return len({number for passage in passages for number in passage.gold}) / len(turn.gold)
