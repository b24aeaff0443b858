"""The catalogue: questions that the documents answer, questions near to them that none answers, and topics.

It helps to find passages, to gather them and to refuse; it is never quoted. Each document has its questions and gaps in
two files: those written with the document open, and those asked before anyone had read it (`.first-day`).
"""

import math
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from corpus.document import Document, Passage
from corpus.errors import CorpusError
from corpus.yaml_file import read_yaml

_SHORTEST = 3
# What the names of files end in that hold questions asked before anyone had read the documents, before other endings.
FIRST_DAY = ".first-day"
_Words = Annotated[str, Field(min_length=_SHORTEST)]
_Loaded = TypeVar("_Loaded")
# (number of the passage, number of the sentence in it, question)
Placed = tuple[int, int, str]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Entry(_Strict):
    """Words of a document, and questions that they answer."""

    quote: _Words
    questions: Annotated[tuple[_Words, ...], Field(min_length=1)]


class GapEntry(_Strict):
    """Words of a document, and questions near to them that no document of the library answers.

    `premises` are questions that take for granted what these words contradict.
    """

    quote: _Words
    gaps: tuple[_Words, ...] = ()
    premises: tuple[_Words, ...] = ()


# What stands in a file of questions or of gaps; a general gap is its text.
CatalogueEntry = Entry | GapEntry | str


class Place(_Strict):
    """Words of a document, and the document that they stand in."""

    document: _Words
    quote: _Words


class TopicEntry(_Strict):
    """A topic of the library, questions that ask for all that is said on it, and the words that say it.

    The most direct words come first.
    """

    topic: _Words
    questions: Annotated[tuple[_Words, ...], Field(min_length=1)]
    quotes: Annotated[tuple[Place, ...], Field(min_length=1)]


_ENTRIES, _GAPS, _GENERAL = TypeAdapter(list[Entry]), TypeAdapter(list[GapEntry]), TypeAdapter(list[_Words])
_TOPICS = TypeAdapter(list[TopicEntry])


def catalogue_of(documents: Path) -> Path:
    """Where the catalogue of a folder of documents stands; the folder need not exist."""
    return documents.parent / "catalogue"


def load_catalogue(document: Document, folder: Path, name: str | None = None) -> list[Entry]:
    """The entries of one document in the order of its two files; none without a file.

    The files are called after the document, or have the `name`. Raises CorpusError when one is malformed, or quotes
    what is not in the document.
    """
    files = [folder / f"{name or document.id}{kind}.yaml" for kind in ("", FIRST_DAY)]
    entries = [entry for file in files for entry in _load(file, _ENTRIES)]
    _check_quotes(document, [entry.quote for entry in entries])
    return entries


def load_gaps(document: Document, folder: Path, name: str | None = None) -> list[GapEntry]:
    """The gaps of one document in the order of its two files; none without a file. As `load_catalogue`."""
    files = [folder / f"{name or document.id}{kind}.gaps.yaml" for kind in ("", FIRST_DAY)]
    gaps = [gap for file in files for gap in _load(file, _GAPS)]
    _check_quotes(document, [gap.quote for gap in gaps])
    return gaps


def load_general_gaps(folder: Path) -> list[str]:
    """Questions of the field that no document comes near to; none without a file. Raises CorpusError."""
    files = [folder / f"general{kind}.gaps.yaml" for kind in ("", FIRST_DAY)]
    return [gap for file in files for gap in _load(file, _GENERAL)]


def load_topics(documents: Sequence[Document], folder: Path) -> list[TopicEntry]:
    """The topics in the order of the file; none without a file. Raises as `load_catalogue` does."""
    topics = _load(folder / "topics.yaml", _TOPICS)
    places = [place for topic in topics for place in topic.quotes]
    for document in documents:
        _check_quotes(document, [place.quote for place in places if place.document == document.id])
    if unknown := {place.document for place in places} - {document.id for document in documents}:
        raise CorpusError(f"topics.yaml names the document '{min(unknown)}', which the library does not hold.")
    return topics


def load_file(path: Path) -> Sequence[CatalogueEntry]:
    """The entries, the gaps or the general gaps of one file, by its name; none without a file. Raises CorpusError."""
    if path.name.startswith("general"):
        return _load(path, _GENERAL)
    if path.name.endswith(".gaps.yaml"):
        return _load(path, _GAPS)
    return _load(path, _ENTRIES)


def _load(path: Path, kind: TypeAdapter[list[_Loaded]]) -> list[_Loaded]:
    return read_yaml(path, kind) if path.exists() else []


def _check_quotes(document: Document, quotes: Iterable[str]) -> None:
    for quote in quotes:
        if quote not in document.body:
            raise CorpusError(
                f"The catalogue of {document.id} quotes '{quote[:60]}', which is not there; quote to the letter."
            )


def place_questions(
    document: Document, passages: Sequence[Passage], quoted: Iterable[tuple[str, Sequence[str]]]
) -> list[Placed]:
    """Each quote's questions with the sentence they belong to, in the order of the document.

    That is the sentence that the quote begins in or, for a quote that begins between two (in a heading, say), the one
    after it. `passages` are all the passages of the document, in order.
    """
    ends = [
        (passage.start + sentence.start + len(sentence.text), number, n)
        for number, passage in enumerate(passages)
        for n, sentence in enumerate(passage.sentences)
    ]
    placed = []
    for quote, questions in quoted:
        start = document.body.index(quote)
        owner = next(((number, n) for end, number, n in ends if start < end), ends[-1][1:])
        placed += [(*owner, question) for question in questions]
    return sorted(placed, key=lambda place: place[:2])


def quote_at(document: Document, start: int, end: int) -> str:
    """The words from `start` to `end` of the body, and as many of the next ones as tell the place from earlier ones.

    So `place_questions` finds the place again, though the same words stand in other places too.
    """
    body, word = document.body, re.compile(r"\S+")
    while (body.find(body[start:end]) < start or end - start < _SHORTEST) and (following := word.search(body, end)):
        end = following.end()
    return body[start:end]


def as_catalogue(entries: Sequence[CatalogueEntry]) -> str:
    """The entries or gaps of a file in the form that `load_file` reads."""
    return "\n".join([line for entry in entries for line in _lines(entry)] or ["[]"]) + "\n"


def _lines(entry: CatalogueEntry) -> Iterable[str]:
    if isinstance(entry, str):
        yield f"- {_scalar(entry)}"
        return
    yield f"- quote: {_scalar(entry.quote)}"
    for name, texts in entry:
        if name != "quote" and texts:
            yield f"  {name}:"
            yield from (f"    - {_scalar(text)}" for text in texts)


def _scalar(text: str) -> str:
    """A text in quotation marks, on one line."""
    dumped: str = yaml.safe_dump(text, default_style='"', allow_unicode=True, width=math.inf)
    return dumped.strip()
