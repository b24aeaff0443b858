"""The catalogue: in what words people ask for what a passage says, and what they ask that no document says.

It helps to find passages and to refuse; it is never quoted.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from corpus.document import Document, Passage
from corpus.errors import CorpusError

_Words = Annotated[str, Field(min_length=3)]
_Loaded = TypeVar("_Loaded")


class Entry(BaseModel):
    """Words of a document, and questions that they answer."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    quote: _Words
    asks: Annotated[tuple[_Words, ...], Field(min_length=1)]


class Gap(BaseModel):
    """Words of a document, and questions near to them that no document of the library answers."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    quote: _Words
    gaps: Annotated[tuple[_Words, ...], Field(min_length=1)]


def catalogue_of(documents: Path) -> Path:
    """The folder of the catalogue that goes with a folder of documents; it need not exist."""
    return documents.parent / "catalogue"


def load_catalogue(document: Document, folder: Path) -> list[Entry]:
    """The entries of one document in the order of the file; none where it has no file.

    Raises CorpusError when the file is malformed or an entry's quote is not in the document.
    """
    entries = _load(folder / f"{document.id}.yaml", TypeAdapter(list[Entry]))
    _check_quotes(document, entries)
    return entries


def load_gaps(documents: list[Document], folder: Path) -> list[str]:
    """The questions known to have no answer: those near each document, then those in general; none without files.

    Raises CorpusError as `load_catalogue` does.
    """
    questions: list[str] = []
    for document in documents:
        gaps = _load(folder / f"{document.id}.gaps.yaml", TypeAdapter(list[Gap]))
        _check_quotes(document, gaps)
        questions += [question for gap in gaps for question in gap.gaps]
    return questions + _load(folder / "general.gaps.yaml", TypeAdapter(list[_Words]))


def _load(path: Path, kind: TypeAdapter[list[_Loaded]]) -> list[_Loaded]:
    if not path.exists():
        return []
    try:
        # Thousands of lines: libyaml reads them ten times as fast as yaml.safe_load does.
        return kind.validate_python(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
    except (yaml.YAMLError, ValidationError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path.name}: {' '.join(str(error).split())}") from error


def _check_quotes(document: Document, entries: Sequence[Entry | Gap]) -> None:
    for entry in entries:
        if entry.quote not in document.body:
            raise CorpusError(
                f"The catalogue of {document.id} quotes '{entry.quote[:60]}', which is not there; quote to the letter."
            )


def asks_of_sentences(document: Document, passages: list[Passage], entries: list[Entry]) -> list[tuple[int, int, str]]:
    """(number of the passage, number of the sentence in it, question) for the document's passages in order.

    An entry belongs to the sentence its quote begins in; one that quotes a heading, to the first after it.
    """
    places: list[tuple[int, int, int]] = []
    at = 0
    for number, passage in enumerate(passages):
        at = document.body.index(passage.text, at)
        places += [(at + s.start + len(s.text), number, n) for n, s in enumerate(passage.sentences)]
    asks = []
    for entry in entries:
        start = document.body.index(entry.quote)
        owner = next(((number, n) for end, number, n in places if start < end), places[-1][1:])
        asks += [(*owner, ask) for ask in entry.asks]
    return sorted(asks, key=lambda ask: ask[:2])
