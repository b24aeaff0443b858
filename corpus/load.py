"""Curated Markdown files -> Documents: the front matter, then the sections of the body."""

import hashlib
import re
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from corpus.document import CurrencyNote, Document, Status
from corpus.errors import CorpusError
from corpus.markdown.sections import sections_of
from corpus.utf8 import read_utf8

DOCUMENTS = Path(__file__).parent / "guidance" / "documents"

# A day, a month or a year.
ISO_DATE = r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _Currency(BaseModel):
    model_config = ConfigDict(extra="forbid")
    terms: list[Text] = Field(min_length=1)
    note: Text


class _FrontMatter(BaseModel):
    """Fields without a default must be in the file; null says that the document does not state them."""

    model_config = ConfigDict(extra="forbid")
    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    title: Text
    publisher: Text | None
    author: Text | None
    published: Text | None
    period: Text | None
    kind: Text | None
    url: Text | None
    rights: Text | None
    status: Status
    currency: list[_Currency]
    raw: Text
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    replies_by: Text | None = None
    leader: Text | None = None
    courtesies: tuple[Text, ...] = ()
    version: Text | None = None
    review_due: Annotated[str, StringConstraints(pattern=ISO_DATE)] | None = None
    added: Annotated[str, StringConstraints(pattern=ISO_DATE)] | None = None
    stands_for: dict[Text, Text] = {}


def load_documents(folder: Path = DOCUMENTS) -> list[Document]:
    """All curated documents of a folder, in the order of their ids.

    Raises CorpusError, which names the file and says what is wrong with it.
    """
    paths = sorted(folder.glob("*.md"))
    if not paths:
        raise CorpusError(f"No curated documents (*.md) in {folder}; name a folder that holds some.")
    documents = [load_document(path) for path in paths]
    for path, document in zip(paths, documents, strict=True):
        if path.stem != document.id:
            raise CorpusError(f"{path.name}: its id is '{document.id}'; name the file after the id.")
    return documents


def load_document(path: Path, name: str = "") -> Document:
    """One document. Raises CorpusError, with the `name` instead of the file's where one is given.

    That happens when it cannot be read, or its front matter or headings are wrong.
    """
    name = name or path.name
    front, body = _split_front_matter(_read(path), name)
    fields = front.model_dump(exclude={"currency", "stands_for"})
    stands_for = tuple((words.lower(), name) for words, name in front.stands_for.items())
    currency = tuple(CurrencyNote(tuple(entry.terms), entry.note) for entry in front.currency)
    sections = tuple(sections_of(body, front.title, name))
    return Document(**fields, currency=currency, body=body, sections=sections, stands_for=stands_for)


def load_front_matter(path: Path, name: str = "") -> dict[str, Any]:
    """The fields of a document's front matter, without its text. Takes and raises what `load_document` does."""
    front, _ = _split_front_matter(_read(path), name or path.name)
    return front.model_dump()


def curated_ids() -> list[str]:
    """The ids of the documents that come with Evenhand."""
    return sorted(path.stem for path in DOCUMENTS.glob("*.md"))


def fingerprint(folder: Path = DOCUMENTS, pattern: str = "*.md") -> dict[str, str]:
    """The SHA-256 of each file in a folder, by the file's name without its ending; the files are not parsed."""
    return {path.stem: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob(pattern))}


def _read(path: Path) -> str:
    """The text of a file without a byte order mark; line ends of any kind become line feeds."""
    try:
        return read_utf8(path)
    except UnicodeError as error:
        raise CorpusError(f"{path.name} {error}; save it as UTF-8.") from error
    except OSError as error:
        raise CorpusError(f"{path} cannot be read: {error.strerror}.") from error


def _split_front_matter(text: str, name: str) -> tuple[_FrontMatter, str]:
    match = re.match(r"---\n(.*?\n)---\n", text, re.DOTALL)
    if match is None:
        raise CorpusError(f"{name}: no front matter; begin the file with YAML between two lines of '---'.")
    try:
        fields = yaml.safe_load(match[1])
        if not isinstance(fields, dict):
            raise CorpusError(f"{name}: the front matter is not a list of 'field: value' lines.")
        for field in ("published", "version", "review_due", "added"):  # which YAML may take for dates and numbers
            if isinstance(fields.get(field), date | int | float):
                fields[field] = str(fields[field])
        return _FrontMatter(**fields), text[match.end() :]
    except yaml.YAMLError as error:
        raise CorpusError(f"{name}: the front matter is not valid YAML: {_one_line(error)}") from error
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise CorpusError(f"{name}: front matter: {problems}") from error


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
