"""Why an answer is as it is, for a maintainer: why it was refused, in words, then the scores that led to it."""

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import asdict

from assistant.answer import Answer
from assistant.outcome.why import why_not
from indexing.search import Hit

# How many passages have their sentences shown, and how many characters of each sentence.
_PASSAGES, _OPENING = 3, 70
_WIDTH = 100
_WAYS: dict[str, Callable[[Hit], float]] = {
    "vectors": lambda hit: hit.dense,
    "topic": lambda hit: hit.topic,
    "words": lambda hit: hit.keyword,
}


def explanation(answer: Answer) -> str:
    """Plain text. For each passage, each way of searching shows its score and, in brackets, its rank in the list.

    Where the cross-encoder read passages that score alike, its log odds are shown too.
    """
    why = _why(answer)
    parts = [why, f"Searched for: {answer.query}", _passages(answer.hits), _judgement(answer), _sentences(answer)]
    if answer.checks:
        parts.append(f"Checks: {answer.checks.to_json()}")
    return "\n\n".join(part for part in parts if part)


def _why(answer: Answer) -> str:
    """In plain words why there is no answer, or not a whole one; "" where there is one."""
    head = "Why it was only touched on:" if answer.status == "partial" else "Why it was refused:"
    reasons = [textwrap.fill(reason, _WIDTH, initial_indent="- ", subsequent_indent="  ") for reason in why_not(answer)]
    return "\n".join([head, *reasons]) if reasons else ""


def _passages(hits: Sequence[Hit]) -> str:
    ranks = {name: sorted((score(hit) for hit in hits), reverse=True) for name, score in _WAYS.items()}
    lines = ["Passages, best first:"]
    for number, hit in enumerate(hits, start=1):
        ways = "  ".join(
            f"{name} {score(hit):.2f} ({ranks[name].index(score(hit)) + 1})" for name, score in _WAYS.items()
        )
        ways += "" if hit.odds is None else f"  cross-encoder {hit.odds:.2f}"
        lines.append(f"{number:>2}. {hit.score:.2f}  {ways}  {hit.passage.document}: {hit.passage.anchor}")
    return "\n".join(lines)


def _judgement(answer: Answer) -> str:
    if answer.judgement is None:
        return ""
    weighed = "  ".join(f"{name} {value:.2f}" for name, value in asdict(answer.judgement.evidence).items())
    gap = f"\nNearest known gap at {answer.judgement.near_gap:.2f}" if answer.judgement.near_gap else ""
    return f"Judged {answer.judgement.verdict}, confidence {answer.judgement.confidence:.2f}: {weighed}{gap}"


def _sentences(answer: Answer) -> str:
    """The sentences of the best passages with their nearness to the query; a star marks those quoted."""
    quoted = "\n".join(statement.text for statement in answer.statements if statement.verbatim)
    lines = ["Sentences: quoted or not, nearness, nearness of the nearest question that the catalogue has for it"]
    for number, hit in enumerate(answer.hits[:_PASSAGES], start=1):
        for sentence, own, question in zip(hit.passage.sentences, hit.sentences, hit.questions, strict=True):
            star = "*" if sentence.text in quoted else " "
            words = " ".join(sentence.text.split())[:_OPENING]
            lines.append(f"{number:>2}. {star} {own:5.2f} {question:5.2f}  {words}")
    return "\n".join(lines)
