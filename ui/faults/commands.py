"""Commands of `evenhand`, each in a process of its own that may be killed.

The processes are forked off one that has imported everything, since imports take most of the time of a command and
leave nothing on the disk.
"""

import multiprocessing
import os
import signal
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path

_IMPORTED = [
    "assistant.assistant",
    "assistant.changes",
    "bm25s",
    "chromadb",
    "corpus.importing.convert",
    "indexing.stored.opening",
    "onnxruntime",
    "tokenizers",
    "ui.cli.library.adding",
    "ui.cli.library.checking",
    "ui.serve.app",
]
_LONGEST = 300.0


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended: its exit status, below 0 for a signal, and what it wrote."""

    status: int
    said: str
    complained: str
    seconds: float


class Running:
    """A command that is under way."""

    def __init__(self, arguments: Sequence[str], variables: Mapping[str, str], folder: Path, clock: Path) -> None:
        """`folder` is where it writes what it says; its clock is ahead by the seconds in the file `clock`, if any."""
        self._files = [Path(tempfile.mkstemp(dir=folder, suffix=name)[1]) for name in (".out", ".err")]
        self._started = time.perf_counter()
        self.process: ForkServerProcess = _context().Process(
            target=_run, args=(list(arguments), dict(variables), [str(file) for file in self._files], str(clock))
        )
        self.process.start()

    def kill_after(self, seconds: float) -> Ran:
        """Wait for so long, then kill it as `kill -9` does where it has not ended by then."""
        self.process.join(seconds)
        self.process.kill()
        return self.end()

    def send(self, number: signal.Signals) -> None:
        """Send it a signal."""
        assert self.process.pid
        os.kill(self.process.pid, number)

    def end(self) -> Ran:
        """Wait for its end; it is killed after some minutes."""
        self.process.join(_LONGEST)
        self.process.kill()
        self.process.join()
        said, complained = (file.read_text(encoding="utf-8", errors="replace") for file in self._files)
        return Ran(self.process.exitcode or 0, said, complained, time.perf_counter() - self._started)


@cache
def _context() -> ForkServerContext:
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # read when onnxruntime is imported
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_IMPORTED)
    return context


def _run(arguments: Sequence[str], variables: Mapping[str, str], files: Sequence[str], clock: str) -> None:
    """What the process does."""
    for number, file in enumerate(files, start=1):
        written = os.open(file, os.O_WRONLY)
        os.dup2(written, number)
        os.close(written)
    for name in [name for name in os.environ if name.startswith("EVENHAND_")]:
        del os.environ[name]
    os.environ.update(variables)
    tempfile.tempdir = None  # an import may have asked for the folder already
    if "EVENHAND_CHROMA_URL" in variables:
        from indexing.stored import groups

        groups.EXACT = 0  # a small library is searched in Chroma, as a large one is
    if Path(clock).exists():
        # Whatever keeps the function itself is imported later than this.
        time.time = partial(_ahead, time.time, Path(clock))
    from ui.cli.main import main

    main(list(arguments), prog_name="evenhand")


def _ahead(right: Callable[[], float], clock: Path) -> float:
    return right() + float(clock.read_text() or 0)
