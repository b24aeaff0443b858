"""What the pages of other sites may not do: have a visitor's browser send anything here."""

from typing import TYPE_CHECKING

from ui.serve.gate.refusal import Refusal, RefusalPage, refuse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_READING = ("GET", "HEAD", "OPTIONS")
_REFUSAL = Refusal(403, "This came from another site, so nothing was done. Open Evenhand itself and try again.")


class OwnPages:
    """An application that passes requests on to another, but none with which another site's page would change things.

    Browsers say where a request comes from if they trust the connection, as they do HTTPS and this machine; programs
    say nothing.
    """

    def __init__(self, app: "ASGIApp", page: RefusalPage | None = None) -> None:
        self._app, self._page = app, page

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] == "http" and scope["method"] not in _READING:
            site = dict(scope["headers"]).get(b"sec-fetch-site", b"same-origin")
            if site in (b"cross-site", b"same-site"):
                await refuse(scope, receive, send, _REFUSAL, self._page)
                return
        await self._app(scope, receive, send)
