"""Why a drafted question is not kept: nobody would ask it, its sentence does not answer it, or it is there already.

What was measured here was measured once, by hand; no command prints it.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

import numpy as np

from assistant.judge import ENOUGH, Evidence, confidence_of
from corpus.document import Passage
from indexing.embed import Vectors
from indexing.learnt.cross_encoder import sentence_window
from indexing.learnt.weights import fitted_weights
from indexing.query import Query
from indexing.search import Searcher

NOWHERE = "named no sentence"
SPOKE_OF_IT = "spoke of the passage"
REPEATED = "only repeated their sentence"
UNANSWERED = "were not answered by their sentence"
ELSEWHERE = "were answered better by another sentence"
TWICE = "asked the same as another"

_SPEAKS = re.compile(
    r"\b(this|the|that|above|following|given) (passage|sentence|text|paragraph|excerpt|statement|extract)\b",
    re.IGNORECASE,
)
# A question that holds this share of its sentence in a row gives the answer away; a shorter sentence may be named.
_HELD, _SHORT = 0.9, 4
# How many times the odds of its own sentence the odds of a better one may be. Of 90 questions that people wrote on
# seven added documents this keeps 87 %, and a third where another sentence of the passage is named; without it 90 % and
# two thirds.
_CLOSE = math.e
_LEAST = 1e-12
_NOTHING = Evidence(vote=0.0, score=0.0, ahead=0.0, unknown=0.0, sentence=0.0)
# Two questions ask the same from this cosine on. Of the pairs that people wrote for the same sentence one in a hundred
# is as near as .89; from .93 on most differ in their wording alone.
_SAME = 0.95


class Checks:
    """Checks the questions drafted for one document; each is compared with those kept before it."""

    def __init__(self, searcher: Searcher, document: str) -> None:
        """Questions that the document's catalogue has already count as kept."""
        self._searcher, self._document = searcher, document
        self._count = len(searcher.passages_of(document))
        passages = searcher.passages
        known = [one.text for one in searcher.questions if passages[one.passage].document == document]
        self._kept = list(searcher.embed([Query(text) for text in known]).values())

    def why_not(self, passage: Passage, number: int, question: str) -> str | None:
        """Why a question for the sentence with this number, from 0, is dropped; None where it is kept."""
        if not 0 <= number < len(passage.sentences):
            return NOWHERE
        if _SPEAKS.search(question):
            return SPOKE_OF_IT
        if repeats(question, passage.sentences[number].text):
            return REPEATED
        confidences = self._confidences(passage, question)
        if confidences[number] < ENOUGH:
            return UNANSWERED
        if _odds(confidences[number]) * _CLOSE < _odds(max(confidences)):
            return ELSEWHERE
        return self._twice(self._searcher.embed([Query(question)])[question])

    def _confidences(self, passage: Passage, question: str) -> list[float]:
        """For each sentence how sure it is that it answers, judged as one of a document without a catalogue is."""
        result = self._searcher.search(question, self._count, [self._document])
        cosines = next(hit.sentences for hit in result.hits if hit.passage == passage)
        weights, cross_encoder = fitted_weights(), self._searcher.cross_encoder
        evidence = [replace(_NOTHING, sentence=cosine) for cosine in cosines]
        if cross_encoder is None:
            return [confidence_of(one, weights.refusal_uncatalogued) for one in evidence]
        read = cross_encoder.log_odds(question, [sentence_window(passage, number) for number in range(len(evidence))])
        evidence = [replace(one, answers=odds) for one, odds in zip(evidence, read, strict=True)]
        return [confidence_of(one, weights.refusal_uncatalogued_read) for one in evidence]

    def _twice(self, vector: Vectors) -> str | None:
        """Why it is dropped if it is near to one that was kept; else it is kept from now on."""
        if self._kept and float(np.max(np.stack(self._kept) @ vector)) >= _SAME:
            return TWICE
        self._kept.append(vector)
        return None


def repeats(question: str, sentence: str) -> bool:
    """Whether a question is a piece of its sentence, or holds all but a word of it and so gives the answer away."""
    asked, said = _words(question), _words(sentence)
    run = SequenceMatcher(None, asked, said, autojunk=False).find_longest_match().size
    return run == len(asked) or (len(said) >= _SHORT and run >= _HELD * len(said))


def _odds(confidence: float) -> float:
    return confidence / max(1 - confidence, _LEAST)


def _words(text: str) -> Sequence[str]:
    return re.findall(r"\w+", text.lower())
