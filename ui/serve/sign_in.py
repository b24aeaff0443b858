"""The door: where a password is asked for, visitors who have not signed in are sent to do so; and signing out."""

from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from ui.html.addresses import ASK, OFFERS, SIGN_IN, SIGN_OUT
from ui.html.frame import PLACES, SIGNED_IN

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send


class Door:
    """An application that passes requests on to another, but sends visitors who have not signed in to do so first."""

    def __init__(self, app: "ASGIApp") -> None:
        self._app = app

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Guard our own places; Gradio guards everything else itself."""
        name = signed_in(Request(scope)) if scope["type"] == "http" else None
        if scope["type"] == "http" and _is_place(scope["path"]) and not name:
            query = f"?{scope['query_string'].decode()}" if scope["query_string"] else ""
            to = quote(f"{scope['path']}{query}", safe="")
            await RedirectResponse(f"{SIGN_IN}?to={to}", 303)(scope, receive, send)
            return
        before = SIGNED_IN.set(bool(name))
        try:
            await self._app(scope, receive, send)
        finally:
            SIGNED_IN.reset(before)


def sign_out_routes() -> list[BaseRoute]:
    """Where a visitor signs out."""
    return [Route(SIGN_OUT, _sign_out, methods=["POST"])]


def signed_in(request: Request) -> str | None:
    """The name that the visitor signed in with, by Gradio's own cookie; None for somebody who has not."""
    tokens = request.app.tokens
    return next((found for name in _cookies(request) if (found := tokens.get(request.cookies.get(name)))), None)


async def _sign_out(request: Request) -> Response:
    """End this visitor's session, and no other session of the same name, which several people may share."""
    response = RedirectResponse(f"{SIGN_IN}?left=yes", 303)
    for name in _cookies(request):
        request.app.tokens.pop(request.cookies.get(name), None)
        response.delete_cookie(name)
    return response


def _cookies(request: Request) -> tuple[str, str]:
    """The names of Gradio's cookies: for pages served over TLS, and for others."""
    return f"access-token-{request.app.cookie_id}", f"access-token-unsecure-{request.app.cookie_id}"


def _is_place(path: str) -> bool:
    return path == ASK or path.startswith((OFFERS, *(place for place in PLACES.values() if place != ASK)))
