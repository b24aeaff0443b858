"""A Chroma server that is restarted, killed and frozen while a page searches in it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from threading import Event

import httpx

from evals.bench import BenchError, free_port
from ui.ask.turn import AWAY
from ui.faults.ashgrove import KEPT, Ashgrove
from ui.faults.asking import answer, known_answers
from ui.faults.figures import Figures
from ui.faults.killed import served

_LONGEST = 60.0
_VISITORS = 4
# For how many seconds it is away, and half of those for which it is frozen.
_GONE = 4.0


class ChromaServer:
    """`chroma run` over a folder, on a port of its own that stays the same when it is started again."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, or let it go on. Raises BenchError where it does not start."""
        if self._process:
            self._process.send_signal(signal.SIGCONT)
            return
        command = [str(Path(sys.executable).with_name("chroma")), "run", "--path", str(self._folder)]
        self._process = subprocess.Popen(  # noqa: S603
            [*command, "--host", "127.0.0.1", "--port", str(self.port)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "ANONYMIZED_TELEMETRY": "False"},
        )
        end = time.monotonic() + _LONGEST
        while time.monotonic() < end:
            with suppress(httpx.TransportError):
                if httpx.get(f"{self.url}/api/v2/heartbeat", timeout=1).is_success:
                    return
            time.sleep(0.05)
        raise BenchError("The Chroma server did not start.")

    def signal(self, number: int) -> None:
        """Send it a signal."""
        assert self._process
        self._process.send_signal(number)

    def kill(self) -> None:
        """Kill it, as `kill -9` does."""
        if self._process:
            self._process.send_signal(signal.SIGCONT)
            self._process.kill()
            self._process.wait()
            self._process = None

    def freeze(self) -> None:
        """Let it answer nothing, until it is started."""
        self.signal(signal.SIGSTOP)

    def restart(self) -> None:
        """Stop it as its unit or container would, for `start` to start it again."""
        assert self._process
        self._process.terminate()
        self._process.wait(_LONGEST)
        self._process = None


@contextmanager
def chroma_server(folder: Path) -> Iterator[ChromaServer]:
    """A server that runs for as long as the context lasts. Raises BenchError where it does not start."""
    server = ChromaServer(folder)
    try:
        server.start()
        yield server
    finally:
        server.kill()


def faults_of_chroma(place: Ashgrove, server: ChromaServer) -> Iterator[Figures]:
    """The server of the library's vectors is restarted, killed and frozen while visitors ask a page."""
    faults: list[tuple[str, Callable[[], None], float]] = [
        ("restarted", server.restart, 0.0),
        ("killed for some seconds", server.kill, _GONE),
        ("frozen (SIGSTOP) for some seconds", server.freeze, 2 * _GONE),
    ]
    with served(place) as (_, address):
        for what, fault, away in faults:
            yield _under_load(place, address, what, partial(_away, fault, away, server))


def _away(fault: Callable[[], None], seconds: float, server: ChromaServer) -> None:
    fault()
    time.sleep(seconds)
    server.start()


def _under_load(place: Ashgrove, address: str, what: str, fault: Callable[[], None]) -> Figures:
    """Make a fault while visitors ask, and ask until the page answers again; the seconds are those until then."""
    problems: list[str] = []
    with ThreadPoolExecutor(_VISITORS) as pool:
        over = Event()
        visits = [pool.submit(_visit, address, over) for _ in range(_VISITORS)]
        time.sleep(1)
        fault()
        back = time.perf_counter()
        while (wrong := place.wrong_in(known_answers(address))) and time.perf_counter() - back < _LONGEST:
            time.sleep(0.1)
        took = time.perf_counter() - back
        over.set()
        told = [one for visit in visits for one in visit.result()]
    problems += [f"Chroma {what}: {each} after {took:.0f} s" for each in wrong]
    problems += [f"Chroma {what}: a visitor got {one}" for one in dict.fromkeys(told) if one not in ("", AWAY)]
    without = sum(one == AWAY for one in told)
    seen = f"{len(told)} questions of {_VISITORS} visitors, of which {without} were told that it was away"
    return Figures(f"Chroma server {what} under questions", 1, tuple(problems), (took,), seen)


def _visit(address: str, over: Event) -> list[str]:
    """What was wrong with each answer: "" for nothing, else what the page said, or why it said nothing."""
    told = []
    while not over.is_set():
        try:
            shown = answer(address, KEPT)
        except Exception as error:  # noqa: BLE001 - whatever it is, the page is not up
            shown = f"no reply: {error}"
        told.append("" if "separate shelves" in shown else shown)
    return told
