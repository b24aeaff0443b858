"""A question as it may be understood -> the passages found for it and its parts, and whether they answer it."""

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.judge import Judgement, judge
from assistant.question.more import unseen
from assistant.question.named import named_in
from assistant.question.parts import parts_of
from assistant.quoting.choose import Rated, rate
from indexing.embed import Vectors
from indexing.learnt.cross_encoder import PairOdds
from indexing.query import Query
from indexing.rerank import preferred, reordered
from indexing.search import Hit, Searcher

# The verdicts on a part of a question that the library says something on.
SAID = ("answered", "touched")


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What was found for a query, its sentences rated, and the cross-encoder's odds for it, None without one."""

    rated: Rated
    odds: PairOdds | None

    @property
    def query(self) -> Query:
        """What was searched for."""
        return self.rated.result.query

    @property
    def hits(self) -> tuple[Hit, ...]:
        """What was found, best first."""
        return self.rated.result.hits


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """What was found for a question and for each of its parts, by their words, with the judgements of them.

    `doubtful` is what was found where the question is understood otherwise; `vector` is that of the whole query's text,
    and `searched` is when all was found.
    """

    whole: Found
    judgement: Judgement
    parts: Mapping[str, Found]
    judgements: Mapping[str, Judgement]
    doubtful: Sequence[Found]
    vector: Vectors
    searched: float

    @property
    def lacking(self) -> list[str]:
        """The words of the parts that the library says nothing on."""
        return [words for words, part in self.judgements.items() if part.verdict not in SAID]


@dataclass(frozen=True, slots=True, eq=False)
class Finder:
    """Finds in a library, within what one visitor asked for.

    `count` is how many passages are found for a query; an empty collection of `documents` or `voices`, or None, stands
    for all. `shown` are the words shown before, which are not found again.
    """

    searcher: Searcher
    count: int
    documents: Collection[str] | None
    voices: Collection[str] | None
    shown: Sequence[str]

    def judged(self, options: Sequence[Query], vectors: Mapping[str, Vectors]) -> Judged:
        """What is found in the documents that a question names, if they say something on it; else in all.

        `options` are the ways to understand the question, of which the one that finds more counts. `vectors` are those
        of texts that have one already.
        """
        held = self.searcher.documents.items()
        names = {
            query: named_in(query.text, [one for id_, one in held if not self.documents or id_ in self.documents])
            for query in options
        }
        if named := {id_ for name in names.values() if name for id_ in name.documents}:
            unnamed = [replace(query, text=name.text) if name else query for query, name in names.items()]
            found = replace(self, documents=named)._judged(unnamed, vectors)
            if found.judgement.verdict in SAID:
                return found
        return self._judged(options, vectors)

    def in_order(self, found: Found, alone: Sequence[Hit], *, read: bool = True) -> Found:
        """What was found, with the hits that alone answer first; if it is `read`, that puts the first hits in order."""
        result = reordered(preferred(found.rated.result, alone), found.odds if read else None)
        return found if result.hits == found.hits else replace(found, rated=rate(result, self.searcher))

    def _judged(self, options: Sequence[Query], vectors: Mapping[str, Vectors]) -> Judged:
        # What a follow-up leans on was answered before, so only a question that stands alone is taken apart.
        parts_by = {query: [] if query.own else parts_of(query.text, self.searcher.names) for query in options}
        asked = [*options, *(Query(part.query) for parts in parts_by.values() for part in parts)]
        vectors = self.searcher.embed(asked, vectors)
        whole, *doubtful = sorted((self._find(query, vectors) for query in options), key=lambda one: -one.rated.best)
        parts = {part.words: self._find(Query(part.query), vectors) for part in parts_by[whole.query]}
        searched = time.perf_counter()
        judgements = {words: self._judge(part) for words, part in parts.items()}
        judgement = _for_all(self._judge(whole), list(judgements.values()))
        return Judged(whole, judgement, parts, judgements, doubtful, vectors[whole.query.text], searched)

    def _find(self, query: Query, vectors: Mapping[str, Vectors]) -> Found:
        result = self.searcher.search(query, self.count, self.documents, self.voices, vectors)
        encoder = self.searcher.cross_encoder
        odds = PairOdds(encoder, query.text) if encoder else None
        return Found(rate(unseen(result, self.shown), self.searcher), odds)

    def _judge(self, found: Found) -> Judgement:
        return judge(found.rated.result, self.searcher, found.odds)


def _for_all(whole: Judgement, parts: Sequence[Judgement]) -> Judgement:
    """The judgement of a question; where it is not answered as a whole, that of its best part, if that one is."""
    answered = [part for part in parts if part.verdict == "answered"]
    if whole.verdict in ("answered", "out_of_scope") or not answered:
        return whole
    return max(answered, key=lambda part: part.confidence)
