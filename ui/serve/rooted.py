"""Where every address of the server begins, behind a proxy that serves Evenhand at a path of its own."""

from typing import TYPE_CHECKING

from starlette._utils import get_route_path
from starlette.responses import RedirectResponse

from ui.html.addresses import ASK, ROOT

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send


class Rooted:
    """An application that tells another under which path it is served, so that all addresses it names begin there.

    The proxy may pass that path on or leave it out.
    """

    def __init__(self, app: "ASGIApp", root: str) -> None:
        self._app, self._root = app, root

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Pass a request on with its whole path."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        if scope["type"] == "http" and self._root and scope["path"] == self._root:
            await RedirectResponse(f"{self._root}{ASK}")(scope, receive, send)
            return
        before = ROOT.set(self._root)
        try:
            await self._app({**scope, **self._whole(scope), "root_path": self._root}, receive, send)
        finally:
            ROOT.reset(before)

    def _whole(self, scope: "Scope") -> dict[str, object]:
        path, raw = scope["path"], scope.get("raw_path") or b""
        if path.startswith(f"{self._root}/"):
            return {}
        return {"path": f"{self._root}{path}", "raw_path": self._root.encode() + raw}


def path_of(scope: "Scope") -> str:
    """The path of a request without what the server is served under, just as its routes match it.

    Another reading of the same address could lead past the door.
    """
    return get_route_path(scope)
