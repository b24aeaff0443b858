"""Whether a server lives, and whether it can answer: for whoever watches over it, without a password or a limit."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool

from ui.serve.rooted import path_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

HEALTHZ, READYZ = "/healthz", "/readyz"


class Health:
    """An application that answers the two addresses itself and passes everything else on to another."""

    def __init__(self, app: "ASGIApp", unready: Callable[[], str]) -> None:
        """`unready` says why no question can be answered at this moment; "" where they can."""
        self._app, self._unready = app, unready

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Answer, or pass the request on."""
        path = path_of(scope) if scope["type"] == "http" else ""
        if path == HEALTHZ:
            await _answer(send, 200, {"status": "alive"})
        elif path == READYZ:
            why = await run_in_threadpool(self._unready)
            await _answer(send, *((503, {"status": "not ready", "reason": why}) if why else (200, {"status": "ready"})))
        else:
            await self._app(scope, receive, send)


async def _answer(send: "Send", status: int, told: dict[str, str]) -> None:
    body = json.dumps(told).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
