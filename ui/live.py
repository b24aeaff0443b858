"""The library as it now is, for a page that stays open while documents are added and removed."""

import hashlib
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING

from corpus.lists.offered import Offered, load_offered
from ui.counts import Counts
from ui.failures import log_failure
from ui.html.passages import Holdings

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from corpus.document import Document

# Questions and calls answered at the same time. Four would serve twenty visitors as well (`python -m ui.bench`), but
# where a language model writes, most only wait for it.
AT_ONCE = 16
# Seconds between two looks at whether the index has changed, and between two tries to open one that cannot be opened.
INTERVAL, _AGAIN = 1.0, 5.0
_NO_FILE = (0, 0, 0)


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """An assistant with the documents and passages it answers from, and what its visitors are offered.

    A request takes one and uses it from beginning to end, so that no answer is made from two libraries. The `edition`
    is the same wherever the same documents answer.
    """

    assistant: "Assistant"
    library: Holdings
    offered: Offered
    edition: str

    @classmethod
    def of(cls, assistant: "Assistant") -> "Snapshot":
        """The snapshot of an assistant. Raises CorpusError when the file of offered questions is malformed."""
        curated, documents = assistant.settings.curated, assistant.searcher.documents.values()
        offered = load_offered(documents, curated.parent if curated else None)
        return cls(assistant, Holdings.of(assistant.searcher), offered, _edition_of(documents))


class LiveAssistant:
    """Holds the assistant in force, and puts another in its place when the index has changed.

    Any thread may ask it. Those who hold the earlier snapshot go on with it.
    """

    def __init__(self, assistant: "Assistant", clock: Callable[[], float] = time.monotonic) -> None:
        self._now, self._clock = Snapshot.of(assistant), clock
        self._state = _state_of(assistant.settings.index)
        self._next_look = clock() + INTERVAL
        self._looking, self._opening = Lock(), Lock()
        self._told: list[Callable[[Snapshot], None]] = []
        self.counts = Counts()
        # Why no question should come yet; "" once the models are loaded.
        self.loading = ""

    @property
    def now(self) -> Snapshot:
        """The snapshot in force.

        It returns at once: where the index has changed, the new one is opened in the background.
        """
        self.look()
        return self._now

    def look(self) -> None:
        """Look whether the index has changed, if it is time, and then have the new one opened in the background."""
        if self._looking.acquire(blocking=False):
            try:
                if self._clock() >= self._next_look:
                    self._next_look = self._clock() + INTERVAL
                    if _state_of(self._now.assistant.settings.index) != self._state:
                        Thread(target=self._follow, name="evenhand-library", daemon=True).start()
            finally:
                self._looking.release()

    def refresh(self) -> Snapshot:
        """The snapshot of the index as it is at this moment, opened first where it has changed.

        Raises StoredIndexError where it cannot be opened; then the earlier one stays in force.
        """
        with self._opening:
            state = _state_of(self._now.assistant.settings.index)
            if state != self._state:
                self._now = Snapshot.of(self._now.assistant.reopened())
                self._state = state
                for tell in self._told:
                    tell(self._now)
            return self._now

    def on_change(self, tell: Callable[[Snapshot], None]) -> None:
        """Have each new snapshot told, when it is in force."""
        self._told.append(tell)

    def warm(self) -> None:
        """Load in the background what the first question in doubt would wait for."""
        self.loading = "The models are being loaded."
        Thread(target=self._warm, name="evenhand-warm", daemon=True).start()

    def _follow(self) -> None:
        """Open the changed index, unless somebody does so already; a failure is logged, and tried again later."""
        if self._opening.locked():
            return
        try:
            self.refresh()
        except Exception as error:  # noqa: BLE001 - nobody waits for this thread, and the earlier library goes on
            self._next_look = self._clock() + _AGAIN
            log_failure("Opening the changed library", error)

    def _warm(self) -> None:
        cross_encoder = self._now.assistant.searcher.cross_encoder
        try:
            if cross_encoder:
                cross_encoder.log_odds("Is it ready?", ["It is ready."])
            self.loading = ""
        except Exception as error:  # noqa: BLE001 - as above: a question would report it
            self.loading = "A model cannot be loaded; the log says where it failed."
            log_failure("Loading the cross-encoder", error)


def _edition_of(documents: Iterable["Document"]) -> str:
    digest = hashlib.sha256()
    for document in documents:
        digest.update(f"{document.id}\n{document.title}\n{document.body}\n".encode())
    return digest.hexdigest()[:16]


def _state_of(index: Path) -> tuple[int, int, int]:
    """What changes whenever another build of an index is put in force."""
    try:
        found = (index / "current").stat()
    except OSError:
        return _NO_FILE
    return found.st_ino, found.st_mtime_ns, found.st_size
