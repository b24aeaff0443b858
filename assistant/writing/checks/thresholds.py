"""The thresholds of the checks on wording, in a data file that `python -m evals.writing.lies --write` writes."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "thresholds.json"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How much of a claim's words and meaning must be its sources' own.

    like: the cosine from which on a word stands for another; covered: the mean likeness of the claim's content words
    to those of the sources; covered_part: the same for each part of the claim; new_in_a_row: how many words in a row
    may be new; near: the cosine of the claim to the sentences it rests on.
    """

    like: float
    covered: float
    covered_part: float
    new_in_a_row: int
    near: float


@cache
def load_thresholds(path: Path = FILE) -> Thresholds:
    """The thresholds in force."""
    return Thresholds(**json.loads(path.read_text(encoding="utf-8"))["values"])


def write_thresholds(thresholds: Thresholds, command: str, data: str, path: Path = FILE) -> None:
    """Put thresholds in force, with the command that chose them, the data they were chosen on, and today's date."""
    fitted = {"command": command, "data": data, "date": date.today().isoformat(), "values": asdict(thresholds)}
    path.write_text(json.dumps(fitted, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    load_thresholds.cache_clear()
