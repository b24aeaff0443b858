"""What a library says of itself in its `library.yaml`: its scope, and questions and topics to start with."""

from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from corpus.errors import CorpusError


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
    try:
        fields = _Fields.model_validate(yaml.safe_load(path.read_text(encoding="utf-8-sig")) or {})
    except (yaml.YAMLError, ValidationError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path.name}: {' '.join(str(error).split())}") from error
    return About(" ".join(fields.scope.split()), fields.examples, fields.topics)
