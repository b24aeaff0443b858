"""What a library says of itself in its `library.yaml`: its scope, and questions and topics to start with."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter

from corpus.yaml_file import read_yaml


@dataclass(frozen=True, slots=True)
class About:
    """`scope` completes a sentence such as "This is outside the library, which is about …"; "" where it is not stated.

    `examples` are questions to start with, and `topics` are topics to gather excerpts on.
    """

    scope: str = ""
    examples: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


class _Fields(BaseModel):
    model_config = ConfigDict(extra="forbid")
    scope: str = ""
    examples: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


def load_about(folder: Path) -> About:
    """What `library.yaml` in this folder says; an empty About without one. Raises CorpusError when it is malformed."""
    path = folder / "library.yaml"
    if not path.exists():
        return About()
    fields = read_yaml(path, TypeAdapter(_Fields), empty={})
    return About(" ".join(fields.scope.split()), fields.examples, fields.topics)
