"""Which sentences of the passages found answer a question: each gets a score."""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from math import inf

from corpus.document import Document
from indexing.keyword import token_set, tokens
from indexing.learnt.weights import Quoting, fitted_weights
from indexing.search import Hit, Searcher, SearchResult

# Greetings and signatures of letters say nothing; documents name those of their own besides.
_COURTESIES = ("kind regards", "best wishes", "many thanks", "regards", "dear", "hi", "hello", "thanks")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A hit with, for each of its sentences, its score and the query's words that it holds; `direct` is to be quoted.

    Scores are log odds but for a constant: of two sentences of one search, the one that scores more by the logarithm of
    two is twice as likely to answer. What says nothing scores minus infinity.
    """

    hit: Hit
    scores: tuple[float, ...]
    held: tuple[frozenset[str], ...]
    direct: int

    @property
    def best(self) -> float:
        """The score of the sentence to quote."""
        return self.scores[self.direct]


@dataclass(frozen=True, slots=True, eq=False)
class Rated:
    """What was found for a query or a part of it, its sentences rated: candidates in the order of the hits.

    `words` are those of the query, each with its share of all, rare ones counting more; the shares add up to one.
    `weights` are what they are rated by.
    """

    result: SearchResult
    candidates: tuple[Candidate, ...]
    words: Mapping[str, float]
    weights: Quoting

    @property
    def best(self) -> float:
        """The score of the best passage's best sentence, 0 where nothing was found."""
        return self.candidates[0].best if self.candidates else 0.0


def rate(result: SearchResult, searcher: Searcher, weights: Quoting | None = None) -> Rated:
    """The hits in their order, with their sentences' scores by these weights, or by those in force."""
    weights = weights or fitted_weights().quoting
    rarity = {word: searcher.rarity(word) for word in tokens(result.query.text)}
    words = {word: rarity[word] / sum(rarity.values()) for word in rarity}
    candidates = []
    for hit in result.hits:
        courtesy = _courtesy(searcher.documents[hit.passage.document])
        sentences = hit.passage.sentences
        held = [words.keys() & (token_set(sentence.lead) | token_set(sentence.text)) for sentence in sentences]
        scores = [
            -inf if courtesy.match(sentence.text) else _score(weighed(hit, number, words, held[number]), weights)
            for number, sentence in enumerate(sentences)
        ]
        candidates.append(best_of(hit, scores, held))
    return Rated(result, tuple(candidates), words, weights)


def best_of(hit: Hit, scores: Sequence[float], held: Sequence[Set[str]]) -> Candidate:
    """The hit with its best sentence as the one to quote."""
    best = max(range(len(scores)), key=scores.__getitem__)
    return Candidate(hit, tuple(scores), tuple(map(frozenset, held)), best)


def weighed(hit: Hit, number: int, words: Mapping[str, float], held: Set[str]) -> dict[str, float]:
    """What a sentence that holds these words of the query is weighed by, by the name of the weight."""
    return {"near": hit.near[number], "words": sum(words[word] for word in held), "passage": hit.score}


def _score(values: Mapping[str, float], weights: Quoting) -> float:
    return sum(value * float(getattr(weights, name)) for name, value in values.items())


def _courtesy(document: Document) -> re.Pattern[str]:
    """What a greeting or signature begins with, which little follows."""
    words = "|".join(re.escape(courtesy) for courtesy in (*document.courtesies, *_COURTESIES))
    return re.compile(rf"({words})\b.{{0,25}}$", re.IGNORECASE)
