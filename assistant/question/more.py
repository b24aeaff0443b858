"""A turn that asks for more ("what else?", "any examples?") -> what was found without what was shown before."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Turn
from assistant.question.manners import asks_nothing
from indexing.keyword import STOPWORDS
from indexing.search import Hit, SearchResult

# Words that ask for what was not said yet.
_MORE = {"more", "else", "other", "others", "another", "further", "additional", "rest", "continue"}
# Words that ask for some of many, where a turn holds no others.
_SOME = {"example", "examples", "case", "cases", "study", "studies", "go"}


def shown_before(question: str, history: Sequence[Turn]) -> tuple[str, ...]:
    """The answers with what was quoted before, exact to the letter, where a turn asks for more; else nothing."""
    words = set(re.findall(r"\w+", question.lower()))
    asks_for_more = not words.isdisjoint(_MORE) or (words <= STOPWORDS | _SOME and not words.isdisjoint(_SOME))
    return tuple(turn.answer for turn in history) if asks_for_more or asks_nothing(question) else ()


def unseen(result: SearchResult, shown: Sequence[str]) -> SearchResult:
    """The result without the passages that were shown whole; as it was where none would be left."""
    if not shown or not any(_is_new(hit, shown) for hit in result.hits):
        return result
    hits, catalogued, uncatalogued = (
        tuple(hit for hit in hits if _is_new(hit, shown))
        for hits in (result.hits, result.catalogued, result.uncatalogued)
    )
    return replace(result, hits=hits, catalogued=catalogued, uncatalogued=uncatalogued)


def alternating(first: Sequence[Hit], second: Sequence[Hit]) -> tuple[Hit, ...]:
    """The hits of two readings in turn, each passage once, as many as the first has; scores stay with places."""
    both: dict[tuple[str, str], Hit] = {}
    for hit in (hit for pair in zip(first, second, strict=False) for hit in pair):
        both.setdefault((hit.passage.document, hit.passage.anchor), hit)
    scores = sorted((hit.score for hit in both.values()), reverse=True)
    placed = (replace(hit, score=score) for hit, score in zip(both.values(), scores, strict=True))
    return tuple(placed)[: len(first)]


def _is_new(hit: Hit, shown: Sequence[str]) -> bool:
    return any(not any(sentence.text in text for text in shown) for sentence in hit.passage.sentences)
