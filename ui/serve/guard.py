"""What stands before the server: a limit on size and rate for each visitor, and the password of the tools.

Nothing of a request is logged or kept but the visitor's address, in memory, for the minute that the limit looks at.
"""

import base64
import json
import math
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING

from ui.html.addresses import EXCERPTS, LIBRARY
from ui.serve.access import Credentials

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

TOOLS = "/mcp"
# Bytes of a request: a basket of all passages, written as a form, has about four million.
_LARGEST = 8_000_000
# Visitors remembered at most; the one not seen for longest is forgotten first.
_VISITORS = 10_000
# Addresses whose reading costs a search; all other reading is of files.
_COSTLY = (EXCERPTS, LIBRARY)

# Status, reason and headers; and what makes a page of them.
_Refusal = tuple[int, str, dict[str, str]]
Page = Callable[[int, str, dict[str, str]], "ASGIApp"]


class RateLimit:
    """Lets each visitor do so much a minute, at once or spread; forgets who has been away."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_minute, self._clock = per_minute, clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, visitor: str) -> float:
        """Seconds until the visitor may go on; 0 when they may now, and then it is counted."""
        now = self._clock()
        left, seen = self._left.pop(visitor, (float(self._per_minute), now))
        left = min(self._per_minute, left + (now - seen) * self._per_minute / 60)
        self._left[visitor] = (left - 1 if left >= 1 else left, now)
        if len(self._left) > _VISITORS:
            self._left.popitem(last=False)
        return 0.0 if left >= 1 else (1 - left) * 60 / self._per_minute


class Guard:
    """An application that lets through to another what is within the limits."""

    def __init__(
        self, app: "ASGIApp", limit: RateLimit, credentials: Credentials | None = None, page: Page | None = None
    ) -> None:
        """`page` makes what a person sees who is not let through; programs, and all where it is None, get JSON."""
        self._app, self._limit, self._credentials, self._page = app, limit, credentials, page

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Answer with a plain reason, or pass the request on."""
        refusal = self._refusal(scope) if scope["type"] == "http" else None
        if refusal is None:
            await self._app(scope, receive, send)
        elif self._page and b"text/html" in dict(scope["headers"]).get(b"accept", b""):
            await self._page(*refusal)(scope, receive, send)
        else:
            await _refuse(send, *refusal)

    def _refusal(self, scope: "Scope") -> _Refusal | None:
        """Why a request is not let through; None when it is."""
        headers = dict(scope["headers"])
        posted = scope["method"] == "POST"
        size = headers.get(b"content-length", b"")
        if posted and not size.isdigit():
            return 411, "The length of the request is not given.", {}
        if posted and int(size) > _LARGEST:
            return 413, f"The request is too large; send at most {_LARGEST:,} bytes.", {}
        if posted or scope["path"].startswith(_COSTLY):
            wait = math.ceil(self._limit.wait(scope["client"][0] if scope.get("client") else ""))
            if wait:
                return 429, f"Too many requests at once; please wait {wait} s.", {"retry-after": str(wait)}
        # Gradio asks for a password by itself; the tools stand beside it.
        if self._credentials and scope["path"].startswith(TOOLS) and not _known(headers, self._credentials):
            return 401, "A name and a password are needed.", {"www-authenticate": 'Basic realm="Evenhand"'}
        return None


def _known(headers: dict[bytes, bytes], credentials: Credentials) -> bool:
    """Whether a request carries a name and its password (HTTP's basic authentication)."""
    scheme, _, encoded = headers.get(b"authorization", b"").partition(b" ")
    if scheme.lower() != b"basic":
        return False
    try:
        name, _, password = base64.b64decode(encoded, validate=True).decode().partition(":")
    except ValueError:
        return False
    return credentials.match(name, password)


async def _refuse(send: "Send", status: int, reason: str, headers: dict[str, str]) -> None:
    """`detail` is where Gradio's page looks for what to say."""
    body = json.dumps({"detail": reason}).encode()
    sent = {"content-type": "application/json", "content-length": str(len(body)), **headers}
    pairs = [(name.encode(), value.encode()) for name, value in sent.items()]
    await send({"type": "http.response.start", "status": status, "headers": pairs})
    await send({"type": "http.response.body", "body": body})
