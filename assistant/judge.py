"""Whether the passages found answer the question, or the honest thing is to say that they do not."""

import math
import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from typing import Literal

from indexing.keyword import token_set, tokens
from indexing.query import Query
from indexing.rerank import read
from indexing.search import Hit, Nearness, Searcher

Verdict = Literal["answered", "not_found", "out_of_scope"]

# Weights of what is weighed, in the order of Evidence, and the constant, which puts the confidence that is enough at
# one half: 3 % of the answerable questions of `dev` and the practice set lie below it (`python -m evals.fit refusal`).
_WEIGHTS = (9.27, 0.72, -0.78, -3.72, 0.0, 0.0, 0.0, 0.0)
_CONSTANT = -4.96
# Between these confidences it is in doubt whether there is an answer, and where there is a reader, it is asked: then
# these weights decide. The same command prints them, and what wider and narrower bounds would refuse and read: below
# the first hardly anything is answered; above the second it would refuse a few more, but be asked most of the time.
_DOUBT = (0.04, 0.96)
_READ_WEIGHTS = (7.41, -1.03, -2.56, -3.43, 0.0, 0.0, 0.51, 0.41)
_READ_CONSTANT = -1.13
# Not so much that it would be enough is read after the first words and question when it is as hopeless as this. Of the
# 125 questions of `dev` and the practice set that are read on, 12 then have enough, none of them from below .03, where
# 56 lie; no command prints that.
_HOPELESS = 0.03
# The same for a library without a catalogue, which has only the last two to go by: set by hand on the 271 answerable
# and 300 other questions about GOV.UK pages (`evenhand eval --beir`), so their figures are not held out.
_BARE_WEIGHTS = (0.0, 0.0, 0.0, 0.0, 6.0, 4.0, 0.0, 0.0)
_BARE_CONSTANT = -4.6
_ENOUGH = 0.5
# A question is about another world when nothing that the library answers is as near as the first, and either no
# passage scores as high as the second or this share of its words is unknown. Chosen by reading both sets: no
# answerable question of theirs is.
_OUTSIDE = (0.6, 0.85, 0.5)
# The same without a catalogue, where scores are lower: on the GOV.UK pages it takes 2 to 4 of 100 answerable questions.
_BARE_OUTSIDE = (0.5, 0.7, 1.0)
# A question is not answered, however the catalogue votes, when it is as far as this from all that the library answers.
# Chosen likewise.
_FAR = (0.54, 0.95, 1.0)
# A question rests on a known false premise when it is as near to one as this. Chosen by reading `dev`'s refusals.
_SAME_PREMISE = 0.7

# Orders to the assistant rather than questions to the library: they change nothing, so they are not answered.
_ORDERS = re.compile(
    r"\b(ignore|disregard|forget|override)\b.{0,40}\b(instructions?|rules?|prompts?|guidance|above|sources?|documents?)\b"
    r"|\b(system|hidden|initial) (prompt|instructions?|message)\b|\byour (prompt|instructions|rules)\b"
    r"|\b(pretend|act as|role-?play|you are now|jailbreak)\b"
    r"|\b(invent|make up|fabricate|fake)\b.{0,40}"
    r"\b(source|citation|reference|quote|quotation|passage|page|figure|statistic)s?\b"
    r"|\b(answer|reply|respond) (only|just) with\b|\b(developer|debug) mode\b|\bno restrictions\b"
    r"|\b(your )?own (general )?knowledge\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is weighed: higher speaks for an answer."""

    vote: float  # share of answered questions among the catalogue's nearest, in [0, 1]
    score: float  # of the best passage found
    ahead: float  # of the best passage before the next
    unknown: float  # share of the words asked with that neither the library nor the catalogue knows
    sentence: float  # cosine of the nearest sentence of the passages found
    covered: float  # share of the question's words, rare ones counting more, that the best passages hold
    answers: float = 0.0  # log odds that the nearest words answer, by the reader; 0 where nothing was read
    same: float = 0.0  # log odds that a question of the catalogue asks the same, likewise


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict, the confidence in [0, 1] that the passages answer, and what it rests on.

    `premise` is the number of the passage that contradicts what a refused question takes for granted, None where no
    known false premise is near.
    """

    verdict: Verdict
    confidence: float
    evidence: Evidence
    premise: int | None = None


def judge(query: Query, hits: Sequence[Hit], searcher: Searcher) -> Judgement:
    """Weigh the hits for a query, best first; no hits are no answer."""
    near = searcher.nearness(query)
    evidence = weigh(query, hits, searcher, near)
    bare = not searcher.questions
    if not hits or outside(near.answered, evidence, bare=bare) or _ORDERS.search(query.text):
        return Judgement("out_of_scope", 0.0, evidence)
    if not bare and _beyond(near.answered, evidence, _FAR):
        confidence = 0.0
    else:
        confidence, evidence = _confidence(query, hits, searcher, evidence)
    if confidence >= _ENOUGH:
        return Judgement("answered", confidence, evidence)
    gap = near.nearest_gap
    contradicted = gap is not None and gap.premise and near.gap >= _SAME_PREMISE
    return Judgement("not_found", confidence, evidence, gap.passage if gap and contradicted else None)


def _confidence(query: Query, hits: Sequence[Hit], searcher: Searcher, evidence: Evidence) -> tuple[float, Evidence]:
    """How sure it is that the hits answer, in [0, 1], and the evidence with what was read where that was in doubt."""
    if not searcher.questions:
        return _weighed(evidence, _BARE_WEIGHTS, _BARE_CONSTANT), evidence
    confidence = _weighed(evidence, _WEIGHTS, _CONSTANT)
    lowest, highest = _DOUBT
    if lowest <= confidence <= highest:
        for reading in read(query, hits, searcher):
            evidence = replace(evidence, answers=reading.answers, same=reading.same)
            confidence = _weighed(evidence, _READ_WEIGHTS, _READ_CONSTANT)
            if not _HOPELESS < confidence < _ENOUGH:
                break
    return confidence, evidence


def _weighed(evidence: Evidence, weights: Sequence[float], constant: float) -> float:
    return 1 / (1 + math.exp(-constant - sum(w * e for w, e in zip(weights, astuple(evidence), strict=True))))


def outside(answered: float, evidence: Evidence, *, bare: bool) -> bool:
    """Whether a question is about another world; `answered` is the cosine of the nearest question with an answer."""
    return _beyond(answered, evidence, _BARE_OUTSIDE if bare else _OUTSIDE)


def _beyond(answered: float, evidence: Evidence, limits: tuple[float, float, float]) -> bool:
    """Whether nothing is near, and the best passage scores low or the words are unknown."""
    near, low, strange = limits
    return max(answered, evidence.sentence) < near and (evidence.score < low or evidence.unknown >= strange)


def weigh(query: Query, hits: Sequence[Hit], searcher: Searcher, near: Nearness) -> Evidence:
    """What speaks for and against an answer."""
    scores = [*(hit.score for hit in hits[:2]), 0.0, 0.0]
    return Evidence(
        vote=near.vote,
        score=scores[0],
        ahead=scores[0] - scores[1],
        unknown=_unknown(query.asked, searcher),
        sentence=max((max(hit.sentences) for hit in hits), default=0.0),
        covered=_covered(query.text, hits[:3], searcher),
    )


def _unknown(question: str, searcher: Searcher) -> float:
    words = set(tokens(question))
    return sum(not searcher.keywords.frequency.get(word) for word in words) / len(words) if words else 0.0


def _covered(query: str, hits: Sequence[Hit], searcher: Searcher) -> float:
    """Share of the query's words, rare ones counting more, that passages or their headings hold."""
    words = set(tokens(query))
    held = frozenset().union(*(token_set(text) for hit in hits for text in (*hit.passage.section, hit.passage.text)))
    total = sum(searcher.rarity(word) for word in words)
    return sum(searcher.rarity(word) for word in words & held) / total if total else 0.0
