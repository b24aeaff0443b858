"""The small library of Ashgrove House, which does not exist, in a folder where faults may do what they do."""

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from indexing.learnt.export import models_version
from ui.faults.commands import Ran, Running

# The documents: one that stays, one that is replaced by ever newer versions, and one that comes and goes.
_MEALS = """# Meals at Ashgrove House

## Religious diets

The kitchen of Ashgrove House keeps halal and kosher food on separate shelves.
"""
_INTERPRETERS = """# Interpreters at Ashgrove House

## Booking

Staff of Ashgrove House book an interpreter at least {} working days before an appointment.
"""
_VISITS = """# Visits to Ashgrove House

## Hours

Relatives may visit residents of Ashgrove House at any hour between eight and nine.
"""
INTERPRETERS, VISITS = "interpreters-at-ashgrove-house", "visits-to-ashgrove-house"
KEPT, CHANGED = (
    "Where does the kitchen keep halal and kosher food?",
    "How long before an appointment do staff book an interpreter?",
)
_DAY = 86_400
# Folders of libraries for temporary files, each of one name, which hold nothing of ours.
_CACHES = ("gradio", "torchinductor_")


@dataclass(slots=True)
class Ashgrove:
    """A library with its index in the folder `store`, and beside it, in `folder`, what we need ourselves.

    `versions` are those of the changing document that may answer now.
    """

    folder: Path
    store: Path
    variables: dict[str, str]
    versions: set[int]

    @property
    def index(self) -> Path:
        """The folder of the index."""
        return self.store / "index"

    @property
    def library(self) -> Path:
        """The folder of the library."""
        return self.store / "library"

    @property
    def temporary(self) -> Path:
        """What commands take for the system's folder of temporary files."""
        return self.store / "tmp"

    @property
    def clock(self) -> Path:
        """Says by how many seconds the clocks of commands are ahead, where it is there when they start."""
        return self.folder / "clock"

    @property
    def visits(self) -> Path:
        """A file that comes and goes."""
        return self._written("visits.md", _VISITS)

    def start(self, *arguments: str) -> Running:
        """Start a command."""
        return Running(arguments, self.variables, self.folder, self.clock)

    def run(self, *arguments: str) -> Ran:
        """Run a command to its end."""
        return self.start(*arguments).end()

    def newer(self) -> Path:
        """A file with a newer version of the changing document than any before, which may answer from now on."""
        number = max(self.versions) + 1
        self.versions.add(number)
        return self._written("interpreters.md", _INTERPRETERS.format(number))

    def settle(self, version: int) -> None:
        """From now on this version alone may answer."""
        self.versions = {version}

    def questions(self) -> Path:
        """A batch of the questions whose answers are known."""
        lines = [json.dumps({"id": id_, "question": text}) for id_, text in (("kept", KEPT), ("changed", CHANGED))]
        return self._written("questions.jsonl", "\n".join(lines))

    def wrong_in(self, answers: dict[str, str]) -> list[str]:
        """What is wrong with the answers to the known questions, by their ids."""
        words = [f"at least {number} working days" for number in self.versions]
        wrong = [] if "separate shelves" in answers.get("kept", "") else ["the document that stays was not quoted"]
        if not any(each in answers.get("changed", "") for each in words):
            wrong.append("neither the old nor the new version was quoted")
        return wrong

    def wrong_in_batch(self, ran: Ran) -> list[str]:
        """The same for what `ask --batch` wrote, and for how it ended."""
        lines: list[dict[str, Any]] = [json.loads(line) for line in ran.said.splitlines()]
        said = ran.complained
        wrong = self.wrong_in({line["id"]: line.get("answer", "") for line in lines})
        wrong += [f"it ended with {ran.status}: {said.strip()[-200:]}"] if ran.status else []
        return wrong + ([f"it said: {said.strip()[-200:]}"] if "Traceback" in said or "rebuild" in said else [])

    def age(self) -> None:
        """Let a day pass for whatever waits to be added, since a person may come back to it until then."""
        for one in _inside(self.library / ".staged"):
            os.utime(one, (time.time() - 2 * _DAY,) * 2)

    def litter(self) -> list[str]:
        """What the library and the index do not consist of."""
        build = (self.index / "current").read_text().strip()
        manifest = json.loads((self.index / "builds" / build / "manifest.json").read_text())
        groups = {group["name"] for group in manifest["groups"]} | set(manifest["before"])
        mine = {"current", ".lock", "id", "builds", "parts", "groups", f"models-{models_version()}"}
        left = [
            *_others(self.index, mine),
            *_others(self.index / "builds", {build}),
            *_others(self.index / "parts", set(manifest["parts"])),
            *_others(self.index / "groups", groups),
            *_others(self.library, {".lock", ".staged", ".replaced", ".removed", *manifest["added"]}),
            *(one for name in (".staged", ".replaced", ".removed") for one in _inside(self.library / name)),
            *(one for one in _inside(self.temporary) if not one.name.startswith(_CACHES)),
        ]
        return [str(one.relative_to(self.store)) for one in left]

    def _written(self, name: str, text: str) -> Path:
        file = self.folder / name
        file.write_text(text, encoding="utf-8")
        return file


@contextmanager
def ashgrove(models: Path | None = None, **variables: str) -> Iterator[Ashgrove]:
    """Ashgrove with its index, for as long as the context lasts; `models` is an index whose models it may use.

    Raises RuntimeError where it cannot be set up.
    """
    with TemporaryDirectory(prefix="evenhand-faults-") as name:
        place = begin(Path(name), models, None, **variables)
        yield place


def begin(folder: Path, models: Path | None = None, store: Path | None = None, **variables: str) -> Ashgrove:
    """Set up Ashgrove in an empty folder, or its library and index in another. Raises RuntimeError where that fails."""
    store = store or folder
    settings = {
        "EVENHAND_GUIDANCE": "false",
        "EVENHAND_INDEX": str(store / "index"),
        "EVENHAND_LIBRARY": str(store / "library"),
        "EVENHAND_REQUESTS_PER_MINUTE": "100000",
        "OMP_NUM_THREADS": "1",
        "TMPDIR": str(store / "tmp"),
    }
    place = Ashgrove(folder, store, settings | variables, {2})
    place.temporary.mkdir()
    place.index.mkdir()
    if models:
        exported = f"models-{models_version()}"
        (place.index / exported).symlink_to(models / exported)
    meals = place._written("meals.md", _MEALS)
    ran = place.run("library", "add", str(meals), str(place.newer()))
    if ran.status:
        raise RuntimeError(f"The small library cannot be set up: {ran.complained}")
    place.settle(max(place.versions))
    return place


def _inside(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _others(folder: Path, names: set[str]) -> list[Path]:
    return [one for one in _inside(folder) if one.name not in names]
