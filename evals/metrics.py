"""The scores of one reply; measures of rank come from ir_measures.

A passage is relevant to a gold entry when it supports one of the entry's quotes and stands in that quote's document.
Measures of rank see each passage once, at its rank. Its relevance is the number of gold entries that it supports and
no better passage did: a passage that holds two gold entries earns both at its own rank, and one that repeats what was
found earns nothing. Entries that were not found count in the ideal ranking of nDCG with a relevance of one. recall@k is
the mean, over the gold entries, of success@k for that entry alone.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import ir_measures
from ir_measures import RR, Measure, Qrel, ScoredDoc, Success, nDCG

from evals.questions import ItemTurn, Quote, plain_text
from evals.support import supports
from evals.system import ANSWERS, REFUSALS, FoundPassage, SystemCitation, SystemReply

# How many words of an answer a reader takes in at a glance.
_FIRST = 40
_WORD = re.compile(r"[a-z0-9]+")
_MARK = re.compile(r"\s*\[\d+\]")
_RANKED: dict[str, Measure] = {
    **{f"hit@{k}": Success @ k for k in (1, 3, 5, 10)},
    "MRR": RR,
    "nDCG@10": nDCG @ 10,
}
_RECALL: dict[str, Measure] = {f"recall@{k}": Success @ k for k in (5, 10)}


def match_passages(turn: ItemTurn, passages: Sequence[FoundPassage]) -> tuple[FoundPassage, ...]:
    """The passages, each with the numbers of the gold entries that it supports."""
    return tuple(
        replace(p, gold=tuple(n for n, choice in enumerate(turn.gold, start=1) if _held(p.document, p.text, choice)))
        for p in passages
    )


def match_citations(turn: ItemTurn, citations: Sequence[SystemCitation]) -> tuple[SystemCitation, ...]:
    """The citations, each with whether it is right: it supports a gold quote, is part of one, or states a fact."""
    return tuple(replace(citation, right=_right(turn, citation)) for citation in citations)


def _right(turn: ItemTurn, citation: SystemCitation) -> bool:
    quotes = [gold.quote for choice in turn.gold for gold in choice if gold.document == citation.document]
    if any(supports(citation.quote, quote) or supports(quote, citation.quote) for quote in quotes):
        return True
    return any(fact.stated_in(citation.quote) for fact in turn.facts)


def _held(document: str, text: str, choice: Sequence[Quote]) -> bool:
    return any(gold.document == document and supports(text, gold.quote) for gold in choice)


def first_gold(passages: Sequence[FoundPassage]) -> int | None:
    """The rank of the first passage that supports any gold entry; None where none does."""
    return next((rank for rank, passage in enumerate(passages, start=1) if passage.gold), None)


def unmarked(text: str) -> str:
    """An answer without the numbers of its citations."""
    return _MARK.sub("", text)


def missed_facts(turn: ItemTurn, reply: SystemReply) -> list[str]:
    """The facts that a good answer states and this one does not; all of them for a refusal or an error."""
    said = unmarked(reply.text) if reply.status in ANSWERS else ""
    return [fact.fact for fact in turn.facts if not fact.stated_in(said)]


def score(turn: ItemTurn, reply: SystemReply, bodies: Mapping[str, str]) -> dict[str, float]:
    """What this turn adds to each figure, by name; a figure is the mean over the turns that have a score for it.

    The reply's passages and citations must be matched already. `bodies` are the texts, by document id, in which
    quotations must stand letter for letter.
    """
    scores = {"errors": float(reply.status == "failed")}
    if turn.answerable:
        scores |= _finding(len(turn.gold), reply.passages) | _answering(turn, reply)
    return scores | _silence(turn, reply) | _verbatim(reply, bodies) | _written(reply)


def _finding(golds: int, passages: Sequence[FoundPassage]) -> dict[str, float]:
    run = [ScoredDoc("turn", str(rank), -float(rank)) for rank in range(len(passages))]
    seen: set[int] = set()
    judged = []
    for rank, passage in enumerate(passages):
        if new := set(passage.gold) - seen:
            judged.append(Qrel("turn", str(rank), len(new)))
            seen |= new
    judged += [Qrel("turn", f"gold {number}", 1) for number in range(1, golds + 1) if number not in seen]
    found = _measure(_RANKED, judged, run)
    for name in _RECALL:
        found[name] = 0.0
    for number in range(1, golds + 1):
        holds = [Qrel("turn", str(rank), 1) for rank, passage in enumerate(passages) if number in passage.gold]
        for name, value in _measure(_RECALL, holds, run).items():
            found[name] += value / golds
    return found


def _measure(measures: Mapping[str, Measure], judged: list[Qrel], run: list[ScoredDoc]) -> dict[str, float]:
    if not judged or not run:
        return dict.fromkeys(measures, 0.0)
    values = ir_measures.calc_aggregate(list(measures.values()), judged, run)
    return {name: float(values[measure]) for name, measure in measures.items()}


def _answering(turn: ItemTurn, reply: SystemReply) -> dict[str, float]:
    missed = missed_facts(turn, reply)
    vital = {fact.fact for fact in turn.facts if fact.vital}
    cited = [choice for choice in turn.gold if any(_held(c.document, c.quote, choice) for c in reply.citations)]
    scores = {
        "facts": 1 - len(missed) / len(turn.facts),
        "full answers": float(not vital & set(missed)),
        "first words": float(_begins_well(turn, reply)),
        "citation recall": len(cited) / len(turn.gold),
    }
    if reply.status in ANSWERS:
        scores["citation precision"] = sum(c.right for c in reply.citations) / max(1, len(reply.citations))
        scores["words"] = float(len(unmarked(reply.text).split()))
    return scores


def _begins_well(turn: ItemTurn, reply: SystemReply) -> bool:
    first = " ".join(plain_text(unmarked(reply.text)).split()[:_FIRST])
    return reply.status in ANSWERS and any(fact.vital and fact.stated_in(first) for fact in turn.facts)


def _silence(turn: ItemTurn, reply: SystemReply) -> dict[str, float]:
    refused = reply.status in REFUSALS
    scores = {}
    if turn.answerable:
        scores["wrongly refused"] = scores[f"wrongly refused, {turn.extent}"] = float(refused)
    elif turn.about:
        scores["about itself"] = float(reply.status == "answered" and not reply.citations)
    else:
        scores["refused"] = float(refused or (reply.status == "partial" and not reply.citations))
        scores["held back"] = float(refused or reply.status == "partial")
    if refused:
        scores["refusal precision"] = float(turn.extent == "none")
        scores["sources under a refusal"] = float(len(reply.citations))
    return scores


def _verbatim(reply: SystemReply, bodies: Mapping[str, str]) -> dict[str, float]:
    exact = [c.quote in bodies.get(c.document, "") for c in reply.citations]
    exact += [any(s.text in bodies.get(d, "") for d in s.documents) for s in reply.statements if s.verbatim]
    return {"verbatim": sum(exact) / len(exact)} if exact else {}


def _written(reply: SystemReply) -> dict[str, float]:
    """Scores of what a language model wrote; none where no model was used."""
    if reply.checks is None:
        return {}
    own = [statement for statement in reply.statements if not statement.verbatim]
    scores = {
        "unsupported sentences": float(sum(bool(statement.unsupported) for statement in own)),
        "answers by the model": float(bool(own)),
    }
    if written := len(reply.checks.sentences):
        scores["sentences borne out"] = sum(s.fate == "shown" for s in reply.checks.sentences) / written
    return scores
