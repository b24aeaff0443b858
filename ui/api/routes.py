"""The endpoints for any HTTP client: one POST of a JSON object, whose answer is the result."""

import json
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from http import HTTPStatus
from typing import Any

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from corpus.errors import EvenhandError
from ui.api.plain_errors import Endpoint, with_plain_errors
from ui.live import AT_ONCE

API = "/api"
_NO_OBJECT = 'Send a JSON object with the arguments by name, such as {"question": "What is equality?"}.'


class CallError(EvenhandError):
    """A call has no result; `status` is that of the answer to it."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class ApiRoutes:
    """The addresses of the endpoints, for the one event loop of a server."""

    def __init__(
        self, endpoints: Mapping[str, Endpoint], answering: Callable[[], AbstractContextManager[None]]
    ) -> None:
        """`answering` is held while a call is answered, so that background work waits."""
        self._endpoints, self._answering = endpoints, answering
        self._threads = CapacityLimiter(AT_ONCE)

    def routes(self) -> list[BaseRoute]:
        """One for each endpoint."""
        return [self._route(name, with_plain_errors(each, CallError)) for name, each in self._endpoints.items()]

    def _route(self, name: str, endpoint: Endpoint) -> Route:
        async def answer(request: Request) -> Response:
            try:
                arguments = _arguments(await request.body())
                with self._answering():
                    result = await to_thread.run_sync(lambda: endpoint(**arguments), limiter=self._threads)
            except CallError as error:
                return JSONResponse({"error": str(error)}, error.status)
            return JSONResponse(result)

        return Route(f"{API}/{name}", answer, methods=["POST"])


def _arguments(body: bytes) -> dict[str, Any]:
    """The arguments in a body; none in an empty one. Raises CallError where it is no JSON object."""
    try:
        arguments = json.loads(body) if body.strip() else {}
    except (ValueError, RecursionError):
        arguments = None
    if not isinstance(arguments, dict):
        raise CallError(_NO_OBJECT, HTTPStatus.BAD_REQUEST)
    return arguments
