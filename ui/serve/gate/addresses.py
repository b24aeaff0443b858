"""Which addresses are open: all of our own, and of Gradio's only those that its page and its API need.

Gradio serves much more, such as uploads, which pile up on the disk, and every new version of it may add to that.
"""

import re
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match
from starlette.websockets import WebSocketClose

from ui.serve.rooted import path_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

# The page with its files; its API, as `gradio_client` calls it; and what tells the server that it has started.
_OF_GRADIO = re.compile(
    r"/|/(assets|static)/.+|/(config|login)/?|/(theme\.css|favicon\.ico|manifest\.json|robots\.txt)"
    r"|/gradio_api/(startup-events|openapi\.json|info/?|login_check/?|heartbeat/[^/]+|queue/(join|data)|call/[^/]+(/[^/]+)?|run/[^/]+)"
)

Unknown = Callable[[Request, Exception], Awaitable[Response]]


class Closed:
    """An application that passes requests for open addresses on to another, and knows no others."""

    def __init__(self, app: "ASGIApp", ours: Sequence[BaseRoute], unknown: Unknown) -> None:
        """`unknown` answers where nothing is."""
        self._app, self._ours, self._unknown = app, ours, unknown

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Pass the request on, or answer as where nothing is."""
        if scope["type"] == "http" and not self._is_open(scope):
            response = await self._unknown(Request(scope), HTTPException(404))
            await response(scope, receive, send)
        elif scope["type"] == "websocket":  # neither we nor the page use any
            await WebSocketClose()(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _is_open(self, scope: "Scope") -> bool:
        open_ = _OF_GRADIO.fullmatch(path_of(scope)) is not None
        return open_ or any(route.matches(scope)[0] != Match.NONE for route in self._ours)
