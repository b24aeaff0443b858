"""The Containerfile, read into its instructions."""

import json
import re
import shlex
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Step:
    """An instruction with what stands behind it; `stage` counts from 0."""

    stage: int
    word: str
    rest: str

    @property
    def words(self) -> list[str]:
        """What stands behind it as a list, in either form."""
        return [str(word) for word in json.loads(self.rest)] if self.rest.startswith("[") else shlex.split(self.rest)

    @property
    def copied(self) -> tuple[list[str], str]:
        """What a COPY copies, and where to."""
        *sources, target = [word for word in self.words if not word.startswith("--")]
        return sources, target


@pytest.fixture(scope="session")
def steps() -> list[Step]:
    """The instructions in order, without comments."""
    text = (ROOT / "Containerfile").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and line[0] != "#"]
    found, stage = [], -1
    for line in re.sub(r"\\\n\s*", "", "\n".join(lines)).splitlines():
        word, rest = line.split(maxsplit=1)
        stage += word == "FROM"
        found.append(Step(stage, word, rest))
    return found
