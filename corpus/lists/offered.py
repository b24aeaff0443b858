"""What visitors are offered to ask: reviewed questions, and for a document that has none, its headings as questions."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter

from corpus.document import Document
from corpus.yaml_file import read_yaml

_FILE = "offered.yaml"
# A heading is asked about only where the question can be read at a glance.
_MOST_WORDS, _LONGEST_HEADING, _LONGEST_TITLE = 8, 60, 80
_NUMBERING = re.compile(
    r"^(?:(?:section|part|chapter|appendix|annex|schedule)\s+(?:\d[\d.]*|[a-z])\b|\d+(?:\.\d+)*|[a-z](?=[.):]))[.):\s–-]*",
    re.IGNORECASE,
)
# Headings that name a part of any document, and tell nothing of what this one says.
_SAY_NOTHING = frozenset(
    re.findall(
        r"\w+",
        """abstract acknowledgements actions aim aims annex annexes appendices appendix background bibliography comments
        conclusion conclusions contact contents definitions details example examples footnotes foreword further general
        glossary index introduction notes objectives other overview preface purpose references related scope sources
        statement summary version""",
    )
)
# Small words, and those that only name the paper that a document is.
_SMALL = frozenset(
    re.findall(r"\w+", "a an and control document for history in information key main of on our page the this")
)


@dataclass(frozen=True, slots=True)
class OfferedQuestion:
    """A question that a section of a document answers; `section` is the section's anchor."""

    document: str
    section: str
    text: str


@dataclass(frozen=True, slots=True)
class Offered:
    """Questions to begin with by who asks, what each document is good for, and questions in reading order."""

    starters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    good_for: Mapping[str, str] = field(default_factory=dict)
    questions: tuple[OfferedQuestion, ...] = ()


class _Document(BaseModel):
    model_config = ConfigDict(extra="forbid")
    good_for: str = ""
    sections: dict[str, tuple[str, ...]] = {}


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")
    starters: dict[str, tuple[str, ...]] = {}
    documents: dict[str, _Document] = {}


def load_offered(documents: Iterable[Document], folder: Path | None) -> Offered:
    """What visitors of a library of these documents are offered, as `offered.yaml` in the folder says.

    Questions to begin with are among those of the documents held. Raises CorpusError when the file is malformed.
    """
    file, held = _read(folder), list(documents)
    questions = tuple(question for document in held for question in _of_document(document, file))
    texts = {question.text for question in questions}
    starters = {who: tuple(text for text in asked if text in texts) for who, asked in file.starters.items()}
    return Offered(
        {who: asked for who, asked in starters.items() if asked},
        {one.id: file.documents[one.id].good_for for one in held if one.id in file.documents},
        questions,
    )


def heading_questions(document: Document) -> Iterator[OfferedQuestion]:
    """The headings of a document as questions, where that reads well and the section says something itself."""
    for section in document.sections:
        speaks = section.voice == "publisher" and any(block.kind not in ("note", "mark") for block in section.blocks)
        if speaks and (text := _asked(document.title, section.path)):
            yield OfferedQuestion(document.id, section.anchor, text)


def _of_document(document: Document, file: _File) -> Sequence[OfferedQuestion]:
    if document.id not in file.documents:
        return list(heading_questions(document))
    sections = file.documents[document.id].sections
    places = ((section.anchor, sections.get(section.anchor, ())) for section in document.sections)
    return [OfferedQuestion(document.id, anchor, text) for anchor, texts in places for text in texts]


def _asked(title: str, path: Sequence[str]) -> str:
    """The question about a heading; "" where there is none that reads well. One that is a question stays as it is."""
    heading = _NUMBERING.sub("", path[-1]).rstrip(" :")
    words = re.findall(r"[\w’'-]+", heading)
    if not 0 < len(words) <= _MOST_WORDS or len(heading) > _LONGEST_HEADING or not heading[0].isalpha():
        return ""
    if heading.endswith("?"):
        return heading
    tells = {word.lower() for word in words} - _SMALL - _SAY_NOTHING
    if not tells or heading[-1] in ".!;," or heading == title or len(title) > _LONGEST_TITLE:
        return ""
    return f"What does “{title}” say about “{heading.capitalize() if _shouts(heading) else heading}”?"


def _shouts(heading: str) -> bool:
    return heading.isupper() and " " in heading


def _read(folder: Path | None) -> _File:
    path = folder / _FILE if folder else None
    return read_yaml(path, TypeAdapter(_File), empty={}) if path and path.exists() else _File()
