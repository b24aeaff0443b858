"""How much load a server bears: visitors who ask without a pause, of one server, of two, and of a stock page."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from evals.bench import free_port, percentile, wait_until_served
from evals.questions import load_questions
from ui.bench.proxy import deployed
from ui.bench.stock import StockVisitor
from ui.bench.visitors import Visitor

VISITORS = (1, 20, 100)
_MEGABYTE = 2**20
_EVENHAND = [sys.executable, "-c", "from ui.cli.main import main; main()", "chat", "--no-browser"]
_STOCK = [sys.executable, "-m", "ui.bench.stock"]

Processes = Sequence["subprocess.Popen[bytes]"]


class Asks(Protocol):
    """Somebody who asks questions."""

    def ask(self, question: str) -> object:
        """Ask, and wait for the answer. Raises RuntimeError or httpx.HTTPError where there is none."""


@dataclass(frozen=True, slots=True)
class Load:
    """What visitors met: seconds until each answer, questions without one, and the servers' memory in MB.

    `before` is that after one question, and `after` that at the end.
    """

    seconds: tuple[float, ...]
    failed: int
    took: float
    before: float
    after: float


def measure(seconds: float, visitors: Sequence[int] = VISITORS) -> Iterator[str]:
    """The lines of the table in Markdown, each when it is measured; every number of visitors asks for so long."""
    yield "| page | visitors | answers a second | p50 | p95 | errors | memory before and after |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for name, serve, visitor in _pages():
        for count in visitors:
            with serve() as (address, processes):
                yield _line(name, count, under_load(address, processes, visitor, count, seconds))


def under_load(address: str, processes: Processes, visitor: Callable[[str], Asks], count: int, seconds: float) -> Load:
    """So many visitors ask one question after the other, without reading the answers, for so long."""
    questions = [item.turns[0].question for item in load_questions(split="dev")]
    visitor(address).ask(questions[0])  # so that everything is loaded
    before, started = _megabytes(processes), time.perf_counter()

    def visit(number: int) -> tuple[list[float], int]:
        waits, failed, one = [], 0, visitor(address)
        for n in range(len(questions) * 1000):
            if time.perf_counter() - started > seconds:
                break
            if n % _CONVERSATION == 0:
                one = visitor(address)
            asked = time.perf_counter()
            try:
                one.ask(questions[(number * 7 + n) % len(questions)])
                waits.append(time.perf_counter() - asked)
            except Exception:  # noqa: BLE001 - whatever it is, there was no answer
                failed, one = failed + 1, visitor(address)
        return waits, failed

    with ThreadPoolExecutor(count) as pool:
        met = list(pool.map(visit, range(count)))
    took = time.perf_counter() - started
    return Load(tuple(s for own, _ in met for s in own), sum(f for _, f in met), took, before, _megabytes(processes))


# Questions of one conversation.
_CONVERSATION = 4


def _pages() -> list[tuple[str, Callable[[], Any], Callable[[str], Asks]]]:
    return [
        ("Evenhand, one server", evenhand, Visitor),
        ("Evenhand, two servers behind nginx", two_servers, Visitor),
        ("LangChain on ChatInterface", stock, StockVisitor),
    ]


@contextmanager
def evenhand() -> Iterator[tuple[str, Processes]]:
    """One server, as the command starts it."""
    port = free_port()
    with _served(_EVENHAND, port, EVENHAND_PORT=str(port)) as process:
        yield f"http://127.0.0.1:{port}/", [process]


@contextmanager
def two_servers() -> Iterator[tuple[str, Processes]]:
    """Two servers behind nginx as it is deployed."""
    with ExitStack() as stack:
        ports = [free_port(), free_port()]
        processes = [stack.enter_context(_served(_EVENHAND, port, EVENHAND_PORT=str(port))) for port in ports]
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        addresses = [f"http://127.0.0.1:{port}/" for port in ports]
        yield stack.enter_context(deployed(folder, addresses)), processes


@contextmanager
def stock() -> Iterator[tuple[str, Processes]]:
    """The stock page."""
    port = free_port()
    with _served([*_STOCK, str(port)], port) as process:
        yield f"http://127.0.0.1:{port}/", [process]


@contextmanager
def _served(command: Sequence[str], port: int, **variables: str) -> Iterator["subprocess.Popen[bytes]"]:
    settings = {"EVENHAND_REQUESTS_PER_MINUTE": "100000", "OMP_NUM_THREADS": "1", **variables}
    nothing = subprocess.DEVNULL
    process = subprocess.Popen(command, env={**os.environ, **settings}, stdout=nothing, stderr=nothing)  # noqa: S603
    try:
        wait_until_served(process, port)
        yield process
    finally:
        process.kill()
        process.wait()


def _megabytes(processes: Processes) -> float:
    """The memory that servers hold, in MB."""
    import psutil

    return sum(float(psutil.Process(process.pid).memory_info().rss) for process in processes) / _MEGABYTE


def _line(name: str, visitors: int, load: Load) -> str:
    rate, waits = len(load.seconds) / load.took, load.seconds or (0.0,)
    p50, p95 = percentile(waits, 0.5), percentile(waits, 0.95)
    memory = f"{load.before:.0f} and {load.after:.0f} MB"
    return f"| {name} | {visitors} | {rate:.1f} | {p50:.2f} s | {p95:.2f} s | {load.failed} | {memory} |"
