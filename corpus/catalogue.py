"""The catalogue: in what words people ask for what a passage says; it helps to find and is never quoted."""

from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from corpus.document import Document, Passage
from corpus.errors import CorpusError

_Words = Annotated[str, Field(min_length=3)]


class Entry(BaseModel):
    """Words of a document, and questions that they answer."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    quote: _Words
    asks: Annotated[tuple[_Words, ...], Field(min_length=1)]


def catalogue_of(documents: Path) -> Path:
    """The folder of the catalogue that goes with a folder of documents; it need not exist."""
    return documents.parent / "catalogue"


def load_catalogue(document: Document, folder: Path) -> list[Entry]:
    """The entries of one document in the order of the file; none where it has no file.

    Raises CorpusError when the file is malformed or an entry's quote is not in the document.
    """
    path = folder / f"{document.id}.yaml"
    if not path.exists():
        return []
    try:
        entries = TypeAdapter(list[Entry]).validate_python(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (yaml.YAMLError, ValidationError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path.name}: {' '.join(str(error).split())}") from error
    for entry in entries:
        if entry.quote not in document.body:
            raise CorpusError(f"{path.name}: '{entry.quote[:60]}' is not in the document; quote it to the letter.")
    return entries


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
