"""What every request passes before the server: limits on its size and on each visitor's rate, the tools' password.

Nothing about a request is logged. Only the visitor's address is kept, in memory, for a minute after the last request.
"""

import base64
import json
import math
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from cachetools import TTLCache

from ui.html.addresses import ADD, EXCERPTS, LARGEST_FILE, LIBRARY
from ui.serve.access import Credentials

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

TOOLS = "/mcp"
# Most bytes of a request: a basket with every passage, sent as a form, has about four million.
_LARGEST = 8_000_000
# Most bytes of what a form sends around a file that is added to the library.
_AROUND_FILE = 100_000
# Most visitors remembered; the one not seen for longest is forgotten first.
_VISITORS = 10_000
# Addresses where reading costs a search; everywhere else it is of files.
_COSTLY = (EXCERPTS, LIBRARY)

# Status, reason and headers; and a function that makes a page of them.
_Refusal = tuple[int, str, dict[str, str]]
RefusalPage = Callable[[int, str, dict[str, str]], "ASGIApp"]


class RateLimit:
    """Allows each visitor so many requests a minute, all at once or spread out (a token bucket).

    It is used from the server's event loop alone, so it needs no lock.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_minute, self._clock = per_minute, clock
        # What each visitor has left, and when they were last seen. After a minute they would have everything again,
        # and are forgotten.
        self._left: TTLCache[str, tuple[float, float]] = TTLCache(_VISITORS, ttl=60, timer=clock)

    def wait(self, visitor: str) -> float:
        """Seconds until the visitor may send the next request; 0 when this one is allowed, and then it is counted."""
        now = self._clock()
        left, seen = self._left.get(visitor, (float(self._per_minute), now))
        left = min(self._per_minute, left + (now - seen) * self._per_minute / 60)
        self._left[visitor] = (left - 1 if left >= 1 else left, now)
        return 0.0 if left >= 1 else (1 - left) * 60 / self._per_minute


class Guard:
    """An application that passes requests within the limits on to another, and refuses all others."""

    def __init__(
        self, app: "ASGIApp", limit: RateLimit, credentials: Credentials | None = None, page: RefusalPage | None = None
    ) -> None:
        """`page` makes the page that a person sees when refused; programs, and everybody where it is None, get JSON."""
        self._app, self._limit, self._credentials, self._page = app, limit, credentials, page

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Pass the request on, or refuse it with a plain reason."""
        refusal = self._refusal(scope) if scope["type"] == "http" else None
        if refusal is None:
            await self._app(scope, receive, send)
        elif self._page and b"text/html" in dict(scope["headers"]).get(b"accept", b""):
            await self._page(*refusal)(scope, receive, send)
        else:
            await _refuse(send, *refusal)

    def _refusal(self, scope: "Scope") -> _Refusal | None:
        """Why a request is refused; None when it is not."""
        headers = dict(scope["headers"])
        posted = scope["method"] == "POST"
        size = headers.get(b"content-length", b"")
        if posted and not size.isdigit():
            return 411, "The length of the request is not given.", {}
        if posted and scope["path"] == ADD:
            if int(size) > LARGEST_FILE + _AROUND_FILE:
                return 413, f"That is too large: at most {LARGEST_FILE // 10**6} MB can be added at once.", {}
        elif posted and int(size) > _LARGEST:
            return 413, f"The request is too large; send at most {_LARGEST:,} bytes.", {}
        if posted or scope["path"].startswith(_COSTLY):
            wait = math.ceil(self._limit.wait(scope["client"][0] if scope.get("client") else ""))
            if wait:
                return 429, f"Too many requests at once; please wait {wait} s.", {"retry-after": str(wait)}
        # Gradio asks for a password itself; the tools are not part of Gradio.
        if self._credentials and scope["path"].startswith(TOOLS) and not _known(headers, self._credentials):
            return 401, "A name and a password are needed.", {"www-authenticate": 'Basic realm="Evenhand"'}
        return None


def _known(headers: dict[bytes, bytes], credentials: Credentials) -> bool:
    """Whether a request carries a known name with its password (HTTP basic authentication)."""
    scheme, _, encoded = headers.get(b"authorization", b"").partition(b" ")
    if scheme.lower() != b"basic":
        return False
    try:
        name, _, password = base64.b64decode(encoded, validate=True).decode().partition(":")
    except ValueError:
        return False
    return credentials.match(name, password)


async def _refuse(send: "Send", status: int, reason: str, headers: dict[str, str]) -> None:
    """As JSON; Gradio's page shows what is under `detail`."""
    body = json.dumps({"detail": reason}).encode()
    sent = {"content-type": "application/json", "content-length": str(len(body)), **headers}
    pairs = [(name.encode(), value.encode()) for name, value in sent.items()]
    await send({"type": "http.response.start", "status": status, "headers": pairs})
    await send({"type": "http.response.body", "body": body})
