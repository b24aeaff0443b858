"""Commands killed at random moments, as by `kill -9` or a power cut: the old library answers or the new one."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from ui.faults.ashgrove import Ashgrove
from ui.faults.asking import known_answers, ready
from ui.faults.commands import Running
from ui.faults.figures import Figures
from ui.faults.work import Arguments, adding, answering, indexing, rebuilding, removing, replacing

# After so many kills one change is made to its end, and must leave nothing of all of them.
_UNTIL_CHANGED = 4

Work = Callable[[Ashgrove], Arguments]
_FOLLOWED = "Updating the index"


@dataclass(slots=True)
class _Seen:
    problems: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    killed: int = 0
    followed: int = 0

    def figures(self, what: str, times: int) -> Figures:
        seen = f"{self.killed} had not ended by then"
        if self.followed:
            seen += f"; after {self.followed} the library was the new one and the index followed by itself"
        return Figures(f"kill -9 while {what}", times, tuple(self.problems), tuple(self.seconds), seen)


def killed_commands(place: Ashgrove, seed: int, times: int) -> Iterator[Figures]:
    """The figures of each kind of command: `times` kills in all, at moments that the seed says."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    kinds: list[tuple[str, list[Work], float]] = [
        ("indexing", [indexing, indexing, indexing, rebuilding], 0.25),
        ("importing: adding, replacing and removing", [adding, replacing, removing], 0.4),
        ("answering: a batch", [answering], 0.15),
    ]
    left = times
    for what, works, share in kinds:
        count = max(1, round(times * share))
        left -= count
        yield killed(place, what, count, [works[n % len(works)] for n in range(count)], chance)
    yield switching(place, max(1, left), chance)


def killed(place: Ashgrove, what: str, times: int, works: list[Work], chance: random.Random) -> Figures:
    """Start each command, and kill it somewhere in the time that its kind takes."""
    seen, took = _Seen(), {}
    for work in dict.fromkeys(works):
        took[work] = place.run(*work(place)).seconds
        _change(place, seen)
    for n, work in enumerate(works, start=1):
        ran = place.start(*work(place)).kill_after(chance.uniform(0, took[work]))
        seen.killed += ran.status < 0
        look(place, seen, f"{work.__name__} {n}")
        if n % _UNTIL_CHANGED == 0 or n == times:
            _change(place, seen)
    return seen.figures(what, times)


def look(place: Ashgrove, seen: _Seen, when: str) -> None:
    """Ask, and check the library, as a person would next."""
    ran = place.run("ask", "--json", "--batch", str(place.questions()))
    seen.seconds.append(ran.seconds)
    seen.followed += _FOLLOWED in ran.complained
    seen.problems += [f"{when}: {wrong}" for wrong in place.wrong_in_batch(ran)]
    checked = place.run("library", "check")
    if checked.status or "cannot be listed" in checked.complained:
        seen.problems.append(f"{when}: library check said {checked.complained.strip()[-200:]}")


def _change(place: Ashgrove, seen: _Seen) -> None:
    """Make a change to its end, which must leave nothing behind but what it was for."""
    place.age()
    ran = place.run(*replacing(place))
    if ran.status:
        seen.problems.append(f"the next change said {ran.complained.strip()[-200:]}")
        return
    place.settle(max(place.versions))
    seen.problems += [f"{one} stayed" for one in place.litter()]


@contextmanager
def served(place: Ashgrove) -> Iterator[tuple[Running, str]]:
    """A server of the library, and its address, once it is ready."""
    from evals.bench import free_port

    port = free_port()
    server = place.start("chat", "--no-browser", "--port", str(port))
    address = f"http://127.0.0.1:{port}/"
    try:
        ready(address)
        yield server, address
    finally:
        server.kill_after(0)


def switching(place: Ashgrove, times: int, chance: random.Random) -> Figures:
    """The library changes under a server that is asked: the server is killed, or the command that changes it."""
    seen = _Seen()
    done = 0
    while done < times:
        with served(place) as (server, address):
            known_answers(address)
            for _ in range(min(_UNTIL_CHANGED, times - done)):
                done += 1
                ran = place.start(*replacing(place)).kill_after(chance.uniform(0, 1.3 * (seen.seconds or [3.0])[0]))
                seen.killed += ran.status < 0
                started = time.perf_counter()
                seen.problems += [f"switching {done}: {wrong}" for wrong in place.wrong_in(known_answers(address))]
                seen.seconds.append(time.perf_counter() - started)
            change = place.start(*replacing(place))
            server.kill_after(chance.uniform(0, 3))
            change.end()
        look(place, seen, f"switching {done}")
        _change(place, seen)
    return seen.figures("switching: the library of a server changes", times)
