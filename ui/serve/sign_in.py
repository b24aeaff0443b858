"""The door: where the server asks for a password, it sends visitors who have not signed in to the sign-in page."""

from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse

from ui.html.addresses import ASK, EXCERPTS, HELP, LIBRARY, SIGN_IN

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send


class Door:
    """An application that passes requests on to another, but sends visitors who have not signed in to do so first."""

    def __init__(self, app: "ASGIApp") -> None:
        self._app = app

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Guard our own places; Gradio guards everything else itself."""
        shut = scope["type"] == "http" and _is_place(scope["path"]) and not signed_in(Request(scope))
        if not shut:
            await self._app(scope, receive, send)
            return
        query = f"?{scope['query_string'].decode()}" if scope["query_string"] else ""
        to = quote(f"{scope['path']}{query}", safe="")
        await RedirectResponse(f"{SIGN_IN}?to={to}", 303)(scope, receive, send)


def signed_in(request: Request) -> str | None:
    """The name that the visitor signed in with, by Gradio's own cookie; None for somebody who has not."""
    app = request.app
    names = (f"access-token-{app.cookie_id}", f"access-token-unsecure-{app.cookie_id}")
    return next((found for name in names if (found := app.tokens.get(request.cookies.get(name)))), None)


def _is_place(path: str) -> bool:
    return path == ASK or path.startswith((EXCERPTS, LIBRARY, HELP))
