"""A file as received -> a document that is ready to be added: converted and checked, but not yet in the library."""

import datetime as dt
import hashlib
import json
import re
import shutil
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import yaml

from corpus.added.folder import (
    DOCUMENT,
    ORIGINAL,
    PAGE_BREAK,
    PAGES,
    REPORT,
    added_ids,
    check_is_added,
    load_folder,
    original_of,
    report_of,
)
from corpus.added.names import RESERVED, id_of_title, numbered
from corpus.document import Document, Status
from corpus.errors import CorpusError
from corpus.importing.draft import Stated
from corpus.importing.errors import ImportedFileError
from corpus.importing.reporting.report import Report
from corpus.load import ISO_DATE, curated_ids, load_front_matter

if TYPE_CHECKING:
    from corpus.importing.convert import Converted

STAGED = ".staged"
# In a staged folder: the document as it will stand in the library, and what is not part of it.
READY, _RECEIVED = "document", "received.json"
_HOUR = 3600
# What was staged longer ago is forgotten when the library next changes.
HOURS = 24


class SameFileError(ImportedFileError):
    """The very file is in the library already, as document `id_`: there is nothing to do."""

    def __init__(self, name: str, id_: str) -> None:
        super().__init__(f"{name} is in the library already, as '{id_}'; there is nothing to do.")
        self.id_ = id_


@dataclass(frozen=True, slots=True)
class Given:
    """What a person says of a document, which counts before what the file states of itself."""

    stated: Stated = field(default_factory=Stated)
    status: Status | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Staged:
    """A document that waits to be added; `token` finds it again, also after a restart.

    `name` is what the file was called. `replaces` is the id of the document whose place it takes, None where it is a
    new one. `newer_of` is the id of the one with the same title, which it would have to replace.
    """

    token: str
    folder: Path
    name: str
    document: Document
    report: Report
    replaces: str | None
    newer_of: str | None

    @property
    def ready(self) -> Path:
        """The folder as it will stand in the library."""
        return self.folder / READY

    @property
    def original(self) -> Path:
        """The file as received."""
        return original_of(self.ready)

    @property
    def problem(self) -> str | None:
        """Why it cannot be added as it is, and what to do; None where it can."""
        if not self.newer_of or self.replaces == self.newer_of:
            return None
        return (
            f"{self.name}: '{self.newer_of}' in the library has the same title; replace it with --replace, or give "
            "another title with --title."
        )


def stage(
    library: Path,
    received: Path,
    given: Given | None = None,
    name: str = "",
    replaces: str | None = None,
    checking: Callable[[], object] | None = None,
) -> Staged:
    """Convert a file, in a folder that no reader of the library looks at.

    `name` is what it was called, where `received` is called otherwise; `checking` is as for `convert`. Raises
    ImportedFileError for a file that cannot be taken (SameFileError where it is there already), CorpusError where
    `replaces` is not in the library.
    """
    from corpus.importing.convert import convert  # only whoever adds a document waits for what reads files

    name, given = name or received.name, given or Given()
    if replaces is not None:
        check_is_added(library, replaces)
    digest = _digest(received)
    if same := next((id_ for id_, front in _fronts(library) if front["sha256"] == digest), None):
        raise SameFileError(name, same)
    token = uuid4().hex
    folder = library / STAGED / token
    try:
        (folder / READY).mkdir(parents=True)
        copy = folder / READY / Path(name).name
        shutil.copyfile(received, copy)
        converted = convert(copy, given.stated, checking)
        original = copy.rename(folder / READY / f"{ORIGINAL}{copy.suffix.lower()}")
        (folder / READY / PAGES).write_text(PAGE_BREAK.join(converted.pages), encoding="utf-8")
        (folder / READY / REPORT).write_text(converted.report.to_json(), encoding="utf-8")
        front = _front_matter(converted, given, original.name, digest)
        _settle(library, folder, {"name": name, "replaces": replaces}, front, converted.body)
        return open_staged(library, token)
    except BaseException as error:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, OSError):
            raise ImportedFileError(f"{name} cannot be taken into {library}: {error.strerror}.") from error
        raise


def open_staged(library: Path, token: str) -> Staged:
    """A staged document by its token. Raises CorpusError where there is none (any more)."""
    folder = library / STAGED / token
    try:
        if not token.isalnum():
            raise FileNotFoundError
        received = json.loads((folder / _RECEIVED).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CorpusError("What was to be added is not there any more; give the file once again.") from error
    document = load_folder(folder / READY)
    same_title = next((id_ for id_, front in _fronts(library) if _alike(front["title"], document.title)), None)
    return Staged(
        token, folder, received["name"], document, report_of(folder / READY), received["replaces"], same_title
    )


def correct(library: Path, staged: Staged, given: Given, replaces: str | None = None) -> Staged:
    """The staged document with other metadata: what is not given of it becomes unknown, but for title and status."""
    stated = {name: value or None for name, value in asdict(given.stated).items()}
    front = load_front_matter(staged.ready / DOCUMENT) | stated
    front["title"] = given.stated.title or staged.document.title
    front["status"] = given.status or staged.document.status
    _settle(library, staged.folder, {"name": staged.name, "replaces": replaces}, front, staged.document.body)
    return open_staged(library, staged.token)


def as_newer(library: Path, staged: Staged) -> Staged:
    """The staged document as the newer version of the one with its title, whose place it takes; itself without one."""
    if not staged.newer_of:
        return staged
    received = {"name": staged.name, "replaces": staged.newer_of}
    _settle(library, staged.folder, received, load_front_matter(staged.ready / DOCUMENT), staged.document.body)
    return open_staged(library, staged.token)


def discard(staged: Staged) -> None:
    """Forget a staged document."""
    shutil.rmtree(staged.folder, ignore_errors=True)


def clear_staged(library: Path, hours: float = HOURS, spared: Collection[str] = ()) -> None:
    """Forget what was staged longer ago and neither added nor discarded, but for what is `spared`, by its token.

    What is not whole after an hour is what a killed program left, and nobody can add it.
    """
    folder = library / STAGED
    for old in folder.iterdir() if folder.is_dir() else ():
        kept = hours if (old / _RECEIVED).exists() else min(hours, 1)
        with suppress(FileNotFoundError):  # whoever staged it is done with it just now
            if old.name not in spared and old.stat().st_mtime < time.time() - kept * _HOUR:
                shutil.rmtree(old, ignore_errors=True)


def _settle(library: Path, folder: Path, received: dict[str, Any], front: dict[str, Any], body: str) -> None:
    """Write what changes with the metadata: the document, with its id, and what is known of the file.

    Raises CorpusError for a date that is none.
    """
    for name in ("published", "review_due"):
        if front[name] and not re.match(ISO_DATE, front[name]):
            raise CorpusError(f"'{front[name]}' is not a date that Evenhand reads; write 2027, 2027-03 or 2027-03-12.")
    front["id"] = received["replaces"] or _new_id(library, front["title"])
    text = yaml.safe_dump(front, sort_keys=False, allow_unicode=True, width=1000)
    (folder / READY / DOCUMENT).write_text(f"---\n{text}---\n\n{body.strip()}\n", encoding="utf-8")
    (folder / _RECEIVED).write_text(json.dumps(received), encoding="utf-8")


def _front_matter(converted: "Converted", given: Given, raw: str, digest: str) -> dict[str, Any]:
    stated = asdict(converted.stated)
    fields = ("title", "publisher", "author", "published", "version", "review_due", "kind", "url", "rights")
    return {
        "id": "",
        **{name: stated[name] for name in fields},
        "period": None,
        "status": given.status or "current",
        "currency": [],
        "raw": raw,
        "sha256": digest,
        "added": dt.date.today().isoformat(),
    }


def _new_id(library: Path, title: str) -> str:
    """The id of a new document; a number parts it from another one of the library whose title gives the same."""
    wanted = id_of_title(title)
    taken = {RESERVED, *curated_ids(), *(id_ for id_, front in _fronts(library) if not _alike(front["title"], title))}
    free = (numbered(wanted, number) for number in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(id_ for id_ in free if id_ not in taken)


def _alike(title: str, other: str) -> bool:
    return " ".join(title.casefold().split()) == " ".join(other.casefold().split())


def _fronts(library: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The front matter of each added document by its id."""
    for id_ in added_ids(library):
        yield id_, load_front_matter(library / id_ / DOCUMENT, f"{id_}/{DOCUMENT}")


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ImportedFileError(f"{path} cannot be read: {error.strerror}.") from error
