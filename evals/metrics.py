"""The scores of one reply; measures of rank come from ir_measures.

A passage is relevant for a gold entry when it stands in the document of one of the entry's spans and supports it.
Measures of rank see each passage once, at the rank it was found, with as relevance the number of gold entries that
it supports and no better one did; entries that were not found count in the ideal ranking of nDCG with a relevance
of one. So a passage that holds two gold entries earns both at its own rank, and one that repeats what was found
earns nothing. Gold recall@k is the mean over gold entries of success@k for that entry alone.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

import ir_measures
from ir_measures import RR, Measure, Qrel, ScoredDoc, Success, nDCG

from evals.questions import ItemTurn, Quote
from evals.system import ANSWERS, REFUSALS, Cited, FoundPassage, SystemReply

# Share of a quote's runs of three words that a text must hold to support it; a quote of fewer than _SHORT words
# must be held whole, since three runs of "committed to equality and human rights" stand all over the library.
_ENOUGH, _SHORT = 0.6, 10
_WORD = re.compile(r"[a-z0-9]+")
_MARK = re.compile(r"\s*\[\d+\]")
_RANKED: dict[str, Measure] = {
    **{f"hit@{k}": Success @ k for k in (1, 3, 5, 10)},
    "MRR": RR,
    "nDCG@10": nDCG @ 10,
}
_RECALL: dict[str, Measure] = {f"recall@{k}": Success @ k for k in (5, 10)}


def supports(text: str, quote: str) -> bool:
    """Whether a text holds at least .6 of the quote's runs of three words, or all of them where it is short.

    Words are letters and digits in lower case, so that line ends, marks and list signs do not count.
    """
    words = len(_words(quote))
    wanted = _runs(quote, min(3, words))
    enough = 1.0 if words < _SHORT else _ENOUGH
    return bool(wanted) and len(wanted & _runs(text, min(3, words))) >= enough * len(wanted)


@lru_cache(maxsize=5000)
def _runs(text: str, count: int) -> frozenset[tuple[str, ...]]:
    words = _words(text)
    return frozenset(zip(*(words[start:] for start in range(count)), strict=False))


@lru_cache(maxsize=5000)
def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def match_passages(turn: ItemTurn, passages: Sequence[FoundPassage]) -> tuple[FoundPassage, ...]:
    """The passages, each with the gold entries it supports."""
    return tuple(
        replace(p, gold=tuple(n for n, choice in enumerate(turn.gold, start=1) if _held(p.document, p.text, choice)))
        for p in passages
    )


def match_citations(turn: ItemTurn, citations: Sequence[Cited]) -> tuple[Cited, ...]:
    """The citations, each with whether it supports a gold span, is part of one, or states one of the facts."""
    return tuple(replace(citation, right=_right(turn, citation)) for citation in citations)


def _right(turn: ItemTurn, citation: Cited) -> bool:
    spans = [span.quote for choice in turn.gold for span in choice if span.document == citation.document]
    if any(supports(citation.quote, span) or supports(span, citation.quote) for span in spans):
        return True
    return any(fact.stated_in(citation.quote) for fact in turn.facts)


def _held(document: str, text: str, choice: Sequence[Quote]) -> bool:
    return any(span.document == document and supports(text, span.quote) for span in choice)


def first_gold(passages: Sequence[FoundPassage]) -> int | None:
    """Rank of the first passage that supports any gold entry; None when none does."""
    return next((rank for rank, passage in enumerate(passages, start=1) if passage.gold), None)


def unmarked(text: str) -> str:
    """An answer without the numbers of its citations."""
    return _MARK.sub("", text)


def missed_facts(turn: ItemTurn, reply: SystemReply) -> list[str]:
    """What a good answer says and this one does not; everything, when it is a refusal or an error."""
    said = unmarked(reply.text) if reply.status in ANSWERS else ""
    return [fact.fact for fact in turn.facts if not fact.stated_in(said)]


def score(turn: ItemTurn, reply: SystemReply, bodies: Mapping[str, str]) -> dict[str, float]:
    """Every figure that this turn has a part in, by name; each is a mean over the turns that have one.

    The reply holds passages and citations as matched; `bodies` are the documents that quotes must stand in letter
    for letter.
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
        "citation recall": len(cited) / len(turn.gold),
    }
    if reply.status in ANSWERS:
        scores["citation precision"] = sum(c.right for c in reply.citations) / max(1, len(reply.citations))
        scores["words"] = float(len(unmarked(reply.text).split()))
    return scores


def _silence(turn: ItemTurn, reply: SystemReply) -> dict[str, float]:
    refused = reply.status in REFUSALS
    scores = {}
    if turn.answerable:
        scores["wrongly refused"] = float(refused)
    else:
        scores["refused"] = float(refused or (reply.status == "partial" and not reply.citations))
    if refused:
        scores["refusal precision"] = float(not turn.answerable)
        scores["sources under a refusal"] = float(len(reply.citations))
    return scores


def _verbatim(reply: SystemReply, bodies: Mapping[str, str]) -> dict[str, float]:
    exact = [c.quote in bodies.get(c.document, "") for c in reply.citations]
    exact += [any(s.text in bodies.get(d, "") for d in s.documents) for s in reply.statements if s.verbatim]
    return {"verbatim": sum(exact) / len(exact)} if exact else {}


def _written(reply: SystemReply) -> dict[str, float]:
    """Where a language model was asked: sentences shown that say more than their citations, and how many it got in."""
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
