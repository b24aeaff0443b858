"""The wall clock jumps a day back and forth: answers go on, sessions hold as long as they should, limits recover."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx

from evals.bench import free_port
from ui.faults.ashgrove import INTERPRETERS, Ashgrove
from ui.faults.asking import known_answers, ready
from ui.faults.figures import Figures
from ui.serve.door.passwords import hashed

_PERSON = ("anna", "a password that nobody guesses")
_DAY = 86_400
# Requests a minute, of which one comes back each second.
_LIMIT = 60
_ASKED = 3


@dataclass(slots=True)
class _Clock:
    """A server whose clock we set, and what went wrong with it."""

    place: Ashgrove
    address: str
    problems: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def set(self, offset: int) -> None:
        """Let the clocks of all commands be so many seconds ahead."""
        self.place.clock.write_text(str(offset))

    def check(self, what: str, survived: bool) -> None:
        """Note a problem where something was not survived."""
        if not survived:
            self.problems.append(f"with a clock that jumped: {what}")

    def timed(self, work: Callable[[], bool], what: str) -> None:
        """The same, with the time that it took."""
        started = time.perf_counter()
        self.check(what, work())
        self.seconds.append(time.perf_counter() - started)


def clock_jumps(place: Ashgrove, times: int) -> Figures:
    """Serve with a password and a limit, and change the library, while the clock jumps so many times."""
    place.clock.write_text("0")
    place.variables |= {
        "EVENHAND_CREDENTIALS": f"keeper {_PERSON[0]}:{hashed(_PERSON[1])}",
        "EVENHAND_REQUESTS_PER_MINUTE": str(_LIMIT),
    }
    port = free_port()
    address = f"http://127.0.0.1:{port}/"
    server = place.start("chat", "--no-browser", "--port", str(port))
    jumps = [(_DAY, -_DAY)[n % 2] for n in range(times)]
    try:
        ready(address)
        clock = _Clock(place, address)
        for offset in jumps:
            _jump(clock, offset)
    finally:
        server.kill_after(0)
    seen = "a session is not taken while the clock is a day off, and is again after it; signing in works at once"
    return Figures(
        "the clock a day forward or back, while serving and changing the library",
        times,
        tuple(clock.problems),
        tuple(clock.seconds),
        seen,
    )


def _jump(clock: _Clock, offset: int) -> None:
    """Sign in, jump while the library changes, look at everything, and jump back."""
    place = clock.place
    time.sleep(_ASKED)  # for what the limit still needs
    before = _sign_in(clock.address)
    clock.check("nobody could sign in", _is_in(before))
    change = place.start("library", "replace", INTERPRETERS, str(place.newer()))
    time.sleep(0.3)
    clock.set(offset)
    ran = change.end()
    clock.check(f"the library could not be changed: {ran.complained.strip()[-200:]}", ran.status == 0)
    clock.timed(lambda: not place.wrong_in(known_answers(clock.address, _PERSON)), "a known question was not answered")
    clock.check("an earlier session held for a day", not _is_in(before))
    meanwhile = _sign_in(clock.address)
    clock.check("nobody could sign in meanwhile", _is_in(meanwhile))
    clock.timed(lambda: _recovers(clock.address), "the limit did not recover")
    clock.set(0)
    clock.check("a session of an hour ago ended at once", _is_in(before))
    clock.check("a session of another day held", not _is_in(meanwhile))
    place.settle(max(place.versions))
    clock.problems += [f"{one} stayed" for one in place.litter()]


def _sign_in(address: str) -> httpx.Client:
    client = httpx.Client(base_url=address, timeout=60)
    client.post("login", data=dict(zip(("username", "password"), _PERSON, strict=True)))
    return client


def _is_in(client: httpx.Client) -> bool:
    return client.get("help").is_success


def _recovers(address: str) -> bool:
    """Ask until the limit is reached, and again when it says; whether that is allowed."""
    with httpx.Client(base_url=address, auth=_PERSON, timeout=60) as client:
        for _ in range(2 * _LIMIT):
            if (reply := client.post("excerpts/basket", content=b"[]")).status_code == httpx.codes.TOO_MANY_REQUESTS:
                time.sleep(int(reply.headers["retry-after"]))
                return client.post("excerpts/basket", content=b"[]").is_success
    return False
