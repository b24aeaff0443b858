"""How a server stops: it takes no new requests, and answers those under way first."""

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING

from ui.counts import Counts
from ui.failures import log_slow
from ui.serve.gate.refusal import Refusal, refuse
from ui.serve.rooted import path_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Seconds that requests under way are waited for; containers are ended the hard way ten seconds after SIGTERM.
LONGEST = 8.0
_INTERVAL = 0.02
# A request that takes longer is logged.
_SLOW = 10.0
# What is open as long as a page is, and answers nothing.
_HEARTBEAT = "/gradio_api/heartbeat/"
# Why a request is refused, by the status of the answer.
_REFUSED = {401: "sign-in", 413: "size", 429: "limit", 503: "stopping"}
_AGAIN = Refusal(503, "Evenhand is being stopped; try again in a moment.", {"retry-after": "5", "connection": "close"})


class Requests:
    """Knows how many requests are under way on a server, and takes no more once it is stopping."""

    def __init__(self, counts: Counts) -> None:
        self._counts = counts
        self.under_way, self.is_stopping = 0, False

    def around(self, app: "ASGIApp") -> "ASGIApp":
        """An application that passes requests on to another while they are taken, and counts them."""

        async def counted(scope: "Scope", receive: "Receive", send: "Send") -> None:
            if scope["type"] != "http" or _HEARTBEAT in scope["path"]:
                await app(scope, receive, send)
            elif self.is_stopping:
                await refuse(scope, receive, self._watched(send), _AGAIN, None)
            else:
                with self._counting(path_of(scope)):
                    await app(scope, receive, self._watched(send))

        return counted

    def _watched(self, send: "Send") -> "Send":
        """The same, with an answer that refuses a request counted."""

        async def watched(message: "Message") -> None:
            if message["type"] == "http.response.start" and (reason := _REFUSED.get(message["status"])):
                self._counts.refuse(reason)
            await send(message)

        return watched

    def finish(self, seconds: float = LONGEST) -> bool:
        """Take no more requests, and wait for those under way; whether all were answered in time.

        Call it in another thread than the server's.
        """
        self.is_stopping = True
        latest = time.monotonic() + seconds
        while self.under_way and time.monotonic() < latest:
            time.sleep(_INTERVAL)
        return not self.under_way

    @contextmanager
    def _counting(self, path: str) -> Iterator[None]:
        began = time.monotonic()
        self.under_way += 1
        try:
            yield
        finally:
            self.under_way -= 1
            if (took := time.monotonic() - began) > _SLOW:
                # The rest of an address may name a topic or a document.
                log_slow(f"/{path.split('/')[1]}", took)


def end_on_sigterm() -> None:
    """Have SIGTERM end the program as if it were done, by SystemExit in the main thread, with exit status 0.

    The system ends no process 1 by itself, such as that of a container. Status 0, because being asked to stop is no
    failure: whoever restarts what fails must not restart this.
    """
    signal.signal(signal.SIGTERM, _end)


def _end(_number: int, _frame: FrameType | None) -> None:
    sys.exit(0)
