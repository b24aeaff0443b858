"""Whether the passages found answer the question, or the honest thing is to say that they do not."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Literal

from indexing.keyword import tokens
from indexing.learnt.cross_encoder import PAIRS_AT_ONCE, PairOdds
from indexing.learnt.weights import Logistic, Refusal, fitted_weights
from indexing.nearness import SAME_QUESTION
from indexing.rerank import answer_odds, least_odds, nearest_words, read_hits
from indexing.search import Hit, Searcher, SearchResult

Verdict = Literal["answered", "touched", "not_found", "out_of_scope"]
# The verdicts, those that say most last.
_VERDICTS = ("out_of_scope", "not_found", "touched", "answered")

# The confidence that is enough for an answer: the fitted constants put the threshold there.
ENOUGH = 0.5
# Between this confidence and its complement there is doubt, and the cross-encoder decides with weights of its own.
# Below it hardly anything is answered; above the complement a few more would be refused, but most questions would be
# read: `python -m evals.fit refusal` prints what wider and narrower bounds refuse and read.
_DOUBT = 0.04

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
    """What is weighed: higher speaks for an answer.

    `vote` is the share of answered questions among the catalogue's nearest, in [0, 1]; `score` that of the best passage
    and `ahead` how far it is before the next; `unknown` the share of the words asked with that neither the library nor
    the catalogue has; `sentence` the cosine of the nearest sentence; `answers` the cross-encoder's log odds that
    what is nearest answers, or as much of them as was needed, 0 where nothing was read.
    """

    vote: float
    score: float
    ahead: float
    unknown: float
    sentence: float
    answers: float = 0.0


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict, the confidence in [0, 1] that the passages answer, and what it rests on.

    `premise` is the number of the passage that contradicts what a refused question takes for granted, None where no
    known false premise is near. `near_gap` is the cosine of the nearest known gap, 0 where there is none.
    `alone` are the hits that say more than those of the other documents, () where both say as much or nothing: the
    documents are those with a catalogue, and those without. `catalogued` says which of the two was judged by.
    """

    verdict: Verdict
    confidence: float
    evidence: Evidence
    premise: int | None = None
    near_gap: float = 0.0
    alone: tuple[Hit, ...] = ()
    catalogued: bool = True


def is_order(text: str) -> bool:
    """Whether a text gives the assistant orders instead of asking the library something."""
    return bool(_ORDERS.search(text))


def judge(result: SearchResult, searcher: Searcher, odds: PairOdds | None = None) -> Judgement:
    """Weigh what was found for a query; no hits are no answer.

    Documents with a catalogue and those without are judged apart, and the more confident judgement counts: no document
    is silent because another has a known gap. `odds` are the cross-encoder's for the query's text; None does without.
    """
    if not result.hits or is_order(result.query.text):
        return Judgement("out_of_scope", 0.0, weigh(result, searcher), near_gap=result.nearness.gap)
    kinds = []
    if result.catalogued:
        kinds.append(_judge_catalogued(replace(result, hits=result.catalogued), searcher, odds))
    if result.uncatalogued:
        kinds.append(_judge_uncatalogued(replace(result, hits=result.uncatalogued), searcher, odds))
    best = max(kinds, key=lambda judgement: (_VERDICTS.index(judgement.verdict), judgement.confidence))
    as_good = [judgement.verdict == best.verdict for judgement in kinds]
    if best.verdict != "answered" and kinds[0].premise is not None:
        return kinds[0]
    if best.verdict not in ("answered", "touched"):
        return replace(best, near_gap=kinds[0].near_gap)
    if all(as_good):
        return best
    return replace(best, alone=result.catalogued if as_good[0] else result.uncatalogued)


def _judge_catalogued(result: SearchResult, searcher: Searcher, odds: PairOdds | None) -> Judgement:
    weights, near = fitted_weights(), result.nearness
    evidence, model = weigh(result, searcher), weights.refusal
    if odds is not None and _DOUBT <= confidence_of(evidence, model) <= 1 - _DOUBT:
        evidence, model = _read(evidence, nearest_words(result), odds), weights.refusal_read
    outside = max(near.answered, evidence.sentence) < weights.outside
    judgement = replace(_judged(evidence, model, outside=outside), near_gap=near.gap)
    gap = near.nearest_gap
    contradicted = gap is not None and gap.premise and near.gap >= SAME_QUESTION
    if gap is None or not contradicted or judgement.verdict not in ("touched", "not_found"):
        return judgement
    return replace(judgement, verdict="not_found", premise=gap.passage)


def _read(evidence: Evidence, words: Sequence[str], odds: PairOdds) -> Evidence:
    """The evidence with what the cross-encoder reads of the words: the first alone, then as many as it reads at once.

    It stops once the answer stands even if all unread words said as little as words can; that is then the evidence.
    """
    model = fitted_weights().refusal_read
    for count in range(1, len(words) + PAIRS_AT_ONCE, PAIRS_AT_ONCE):
        evidence = replace(evidence, answers=least_odds(odds.of(words[:count]), len(words)))
        if confidence_of(evidence, model) >= ENOUGH:
            break
    return evidence


def _judge_uncatalogued(result: SearchResult, searcher: Searcher, odds: PairOdds | None) -> Judgement:
    """By what the cross-encoder reads; without it, by the nearest sentence."""
    weights = fitted_weights()
    evidence, model = weigh(result, searcher), weights.refusal_uncatalogued
    outside = evidence.sentence < weights.outside_uncatalogued
    if odds is not None and not outside:
        read = answer_odds(one for hit in read_hits(result.hits, odds) for one in hit.read.values())
        evidence, model = replace(evidence, answers=read), weights.refusal_uncatalogued_read
    return replace(_judged(evidence, model, outside=outside), catalogued=False)


def _judged(evidence: Evidence, model: Refusal, *, outside: bool) -> Judgement:
    """The judgement of a logistic model; a question that is `outside` is about another world, if it is refused."""
    confidence = confidence_of(evidence, model)
    if confidence >= ENOUGH:
        return Judgement("answered", confidence, evidence)
    if confidence >= model.touches and not outside:
        return Judgement("touched", confidence, evidence)
    return Judgement("out_of_scope" if outside else "not_found", confidence, evidence)


def confidence_of(evidence: Evidence, model: Logistic) -> float:
    """The confidence that a logistic model gives evidence, in [0, 1]."""
    return model.probability(asdict(evidence))


def weigh(result: SearchResult, searcher: Searcher) -> Evidence:
    """What speaks for and against an answer, before anything is read."""
    hits = result.hits
    scores = [*(hit.score for hit in hits[:2]), 0.0, 0.0]
    return Evidence(
        vote=result.nearness.vote,
        score=scores[0],
        ahead=scores[0] - scores[1],
        unknown=_unknown(result.query.asked, searcher),
        sentence=max((max(hit.sentences) for hit in hits), default=0.0),
    )


def _unknown(question: str, searcher: Searcher) -> float:
    words = set(tokens(question))
    return sum(not searcher.keywords.frequency.get(word) for word in words) / len(words) if words else 0.0
