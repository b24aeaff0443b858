"""The fitted weights and cuts, read from `weights.json`, which `python -m evals.fit … --write` writes."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "weights.json"


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic regression: `weights` by name of what is weighed, and the constant with the threshold in it."""

    weights: dict[str, float]
    constant: float

    def odds(self, values: Mapping[str, float]) -> float:
        """The log odds for what is weighed, by name; what has no weight does not count."""
        return self.constant + sum(weight * values[name] for name, weight in self.weights.items())

    def probability(self, values: Mapping[str, float]) -> float:
        """The same as a probability."""
        return 1 / (1 + math.exp(-self.odds(values)))


@dataclass(frozen=True, slots=True)
class Refusal(Logistic):
    """A logistic regression whose threshold is that of an answer; from the confidence `touches` on, something is said.

    Both are confidences in [0, 1], and the threshold of an answer is .5.
    """

    touches: float


@dataclass(frozen=True, slots=True)
class OwnWeights:
    """How a passage of a document without a catalogue scores: by its own vectors, its best sentence and its words.

    `general` is the weight of its vector by the general model. The `constant` makes its score comparable with those of
    passages that have a catalogue.
    """

    passage: float
    sentence: float
    words: float
    general: float
    constant: float


@dataclass(frozen=True, slots=True)
class Vote:
    """How many of the catalogue's nearest questions vote, and how much more the nearer ones count."""

    voters: int
    sharpness: float


@dataclass(frozen=True, slots=True)
class Following:
    """How a turn of a conversation is searched for.

    `antecedent` is how much of its antecedent goes with the own words of a follow-up, `section` what a passage gains by
    standing in the section that the antecedent was found in. A turn that leans on an earlier one with a probability
    between `doubt` and its complement is searched for both ways.
    """

    antecedent: float
    section: float
    doubt: float


@dataclass(frozen=True, slots=True)
class VoiceWeights:
    """What a reader's comment loses where readers are not asked for, and what a reply gains where replies are."""

    reader: float
    reply: float


@dataclass(frozen=True, slots=True)
class ReadingWeights:
    """How far the cross-encoder puts passages in order whose documents have a catalogue.

    Those are read that score less than `close` below the first, and their log odds count by the weight `odds` beside
    their scores. Log odds below `least`, the lowest that were measured, count as that.
    """

    odds: float
    close: float
    least: float


@dataclass(frozen=True, slots=True)
class Quoting:
    """Which sentences are quoted; all scores and gaps are log odds but for a constant.

    A sentence scores by how `near` it is, by the share of the query's `words` that it holds, and by the score of its
    `passage`. It is quoted beside the best one where it scores at most so much less: one `after` another that is
    quoted, one `before` the best, and one `elsewhere`. It may score less by `new` times the share that it holds of
    those words of the query that nothing quoted so far holds.
    """

    near: float
    words: float
    passage: float
    after: float
    before: float
    elsewhere: float
    new: float


@dataclass(frozen=True, slots=True)
class Weights:
    """All that is fitted; `search` are the weights of a passage's signals in the order of `indexing.rank.SIGNALS`.

    What is `uncatalogued` is for passages of documents without a catalogue. A question to which nothing is as near as
    `outside`, a cosine, is about another world.
    """

    search: tuple[float, ...]
    search_uncatalogued: OwnWeights
    reading: ReadingWeights
    refusal: Refusal
    refusal_read: Refusal
    refusal_uncatalogued: Refusal
    refusal_uncatalogued_read: Refusal
    outside: float
    outside_uncatalogued: float
    vote: Vote
    following: Following
    voices: VoiceWeights
    excerpts: Logistic
    excerpts_uncatalogued: Logistic
    quoting: Quoting
    leaning: Logistic
    own: Logistic


@cache
def fitted_weights(path: Path = FILE) -> Weights:
    """The weights in force."""
    parts = read_parts(path)
    return Weights(
        search=tuple(parts["search"]["values"].values()),
        search_uncatalogued=OwnWeights(**parts["search_uncatalogued"]["values"]),
        reading=ReadingWeights(**parts["reading"]["values"]),
        refusal=Refusal(**parts["refusal"]["values"]),
        refusal_read=Refusal(**parts["refusal_read"]["values"]),
        refusal_uncatalogued=Refusal(**parts["refusal_uncatalogued"]["values"]),
        refusal_uncatalogued_read=Refusal(**parts["refusal_uncatalogued_read"]["values"]),
        outside=parts["outside"]["values"]["near"],
        outside_uncatalogued=parts["outside_uncatalogued"]["values"]["near"],
        vote=Vote(**parts["vote"]["values"]),
        following=Following(**parts["following"]["values"]),
        voices=VoiceWeights(**parts["voices"]["values"]),
        excerpts=Logistic(**parts["excerpts"]["values"]),
        excerpts_uncatalogued=Logistic(**parts["excerpts_uncatalogued"]["values"]),
        quoting=Quoting(**parts["quoting"]["values"]),
        leaning=Logistic(**parts["leaning"]["values"]),
        own=Logistic(**parts["own"]["values"]),
    )


def read_parts(path: Path = FILE) -> dict[str, Any]:
    """The parts of the file by name, each with `command`, `data`, `date` and `values`."""
    parts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return parts


def write_part(name: str, part: dict[str, Any], path: Path = FILE) -> None:
    """Replace one part of the file; the others stay as they are."""
    parts = read_parts(path) | {name: part}
    path.write_text(json.dumps(parts, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    fitted_weights.cache_clear()
