"""The glossary: abbreviations in the documents, and what they stand for."""

from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from corpus.errors import CorpusError

GLOSSARY = Path(__file__).parent / "guidance" / "glossary.yaml"


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")
    abbreviation: str
    expansion: str
    also: list[str] = []
    stated: bool


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """An abbreviation in the documents; `forms` are all the ways it is written, the usual one first.

    It is `stated` where the documents themselves give the words of the expansion.
    """

    forms: tuple[str, ...]
    expansion: str
    stated: bool


def load_glossary(path: Path = GLOSSARY) -> list[Abbreviation]:
    """The abbreviations in the order of the file. Raises CorpusError when it is missing or malformed."""
    try:
        entries = TypeAdapter(list[_Entry]).validate_python(yaml.safe_load(path.read_text(encoding="utf-8-sig")))
    except (OSError, yaml.YAMLError, ValidationError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path.name}: {' '.join(str(error).split())}") from error
    return [Abbreviation((entry.abbreviation, *entry.also), entry.expansion, entry.stated) for entry in entries]
