"""Where the page changes the library: it takes files in, adds, replaces and removes, and serves the change at once."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from threading import Lock

from assistant.changes import Watch, add, remove
from assistant.settings import Settings
from corpus.added.staging import STAGED, Staged, clear_staged, correct, discard, open_staged, stage
from corpus.document import Document
from corpus.errors import CorpusError, EvenhandError
from indexing.embed import ADAPTED, Embedder
from ui.keep.details import Details
from ui.keep.work import Tell, TypedError
from ui.live import LiveAssistant

_ADDING = "Adding it to the library"
_SAME_TITLE = (
    "The library has a document of this title. Give this one another title, or put it in the place of the old one."
)


class NotThereError(EvenhandError):
    """What was asked for is not there any more."""


class Desk:
    """Changes the library of a page; one change at a time, because two would only take the cores from each other.

    Nor may two threads read PDF files at the same time.
    """

    def __init__(self, live: LiveAssistant) -> None:
        self._live = live
        self._one = Lock()

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self._live.now.assistant.settings

    def take(self, received: Path, replaces: str, tell: Tell) -> Staged:
        """Read a file that came in, and keep it for its review. Raises ImportedFileError."""
        with self._turn(tell):
            tell(f"Reading {received.name}")
            clear_staged(self.settings.library)
            checking = partial(tell, f"Checking {received.name}")
            return stage(self.settings.library, received, replaces=replaces or None, checking=checking)

    def waiting(self) -> list[Staged]:
        """The files that wait for their review."""
        library, found = self.settings.library, list[Staged]()
        clear_staged(library)
        for folder in sorted((library / STAGED).glob("*"), key=lambda folder: folder.stat().st_mtime):
            with suppress(CorpusError):  # it is being read just now
                found.append(open_staged(library, folder.name))
        return found

    def staged(self, token: str) -> Staged:
        """A file that waits for its review. Raises NotThereError."""
        try:
            return open_staged(self.settings.library, token)
        except CorpusError as error:
            gone = "This file was added or discarded already, or waited too long. Add it again."
            raise NotThereError(gone) from error

    def own(self, id_: str) -> Document:
        """A document that may be replaced and removed. Raises NotThereError."""
        document = self._live.now.library.documents.get(id_)
        if document is None or document.added is None:
            raise NotThereError("The library holds no document at this address that was added to it.")
        return document

    def replaced_by(self, staged: Staged) -> Document | None:
        """The document whose place a file is to take, or would where it is a newer version of it."""
        return self._live.now.library.documents.get(staged.replaces or staged.newer_of or "")

    def correct(self, staged: Staged, details: Details, replaces: str) -> Staged:
        """The file with what the keeper says of it. Raises TypedError where it cannot be added like that."""
        corrected = correct(self.settings.library, staged, details.given(staged.document), replaces or None)
        if corrected.problem:
            raise TypedError([_SAME_TITLE], {"title": _SAME_TITLE})
        return corrected

    def add(self, staged: Staged, tell: Tell) -> str:
        """Put the document into the library and serve it; its id."""
        with self._turn(tell):
            tell(_ADDING)
            watch = Watch(lambda done, total: tell(_ADDING, done / total if done else None), tell)
            add([staged], self.settings, watch, self._embedder())
            self._live.refresh()
            return staged.document.id

    def discard(self, staged: Staged) -> None:
        """Delete a file that waits."""
        discard(staged)

    def remove(self, id_: str, tell: Tell) -> None:
        """Take a document out of the library, and serve it without. Raises NotThereError for its only one."""
        if list(self._live.now.library.documents) == [id_]:
            raise NotThereError("This is the only document of the library. Add another before you remove it.")
        with self._turn(tell):
            tell("Removing it from the library")
            remove(id_, self.settings, Watch(say=tell), self._live.now.assistant.searcher.embedder)
            self._live.refresh()

    def picture(self, staged: Staged, number: int) -> bytes:
        """A page of a PDF as a PNG. Raises ImportedFileError where there is no such page."""
        from corpus.importing.pdf import page_picture

        with self._one:
            return page_picture(staged.original, number)

    def _embedder(self) -> Embedder | None:
        """The model that is loaded; None for the adapted one, which embeds a document quicker when opened for that."""
        embedder = self._live.now.assistant.searcher.embedder
        return None if embedder.name == ADAPTED else embedder

    @contextmanager
    def _turn(self, tell: Tell) -> Iterator[None]:
        if not self._one.acquire(blocking=False):
            tell("Waiting for another change to the library")
            self._one.acquire()
        try:
            yield
        finally:
            self._one.release()
