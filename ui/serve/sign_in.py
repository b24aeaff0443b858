"""Signing in, where the server asks for that: who may pass, and the page that asks for name and password."""

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse

from ui.html.addresses import ASK, EXCERPTS, HELP, LIBRARY, SIGN_IN

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_PAGE = """
<h1>Sign in</h1>
<form class="search sign-in" action="/login" method="post" data-to="{to}">
  <p class="problem" role="alert" hidden></p>
  <label class="label" for="name">Name</label>
  <input class="field" id="name" name="username" autocomplete="username" required>
  <label class="label" for="password">Password</label>
  <input class="field" id="password" name="password" type="password" autocomplete="current-password" required>
  <button class="button main">Sign in</button>
</form>
"""


class Door:
    """An application that sends to the sign-in page whoever comes to a place without having signed in."""

    def __init__(self, app: "ASGIApp") -> None:
        self._app = app

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Let in who is signed in; what is not a place Gradio guards itself."""
        shut = scope["type"] == "http" and _is_place(scope["path"]) and not signed_in(Request(scope))
        if not shut:
            await self._app(scope, receive, send)
            return
        query = f"?{scope['query_string'].decode()}" if scope["query_string"] else ""
        to = quote(f"{scope['path']}{query}", safe="")
        await RedirectResponse(f"{SIGN_IN}?to={to}", 303)(scope, receive, send)


def signed_in(request: Request) -> bool:
    """Whether the visitor has signed in: Gradio's own cookie says so."""
    app = request.app
    names = (f"access-token-{app.cookie_id}", f"access-token-unsecure-{app.cookie_id}")
    return any(app.tokens.get(request.cookies.get(name)) for name in names)


def sign_in_html(to: str) -> str:
    """The form, which leads on to `to` if that is an address of this server."""
    here = to.startswith("/") and not to.startswith(("//", "/\\"))
    return _PAGE.format(to=escape(to if here else ASK))


def _is_place(path: str) -> bool:
    return path == ASK or path.startswith((EXCERPTS, LIBRARY, HELP))
