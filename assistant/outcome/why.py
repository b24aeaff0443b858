"""Why a question was not answered, or only touched on, in plain words for a maintainer."""

import math
from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal

from assistant.answer import Answer
from assistant.judge import ENOUGH, Judgement, is_order
from indexing.learnt.weights import Refusal, fitted_weights


def why_not(answer: Answer) -> tuple[str, ...]:
    """Sentences that say why there is no answer, or not a whole one; none where the question was answered."""
    judgement = answer.judgement
    if judgement is None or judgement.verdict == "answered":
        return ()
    if not answer.hits:
        return ("No passage was found to judge: the documents or voices asked for hold none.",)
    if is_order(answer.query):
        return ("It gives the assistant orders, and such questions are refused whatever is found.",)
    if judgement.verdict == "out_of_scope":
        return tuple(_outside(judgement))
    return tuple(_weighed(judgement))


def _outside(judgement: Judgement) -> Iterator[str]:
    weights, sentence = fitted_weights(), judgement.evidence.sentence
    least = weights.outside if judgement.catalogued else weights.outside_uncatalogued
    known = " and no question of the catalogue" if judgement.catalogued else ""
    yield (
        f"It seems to be about another subject: no sentence of the library{known} is as like it as {least:.2f} "
        f"(1 means the same; the nearest sentence has {sentence:.2f})."
    )
    yield from _unknown(judgement)


def _weighed(judgement: Judgement) -> Iterator[str]:
    model = _model(judgement)
    yield (
        f"Evidence for an answer came to {_percent(judgement.confidence)}: from {_percent(ENOUGH)} on a question is "
        f"answered, from {_percent(model.touches)} on it is touched on, below that it is refused."
    )
    if judgement.premise is not None:
        yield "It takes for granted what a passage contradicts, and for that it is refused; that passage is shown."
    yield from (_asked_before(judgement) if judgement.catalogued else _own_words(judgement))
    yield from _unknown(judgement)
    if judgement.evidence.answers:
        chance = 1 / (1 + math.exp(-judgement.evidence.answers))
        yield f"The cross-encoder read the nearest words, and gives it {_percent(chance)} that they answer."


def _model(judgement: Judgement) -> Refusal:
    """The weights by which the evidence was weighed."""
    weights, was_read = fitted_weights(), bool(judgement.evidence.answers)
    if judgement.catalogued:
        return weights.refusal_read if was_read else weights.refusal
    return weights.refusal_uncatalogued_read if was_read else weights.refusal_uncatalogued


def _asked_before(judgement: Judgement) -> Iterator[str]:
    yield (
        "Of the questions in the catalogue that are most like it, "
        f"{_percent(judgement.evidence.vote)} have an answer in the library."
    )
    if judgement.near_gap:
        yield f"The one most like it that no document answers is like it by {judgement.near_gap:.2f}."


def _own_words(judgement: Judgement) -> Iterator[str]:
    yield (
        f"The nearest sentence is like it by {judgement.evidence.sentence:.2f}; "
        "the documents without a catalogue are judged by their words alone."
    )


def _unknown(judgement: Judgement) -> Iterator[str]:
    if judgement.evidence.unknown:
        yield f"{_percent(judgement.evidence.unknown)} of its words stand nowhere in the library."


def _percent(share: float) -> str:
    """Rounded down, so that what is not enough never reads as if it were."""
    return f"{Decimal(share).quantize(Decimal('.01'), ROUND_DOWN):.0%}".replace("%", " %")
