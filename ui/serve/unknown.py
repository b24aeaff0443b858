"""What a person sees at an address where nothing is: a page with a way on. Programs get JSON, as Gradio gives it."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from ui.places.reply import problem

if TYPE_CHECKING:
    from starlette.requests import Request

    from ui.live import LiveAssistant

# An address that only takes what a form sends has no page either.
_NO_PAGE = (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED)
_WHY = "Nothing is at this address. It may be mistyped, or the link to it is old."


def unknown_pages(live: "LiveAssistant") -> Callable[["Request", Exception], Awaitable[Response]]:
    """What answers a request that nothing else answers."""

    async def answer(request: "Request", error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # the server asks it about no other
        if error.status_code in _NO_PAGE and "text/html" in request.headers.get("accept", ""):
            return problem(live.now, "No such page", _WHY, error.status_code, "Ask")
        return JSONResponse({"detail": error.detail}, error.status_code, error.headers)

    return answer
