"""Fits what readers' comments lose, and what replies gain where they are asked for."""

from collections.abc import Sequence
from dataclasses import asdict
from itertools import product
from statistics import mean
from typing import Any

import numpy as np

from assistant.assistant import Assistant
from evals.fit.grid import found, kept
from evals.fit.turns import Sets, searched_turns
from evals.questions import ItemTurn
from indexing.learnt.weights import VoiceWeights, fitted_weights
from indexing.rank import Scores
from indexing.search import Searcher

_READER, _REPLY = (0.0, 0.05, 0.1, 0.15), (0.0, 0.05, 0.1, 0.2)

# A question with its text as it is searched for, and the scores of all passages without regard to their voice.
Asked = tuple[ItemTurn, str, Scores]


def fit_voices(sets: Sets, assistant: Assistant) -> dict[str, dict[str, Any]]:
    """The values that put most acceptable passages first and in the first five; questions in dialogues are left out."""
    asked = {
        name: [
            (one.turn, one.result.query.text, one.result.ranking.fused)
            for one in searched_turns([item for item in items if len(item.turns) == 1], assistant)
            if one.turn.answerable
        ]
        for name, items in sets.items()
    }
    return {"voices": asdict(fitted_voices(asked, assistant.searcher))}


def fitted_voices(asked: dict[str, list[Asked]], searcher: Searcher) -> VoiceWeights:
    """The values chosen on these questions, by set; prints what each pair finds."""
    in_force = fitted_weights().voices
    tried = dict.fromkeys([in_force, *(VoiceWeights(*pair) for pair in product(_READER, _REPLY))])
    figures = {weights: {s: _figure(weights, some, searcher) for s, some in asked.items()} for weights in tried}
    return kept(figures, in_force)


def _figure(weights: VoiceWeights, asked: Sequence[Asked], searcher: Searcher) -> float:
    figures = []
    for turn, text, scores in asked:
        first = np.argsort(-(scores + searcher.voices.scores(text, weights)), kind="stable")[:5]
        figures.append(found(turn, [searcher.passages[number] for number in first]))
    return mean(figures)
