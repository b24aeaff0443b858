"""The signposts: where questions are answered that no document answers, by kind of question, with examples of each."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter

from corpus.yaml_file import read_yaml

SIGNPOSTS = Path(__file__).parents[1] / "guidance" / "signposts.yaml"


class _Place(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str
    purpose: str
    address: str = ""


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")
    kind: str
    questions: list[str]
    places: list[_Place] = []
    first: str = ""
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Who answers questions of a kind, for what purpose, and their address; "" where each organisation has its own."""

    name: str
    purpose: str
    address: str = ""

    def in_words(self) -> str:
        """The place as it is listed."""
        address = f", {self.address.removeprefix('https://')}" if self.address else ""
        return f"{self.name} – {self.purpose}{address}"


@dataclass(frozen=True, slots=True)
class Signpost:
    """Where questions of a kind are answered, with examples of them; without `places` nothing is said to such ones.

    `first` is what to do before anything else, "" where there is nothing. Where a question is `urgent`, somebody may be
    at risk.
    """

    kind: str
    questions: tuple[str, ...]
    places: tuple[Place, ...] = ()
    first: str = ""
    urgent: bool = False

    def in_words(self) -> str:
        """The signpost as one paragraph, which says that it is ours."""
        listed = "; ".join(place.in_words() for place in self.places)
        first = f"{self.first} " if self.first else ""
        return f"{first}Where such questions are answered (our pointers, not from the documents): {listed}."


def load_signposts(path: Path = SIGNPOSTS) -> list[Signpost]:
    """The signposts in the order of the file. Raises CorpusError when it is missing or malformed."""
    entries = read_yaml(path, TypeAdapter(list[_Entry]))
    return [
        Signpost(e.kind, tuple(e.questions), tuple(Place(**p.model_dump()) for p in e.places), e.first, e.urgent)
        for e in entries
    ]


@cache
def known_signposts() -> tuple[Signpost, ...]:
    """The signposts that come with Evenhand, read once. Raises CorpusError when they are malformed."""
    return tuple(load_signposts())
