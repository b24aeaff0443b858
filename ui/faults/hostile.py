"""Hostile requests are sent to every address of a server while another visitor asks: nothing breaks or gets out."""

import re
import socket
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from threading import Event, Thread
from typing import Any
from urllib.parse import urlsplit

import httpx

from ui.api.plain_errors import FAILED as CALL_FAILED
from ui.ask.turn import FAILED as TURN_FAILED
from ui.bench.visitors import Visitor
from ui.faults.figures import Figures
from ui.faults.inputs import Hostile, hostile_inputs
from ui.html.addresses import ADD
from ui.places.reply import FAILED as PLACE_FAILED

# What another visitor asks meanwhile, which no reply to anybody else may hold.
MARKED = "Who answers the telephone of the quillonfarthing office at night?"
_MARK = "quillonfarthing"
_AT_ONCE, _LONGEST = 4, 60.0
# What Gradio keeps open for as long as a page is, and for how long that is looked at.
_ENDLESS, _OPEN = ("/heartbeat/", "/queue/data"), 1.0
_TRACES = (b"Traceback (most recent", b'File "/', b"site-packages", b"root:x:0:0", b"sly=1\r\n")
_OWN_FAILURES = tuple(said.encode() for said in (CALL_FAILED, TURN_FAILED, PLACE_FAILED))


def hostile_requests(page: Any, count: int, seed: int, private: Sequence[Path]) -> Figures:
    """Send them to a page that is served; `private` are folders of this machine that no reply may name."""
    address = page.local_url
    inputs = list(hostile_inputs(addresses_of(page.app.routes), count, seed, _key(address)))
    secrets = [*_TRACES, _MARK.encode(), *(str(path).encode() for path in (*private, Path(__file__).parents[2]))]
    with _another_visitor(address) as problems, ThreadPoolExecutor(_AT_ONCE) as pool:
        met = list(pool.map(lambda one: _met(address, one, secrets), inputs))
    every = [problem for _, _, problem in met if problem] + problems
    statuses = Counter(status for _, status, _ in met)
    slowest = max(zip(met, inputs, strict=True), key=lambda pair: pair[0][0])[1]
    seen = f"slowest: {slowest.what}; " + ", ".join(
        f"{number} times {status or 'no reply'}" for status, number in sorted(statuses.items())
    )
    return Figures("hostile requests to every address", count, tuple(every), tuple(took for took, _, _ in met), seen)


def addresses_of(routes: Sequence[Any], before: str = "") -> dict[str, set[str]]:
    """The paths of all routes of a server with the methods that each takes, those of applications inside too.

    Open parts stand in braces.
    """
    found: dict[str, set[str]] = {}
    for route in routes:
        if router := getattr(route, "original_router", None):  # of FastAPI, which hides what is in it
            found |= addresses_of(router.routes, before + route.include_context.prefix)
        elif inner := getattr(route, "routes", None):
            found |= addresses_of(inner, before + route.path)
        else:
            for name in ("ask", "excerpts", "documents") if "{api_name}" in route.path else ("",):
                path = before + route.path.replace("{api_name}", name)
                found.setdefault(path, set()).update(getattr(route, "methods", None) or {"GET", "POST"})
    return found


def _met(address: str, one: Hostile, secrets: Sequence[bytes]) -> tuple[float, int, str]:
    """Send a request: the seconds until its whole reply, its status (0 without one), and what is wrong with that."""
    started = time.perf_counter()
    status, reply = _exchanged(address, one)
    took = time.perf_counter() - started
    what = f"{one.method} {one.target[:60]} ({one.what})"
    # What it sent itself may come back.
    told = [secret for secret in secrets if secret in reply and secret not in one.sent("")]
    if status >= 500 or any(said in reply for said in _OWN_FAILURES):
        return took, status, f"{what}: {status} {reply[-120:]!r}"
    if told:
        return took, status, f"{what}: the reply holds {told[0]!r}"
    return took, status, f"{what}: no end of the reply" if took >= _LONGEST else ""


def _exchanged(address: str, one: Hostile) -> tuple[int, bytes]:
    """The status and the reply with its headers; 0 where the server hangs up."""
    host, started = urlsplit(address).netloc, time.perf_counter()
    with suppress(OSError, HTTPException), socket.create_connection(_place(host), _longest(one.target)) as connection:
        with suppress(OSError):  # hung up while we were sending: it may have replied
            connection.sendall(one.sent(host))
        reply = HTTPResponse(connection, method=one.method)
        reply.begin()
        head = b"".join(f"{name}: {value}\r\n".encode("utf-8", "surrogateescape") for name, value in reply.getheaders())
        return reply.status, head + _body(reply, started + _longest(one.target))
    return 0, b""


def _body(reply: HTTPResponse, latest: float) -> bytes:
    """What comes until the end, or until a moment."""
    body = b""
    while time.perf_counter() < latest and (some := reply.read1(65_536)):
        body += some
    return body


def _longest(target: str) -> float:
    return _OPEN if any(endless in target for endless in _ENDLESS) else _LONGEST


def _place(host: str) -> tuple[str, int]:
    name, _, port = host.rpartition(":")
    return name, int(port)


def _key(address: str) -> str:
    """The key of the forms that change the library."""
    found = re.search(r"key=([\w-]+)", httpx.get(f"{address.rstrip('/')}{ADD}", timeout=_LONGEST).text)
    return found[1] if found else ""


@contextmanager
def _another_visitor(address: str) -> Iterator[list[str]]:
    """Somebody asks the marked question again and again; what went wrong with that."""
    problems: list[str] = []
    over = Event()

    def visit() -> None:
        while not over.wait(0.5):
            try:
                Visitor(address).ask(MARKED)
            except Exception as error:  # noqa: BLE001 - whatever it is, there was no answer
                problems.append(f"another visitor got no answer: {error}")

    visiting = Thread(target=visit, daemon=True)
    visiting.start()
    yield problems
    over.set()
    visiting.join(_LONGEST)
    Visitor(address).ask(MARKED)  # the server still answers
