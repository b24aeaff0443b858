"""The door: where a password is asked for, nothing is served to visitors who have not signed in.

A short list says what is: what somebody needs to sign in, and what tells whether the server runs.
"""

import re
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, RedirectResponse
from starlette.websockets import WebSocketClose

from ui.html.addresses import ASK, SIGN_IN, at
from ui.html.frame import PLACES, SIGNED_IN
from ui.serve.door.sign_in import LOGIN, SignIn, too_many
from ui.serve.rooted import path_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_READ = frozenset({"GET", "HEAD"})
OPEN = {
    SIGN_IN: _READ,
    LOGIN: frozenset({"POST"}),
    "/favicon.ico": _READ,
    "/healthz": _READ,
    "/readyz": _READ,
    # Gradio asks this of itself when it starts; it does nothing after that.
    "/gradio_api/startup-events": _READ,
}
_LOOK = re.compile(r"/look/[\w-]+\.\w+", re.ASCII)
_ASK_FIRST = "Sign in first; a program can send a name and a password by HTTP basic authentication."
# What a socket is closed with that may not be opened (RFC 6455, policy violation).
_REFUSED = 1008


class Door:
    """An application that passes requests on to another, but only of visitors who have signed in."""

    def __init__(self, app: "ASGIApp", sign_in: SignIn) -> None:
        self._app, self._sign_in = app, sign_in

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Pass the request on with the name of its visitor, or have them sign in."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        session = self._sign_in.session(connection)
        if session is None and not _is_open(scope):
            known = await self._sign_in.program(connection)
            if known.name is None:
                await _turned_away(connection, known.wait)(scope, receive, send)
                return
            scope["signed_in"] = known.name
        else:
            scope["signed_in"] = session
        before = SIGNED_IN.set(session is not None)
        try:
            await self._app(scope, receive, send)
        finally:
            SIGNED_IN.reset(before)


def signed_in(connection: HTTPConnection) -> str | None:
    """The name of who has signed in, as the door found it; None for somebody who has not."""
    name: str | None = connection.scope.get("signed_in")
    return name


def _is_open(scope: "Scope") -> bool:
    """Whether this is for everybody."""
    if scope["type"] != "http":
        return False
    path, method = path_of(scope), scope["method"]
    return method in OPEN.get(path, ()) or (method in _READ and _LOOK.fullmatch(path) is not None)


def _turned_away(connection: HTTPConnection, wait: int) -> "ASGIApp":
    """What somebody gets who has not signed in: a person the page to do so, a program the reason."""
    if connection.scope["type"] != "http":
        return WebSocketClose(_REFUSED)
    if wait:
        return too_many(wait)
    if "text/html" in connection.headers.get("accept", ""):
        to = quote(_way_back(connection), safe="")
        return RedirectResponse(f"{at(SIGN_IN)}?to={to}", HTTPStatus.SEE_OTHER)
    return JSONResponse({"detail": _ASK_FIRST}, HTTPStatus.UNAUTHORIZED, _challenge(connection))


def _way_back(connection: HTTPConnection) -> str:
    """Where to go after signing in: the page that was wanted, or the place of what a form was sent to."""
    path, query = path_of(connection.scope), connection.url.query
    if connection.scope["method"] not in _READ:
        path, query = next((place for place in PLACES.values() if place != ASK and path.startswith(place)), ASK), ""
    return f"{at(path)}{f'?{query}' if query else ''}"


def _challenge(connection: HTTPConnection) -> dict[str, str]:
    """How a program can sign in. A browser would open a window of its own for it, over a page that says it better."""
    browser = connection.headers.get("user-agent", "").startswith("Mozilla/")
    return {} if browser else {"WWW-Authenticate": 'Basic realm="Evenhand", charset="UTF-8"'}
