"""The exceptions file beside a curated document: every difference from the text as received, with its reason."""

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter

from corpus.yaml_file import read_yaml


def _lines(value: object) -> object:
    """`7` -> (7, 7) and `7-9` -> (7, 9): line numbers of the raw text, from 1, both ends included."""
    first, _, last = str(value).partition("-")
    return (int(first), int(last or first)) if first.isdigit() and (last or first).isdigit() else value


Lines = Annotated[tuple[int, int], BeforeValidator(_lines)]
Reason = Annotated[str, Field(min_length=3)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", coerce_numbers_to_str=True)


class Removed(_Strict):
    """Whole raw lines that the curated body leaves out, by number or because they equal `text`."""

    lines: Lines | None = None
    text: str | None = None
    reason: Reason


class Correction(_Strict):
    """Words of one raw line, and the curated words in their place; a line break in `curated` cuts the line in two."""

    line: int
    raw: Annotated[str, Field(min_length=1)]
    curated: str
    reason: Reason


class Added(_Strict):
    """Words that the curated body adds to the raw text."""

    text: Annotated[str, Field(min_length=1)]
    times: Annotated[int, Field(ge=1)] = 1
    reason: Reason


class Exceptions(_Strict):
    """All exceptions of one document, by kind."""

    furniture: list[Removed] = []
    withheld: list[Removed] = []
    front_matter: list[Removed] = []
    corrections: list[Correction] = []
    added: list[Added] = []


def load_exceptions(path: Path) -> Exceptions:
    """The exceptions of one document; none without a file. Raises CorpusError when it is malformed."""
    if not path.exists():
        return Exceptions()
    return read_yaml(path, TypeAdapter(Exceptions), empty={})
