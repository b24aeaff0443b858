"""Whether the passages found answer the question, or the honest thing is to say that they do not."""

import math
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Literal

from indexing.keyword import token_set, tokens
from indexing.learnt.cross_encoder import PairOdds
from indexing.learnt.weights import Logistic, fitted_weights
from indexing.nearness import Nearness
from indexing.rerank import nearest_words, read
from indexing.search import Hit, Searcher, SearchResult

Verdict = Literal["answered", "touched", "not_found", "out_of_scope"]

# The confidence that is enough for an answer: the fitted constants put the threshold there. From the second on, what
# was found is said to touch on the question.
ENOUGH, TOUCHES = 0.5, 0.25
# Between these confidences there is doubt, and the cross-encoder decides with weights of its own. Below the first
# hardly anything is answered; above the second a few more would be refused, but most questions would be read:
# `python -m evals.fit refusal` prints what wider and narrower bounds refuse and read.
_DOUBT = (0.04, 0.96)
# Stop reading once the confidence falls below this. Of the 125 questions of `dev` and the practice set that are read
# further, 12 are then answered, none of them from below .03, where 56 lie; no command prints that.
_HOPELESS = 0.03
# A question is about another world when nothing that the library answers is as near as the first, and either no
# passage scores as high as the second or this share of its words is unknown. Chosen by reading both sets: no
# answerable question of theirs is.
_OUTSIDE = (0.6, 0.85, 0.5)
# Documents without a catalogue are not read, and a question is about another world, when none of their sentences is as
# near as this. So it is for half of the questions about something else and for none of 486 answerable ones, about the
# five without their catalogue and about seven others (throwaway script).
_NOT_READ = 0.35
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
    """What is weighed: higher speaks for an answer.

    `vote` is the share of answered questions among the catalogue's nearest, in [0, 1]; `score` that of the best passage
    and `ahead` how far it is before the next; `unknown` the share of the words asked with that neither the library nor
    the catalogue has; `sentence` the cosine of the nearest sentence; `covered` the share of the question's words, rare
    ones counting more, that the best passages hold. `answers` and `same` are the cross-encoder's log odds that the
    nearest words answer and that a question of the catalogue asks the same, 0 where nothing was read.
    """

    vote: float
    score: float
    ahead: float
    unknown: float
    sentence: float
    covered: float
    answers: float = 0.0
    same: float = 0.0


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict, the confidence in [0, 1] that the passages answer, and what it rests on.

    `premise` is the number of the passage that contradicts what a refused question takes for granted, None where no
    known false premise is near. `near_gap` is the nearest known gap with its cosine, "" and 0 where there is none.
    `alone` are the hits that answer where those of the other documents do not, () where both or neither answer: the
    documents are those with a catalogue, and those without.
    """

    verdict: Verdict
    confidence: float
    evidence: Evidence
    premise: int | None = None
    near_gap: tuple[str, float] = ("", 0.0)
    alone: tuple[Hit, ...] = ()


def judge(result: SearchResult, searcher: Searcher, odds: PairOdds | None = None) -> Judgement:
    """Weigh what was found for a query; no hits are no answer.

    Documents with a catalogue and those without are judged apart, and the more confident judgement counts: no document
    is silent because another has a known gap. `odds` are the cross-encoder's for the query's text; None does without.
    """
    if not result.hits or _ORDERS.search(result.query.text):
        return Judgement("out_of_scope", 0.0, weigh(result, searcher), near_gap=_near_gap(result.nearness))
    kinds = []
    if result.catalogued:
        kinds.append(_judge_catalogued(replace(result, hits=result.catalogued), searcher, odds))
    if result.uncatalogued:
        kinds.append(_judge_uncatalogued(replace(result, hits=result.uncatalogued), searcher, odds))
    best = max(kinds, key=lambda judgement: (judgement.verdict == "answered", judgement.confidence))
    answering = [judgement.verdict == "answered" for judgement in kinds]
    if len(kinds) == 1 or all(answering):
        return best
    if not any(answering):
        return kinds[0] if kinds[0].premise is not None else replace(best, near_gap=kinds[0].near_gap)
    return replace(best, alone=result.catalogued if answering[0] else result.uncatalogued)


def _judge_catalogued(result: SearchResult, searcher: Searcher, odds: PairOdds | None) -> Judgement:
    near = result.nearness
    evidence, named = weigh(result, searcher), _near_gap(near)
    if _beyond(near.answered, evidence, _OUTSIDE):
        return Judgement("out_of_scope", 0.0, evidence, near_gap=named)
    confidence = 0.0
    if not _beyond(near.answered, evidence, _FAR):
        confidence, evidence = _confidence(result, odds, evidence)
    if confidence >= ENOUGH:
        return Judgement("answered", confidence, evidence, near_gap=named)
    gap = near.nearest_gap
    if gap is not None and gap.premise and near.gap >= _SAME_PREMISE:
        return Judgement("not_found", confidence, evidence, gap.passage, named)
    return Judgement(_verdict(confidence), confidence, evidence, near_gap=named)


def _judge_uncatalogued(result: SearchResult, searcher: Searcher, odds: PairOdds | None) -> Judgement:
    """By the nearest sentence, and by what the cross-encoder reads where any is near."""
    weights = fitted_weights()
    evidence = weigh(result, searcher)
    if evidence.sentence < _NOT_READ:
        return Judgement("out_of_scope", 0.0, evidence)
    confidence = confidence_of(evidence, weights.refusal_uncatalogued)
    if odds is not None:
        evidence = replace(evidence, answers=max(odds.of(nearest_words(result))))
        confidence = confidence_of(evidence, weights.refusal_uncatalogued_read)
    return Judgement(_verdict(confidence), confidence, evidence)


def _verdict(confidence: float) -> Verdict:
    """The verdict on hits that are not about something else."""
    if confidence >= ENOUGH:
        return "answered"
    return "touched" if confidence >= TOUCHES else "not_found"


def _near_gap(near: Nearness) -> tuple[str, float]:
    """The nearest known gap and its cosine, "" and 0 where there is none."""
    return (near.nearest_gap.text, near.gap) if near.nearest_gap else ("", 0.0)


def _confidence(result: SearchResult, odds: PairOdds | None, evidence: Evidence) -> tuple[float, Evidence]:
    """How sure it is that the hits answer, in [0, 1], and the evidence with what was read where that was in doubt."""
    weights = fitted_weights()
    confidence = confidence_of(evidence, weights.refusal)
    lowest, highest = _DOUBT
    if lowest <= confidence <= highest:
        for reading in read(result, odds):
            evidence = replace(evidence, answers=reading.answers, same=reading.same)
            confidence = confidence_of(evidence, weights.refusal_read)
            if not _HOPELESS < confidence < ENOUGH:
                break
    return confidence, evidence


def confidence_of(evidence: Evidence, model: Logistic) -> float:
    """The confidence that a logistic model gives evidence, in [0, 1]."""
    found = asdict(evidence)
    return 1 / (1 + math.exp(-model.constant - sum(weight * found[name] for name, weight in model.weights.items())))


def _beyond(answered: float, evidence: Evidence, limits: tuple[float, float, float]) -> bool:
    """Whether nothing is near, and the best passage scores low or the words are unknown."""
    near, low, strange = limits
    return max(answered, evidence.sentence) < near and (evidence.score < low or evidence.unknown >= strange)


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
        covered=_covered(result.query.text, hits[:3], searcher),
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
