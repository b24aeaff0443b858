"""Whether the passages found answer the question, or the honest thing is to say that they do not."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from indexing.keyword import tokens
from indexing.search import Hit, Searcher

Verdict = Literal["answered", "not_found", "out_of_scope"]

# First values, set by hand on the examples; the evaluation suite replaces them.
_ENOUGH = 0.55
_IN_SCOPE = 0.25


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was weighed: how near the best sentence is, and how much of the question the best passage covers."""

    verdict: Verdict
    nearness: float
    coverage: float


def judge(query: str, hits: Sequence[Hit], searcher: Searcher) -> Judgement:
    """Weigh the best hits for a query."""
    if not hits:
        return Judgement("out_of_scope", 0.0, 0.0)
    best = hits[0]
    nearness = max(best.sentences)
    coverage = _coverage(query, best, searcher)
    weight = 0.6 * nearness + 0.4 * coverage
    if weight >= _ENOUGH - 0.15:
        return Judgement("answered", nearness, coverage)
    return Judgement("not_found" if weight >= _IN_SCOPE else "out_of_scope", nearness, coverage)


def _coverage(query: str, hit: Hit, searcher: Searcher) -> float:
    """Share of the query's words, rare ones counting more, that the passage or its headings hold."""
    words = set(tokens(query))
    passage = hit.passage
    held = set(tokens("\n".join((*passage.section, passage.context, passage.text))))
    total = sum(searcher.rarity(word) for word in words)
    return sum(searcher.rarity(word) for word in words & held) / total if total else 0.0
