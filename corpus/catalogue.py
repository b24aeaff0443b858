"""The catalogue: questions that the documents answer, questions near to them that none answers, and topics.

It helps to find passages, to gather them and to refuse; it is never quoted.
"""

import math
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from corpus.document import Document, Passage
from corpus.errors import CorpusError

_SHORTEST = 3
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


def catalogue_of(documents: Path) -> Path:
    """Where the catalogue of a folder of documents stands; the folder need not exist."""
    return documents.parent / "catalogue"


def load_catalogue(document: Document, folder: Path, name: str | None = None) -> list[Entry]:
    """The entries of one document in the order of the file; none without a file.

    The file is called after the document, or has the `name`. Raises CorpusError when it is malformed, or quotes what is
    not in the document.
    """
    entries = _load(folder / f"{name or document.id}.yaml", TypeAdapter(list[Entry]))
    _check_quotes(document, [entry.quote for entry in entries])
    return entries


def load_gaps(document: Document, folder: Path, name: str | None = None) -> list[GapEntry]:
    """The gaps of one document in the order of the file; none without a file. Takes and raises as `load_catalogue`."""
    gaps = _load(folder / f"{name or document.id}.gaps.yaml", TypeAdapter(list[GapEntry]))
    _check_quotes(document, [gap.quote for gap in gaps])
    return gaps


def load_general_gaps(folder: Path) -> list[str]:
    """Questions of the field that no document comes near to; none without a file. Raises CorpusError."""
    return _load(folder / "general.gaps.yaml", TypeAdapter(list[_Words]))


def load_topics(documents: Sequence[Document], folder: Path) -> list[TopicEntry]:
    """The topics in the order of the file; none without a file. Raises as `load_catalogue` does."""
    topics = _load(folder / "topics.yaml", TypeAdapter(list[TopicEntry]))
    places = [place for topic in topics for place in topic.quotes]
    for document in documents:
        _check_quotes(document, [place.quote for place in places if place.document == document.id])
    if unknown := {place.document for place in places} - {document.id for document in documents}:
        raise CorpusError(f"topics.yaml names the document '{min(unknown)}', which the library does not hold.")
    return topics


def _load(path: Path, kind: TypeAdapter[list[_Loaded]]) -> list[_Loaded]:
    if not path.exists():
        return []
    try:
        # Thousands of lines: libyaml reads them ten times as fast as yaml.safe_load does.
        return kind.validate_python(yaml.load(path.read_text(encoding="utf-8-sig"), Loader=yaml.CSafeLoader))
    except (yaml.YAMLError, ValidationError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path.name}: {' '.join(str(error).split())}") from error


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


def as_catalogue(entries: Sequence[Entry]) -> str:
    """The entries in the form that `load_catalogue` reads."""
    lines: list[str] = []
    for entry in entries:
        lines += [f"- quote: {_scalar(entry.quote)}", "  questions:"]
        lines += [f"    - {_scalar(question)}" for question in entry.questions]
    return "\n".join([*lines, ""] if lines else ["[]", ""])


def _scalar(text: str) -> str:
    """A text in quotation marks, on one line."""
    dumped: str = yaml.safe_dump(text, default_style='"', allow_unicode=True, width=math.inf)
    return dumped.strip()
