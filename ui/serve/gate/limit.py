"""How often one visitor may ask; only the visitor's address is kept, in memory, for a minute after the last request."""

import ipaddress
import math
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from cachetools import TTLCache

from ui.html.addresses import EXCERPTS, LIBRARY
from ui.serve.gate.refusal import Refusal, RefusalPage, refuse
from ui.serve.rooted import path_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

# Most visitors remembered; the one not seen for longest is forgotten first.
_VISITORS = 10_000
# Addresses where reading costs a search; everywhere else it is of files.
_COSTLY = (EXCERPTS, LIBRARY)
# An internet provider gives each home a network of this size, of which one person may use any address.
_HOME = 64


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


class Limited:
    """An application that passes requests on to another as often as a visitor may send them."""

    def __init__(self, app: "ASGIApp", limit: RateLimit, page: RefusalPage | None = None) -> None:
        self._app, self._limit, self._page = app, limit, page

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Pass the request on, or say when to come back."""
        counted = scope["type"] == "http" and (scope["method"] == "POST" or path_of(scope).startswith(_COSTLY))
        wait = math.ceil(self._limit.wait(visitor(scope))) if counted else 0
        if wait:
            why = f"Too many requests at once; please wait {wait} s."
            await refuse(scope, receive, send, Refusal(429, why, {"retry-after": str(wait)}), self._page)
            return
        await self._app(scope, receive, send)


def visitor(scope: "Scope") -> str:
    """Who sends a request, by the address it comes from; all addresses of one IPv6 network are one visitor."""
    host = scope["client"][0] if scope.get("client") else ""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if address.version == 6 and not address.is_loopback:
        mapped = address.ipv4_mapped
        return str(mapped or ipaddress.ip_network((address, _HOME), strict=False))
    return str(address)
