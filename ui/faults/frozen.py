"""A replica that freezes behind nginx while people ask: nobody loses a question, and how long the slowest waits."""

import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

from evals.bench import percentile
from ui.bench.proxy import deployed
from ui.bench.visitors import Visitor
from ui.faults.ashgrove import KEPT, Ashgrove
from ui.faults.figures import Figures
from ui.faults.killed import served

_VISITORS = 8


def frozen_replica(place: Ashgrove, times: int, frozen: float) -> Figures:
    """Two replicas behind nginx as it is deployed; one is frozen for some seconds, so many times."""
    waits: list[float] = []
    problems: list[str] = []
    with ExitStack() as stack:
        replicas = [stack.enter_context(served(place)) for _ in range(2)]
        folder = place.folder / "nginx"
        folder.mkdir(exist_ok=True)
        address = stack.enter_context(deployed(folder, [address for _, address in replicas]))
        end = time.monotonic() + times * (frozen + 1) + 1
        with ThreadPoolExecutor(_VISITORS) as pool:
            visits = [pool.submit(_visit, address, end) for _ in range(_VISITORS)]
            for n in range(times):
                time.sleep(1)
                replica, _ = replicas[n % 2]
                replica.send(signal.SIGSTOP)
                time.sleep(frozen)
                replica.send(signal.SIGCONT)
            for visit in visits:
                own, lost = visit.result()
                waits, problems = waits + own, problems + lost
    half = percentile(waits or [0], 0.5)
    seen = f"{len(waits)} questions of {_VISITORS} visitors, half within {half:.2f} s; frozen for {frozen:.0f} s"
    return Figures("a replica of two frozen (SIGSTOP) behind nginx", times, tuple(problems), tuple(waits), seen)


def _visit(address: str, end: float) -> tuple[list[float], list[str]]:
    """Ask without a pause until a moment: the seconds of each answer, and what went wrong."""
    waits: list[float] = []
    lost: list[str] = []
    while time.monotonic() < end:
        visitor = Visitor(address)
        for asked in range(1, 4):
            try:
                shown = visitor.ask(KEPT)
            except Exception as error:  # noqa: BLE001 - whatever it is, there was no answer
                lost.append(f"a visitor lost a question: {error}")
                break
            waits.append(shown.seconds)
            if len(shown.questions) != asked:
                lost.append("a visitor lost the conversation")
    return waits, lost
