"""Where a visitor signs in and out, and who a request comes from."""

import base64
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from ui.html.addresses import ROOT, SIGN_IN, SIGN_OUT, at
from ui.serve.access import People
from ui.serve.door.attempts import Attempts
from ui.serve.door.check import Check, Checked
from ui.serve.door.sessions import Sessions
from ui.serve.gate.limit import visitor

# Where Gradio's clients sign in.
LOGIN = "/login"
# Most bytes of a form with a name and a password.
_LARGEST = 20_000
_WRONG = "This name and password do not match."
_TOO_LARGE = "That is too large for a name and a password."


class SignIn:
    """Knows visitors by the cookie of their session, or by the name and password that programs send along."""

    def __init__(self, people: People, secret: str, attempts: Attempts | None = None) -> None:
        self._people, self._sessions = people, Sessions(secret)
        self._check = Check(people, attempts or Attempts())

    def session(self, connection: HTTPConnection) -> str | None:
        """The name of the visitor's session; None where there is none that holds."""
        cookie = connection.cookies.get(self._sessions.cookie)
        return self._sessions.name_of(cookie, self._people.now) if cookie else None

    async def program(self, connection: HTTPConnection) -> Checked:
        """Whose name and password come with the request itself (HTTP basic authentication)."""
        scheme, _, encoded = connection.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "basic":
            return Checked()
        try:
            name, _, password = base64.b64decode(encoded.strip(), validate=True).decode().partition(":")
        except ValueError:
            return Checked()
        return await self._check(name, password, visitor(connection.scope))

    def routes(self) -> list[BaseRoute]:
        """Where visitors sign in and out."""
        return [
            Route(LOGIN, self._begin, methods=["POST"]),
            Route(SIGN_OUT, self._end, methods=["POST"]),
        ]

    async def _begin(self, request: Request) -> Response:
        """Sign in, with the fields that Gradio's own form has, so that its clients can."""
        form = await (await _small(request)).form(max_files=0, max_fields=10)
        name, password = (value if isinstance(value := form.get(key), str) else "" for key in ("username", "password"))
        checked = await self._check(name, password, visitor(request.scope))
        if checked.wait:
            return too_many(checked.wait)
        if checked.name is None:
            return JSONResponse({"detail": _WRONG}, HTTPStatus.UNAUTHORIZED)
        response = JSONResponse({"success": True}, headers={"Cache-Control": "no-store"})
        cookie = self._sessions.begin(checked.name, self._people.now)
        response.set_cookie(self._sessions.cookie, cookie, httponly=True, **_reach(request))
        return response

    async def _end(self, request: Request) -> Response:
        """Take the session from this browser.

        It cannot end a copy of the cookie that somebody took before, nor other sessions of the same name, which several
        people may share; those end by themselves after `HOURS`, or when the name gets another password.
        """
        response = RedirectResponse(f"{at(SIGN_IN)}?left=yes", HTTPStatus.SEE_OTHER)
        response.delete_cookie(self._sessions.cookie, httponly=True, **_reach(request))
        return response


def too_many(wait: int) -> Response:
    """What somebody gets whose name or address had too many wrong tries."""
    why = f"Too many wrong passwords; please wait {wait} s."
    return JSONResponse({"detail": why}, HTTPStatus.TOO_MANY_REQUESTS, {"Retry-After": str(wait)})


def _reach(request: Request) -> dict[str, Any]:
    """Which requests the cookie comes with; until the browser is closed."""
    return {"path": ROOT.get() or "/", "secure": request.url.scheme == "https", "samesite": "lax"}


async def _small(request: Request) -> Request:
    """The same request, its body read to the end. Raises HTTPException for one too large to be a sign-in."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _TOO_LARGE)

    async def again() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    return Request(request.scope, again)
