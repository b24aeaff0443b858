"""What a run leaves behind: the outcome of every turn and the figures over them, in one JSON file for each system."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from corpus.errors import EvenhandError
from corpus.utf8 import read_utf8
from evals.system import FoundPassage, SystemCitation, SystemStatement


class ResultFileError(EvenhandError):
    """A result file is missing, cannot be read or written, or cannot be compared with another."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, with the ends of its 95 % interval and the number of turns behind it."""

    value: float
    low: float
    high: float
    turns: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one turn; `id` is the item's, followed by the turn's number in a dialogue.

    `status` is the system's, or "failed" where it raised `error`. `scores` are what this turn adds to the figures, by
    name. `first_gold` is the rank of the first passage that supports a gold entry. `why` says in plain words why the
    system did not answer, "" where it did or does not say.
    """

    id: str
    item: str
    turn: int
    kind: str
    split: str
    question: str
    answerable: bool
    query: str
    status: str
    text: str
    statements: tuple[SystemStatement, ...]
    citations: tuple[SystemCitation, ...]
    passages: tuple[FoundPassage, ...]
    first_gold: int | None
    missed: tuple[str, ...]
    scores: Mapping[str, float]
    confidence: float | None
    milliseconds: float | None
    error: str | None
    why: str = ""


# By split, then by group ("all", "later turns", or a kind of question), then by name.
Figures = Mapping[str, Mapping[str, Mapping[str, Figure]]]


@dataclass(frozen=True, slots=True)
class Result:
    """One system's run; `questions` is the fingerprint of the whole question set, though only a part may have run.

    `items` are the fingerprints of its items, by their ids; older results have none.
    """

    system: str
    date: str
    settings: Mapping[str, str]
    index: Mapping[str, object]
    versions: Mapping[str, str]
    questions: str
    figures: Figures
    items: Mapping[str, str] = field(default_factory=dict, kw_only=True)
    outcomes: tuple[Outcome, ...]


def write_result(result: Result, path: Path) -> None:
    """Write a result as JSON. Raises ResultFileError where the file cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_as_json(result), encoding="utf-8")
    except OSError as error:
        raise ResultFileError(f"The result cannot be written to {path} ({error.strerror}).") from error


def _as_json(result: Result) -> str:
    """A line for each turn, so that the difference between two versions of a baseline shows which turns changed."""
    head = json.dumps(asdict(replace(result, outcomes=())), ensure_ascii=False, indent=1)
    turns = ",\n".join(json.dumps(asdict(outcome), ensure_ascii=False) for outcome in result.outcomes)
    return head.removesuffix("[]\n}") + f"[\n{turns}\n]}}\n"


def read_result(path: Path) -> Result:
    """Read what `write_result` wrote. Raises ResultFileError when the file is not there or holds something else."""
    try:
        return TypeAdapter(Result).validate_json(read_utf8(path))
    except UnicodeError as error:
        raise ResultFileError(f"{path.name} is not a result of 'evenhand eval': it {error}.") from error
    except OSError as error:
        raise ResultFileError(
            f"There is no result at {path} ({error.strerror}); 'evenhand eval' writes one."
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise ResultFileError(f"{path.name} is not a result of 'evenhand eval' ({where}: {first['msg']}).") from error
