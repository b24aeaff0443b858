"""The addresses that the conversation is held through: a question, the conversation as a file, and feedback."""

import json
import math
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from http import HTTPStatus
from typing import TypeVar

from anyio import CapacityLimiter, Lock, Semaphore, create_task_group, sleep, to_thread
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from assistant.excerpts.export import MEDIA_TYPES
from corpus.errors import EvenhandError
from ui.ask.events import AskEvents, News
from ui.ask.precedence import Precedence
from ui.ask.received import Held, NewQuestion, Said, ToSave
from ui.ask.turn import FAILED
from ui.failures import log_failure
from ui.html.addresses import ANSWERS, CONVERSATION, FEEDBACK
from ui.live import AT_ONCE

# Seconds after which a reply says again that the server is alive, and how often at most: proxies wait longer, often for
# 20 or 60, and for what takes longer than ten minutes nobody should wait.
_ALIVE, _MOST_ALIVE = 5.0, 120
_MALFORMED = "This page does not fit the server any more. Reload it, and ask again."

Sent = TypeVar("Sent", bound=Held)


class AskRoutes:
    """What the page's script asks of the server, for the one event loop of a server."""

    def __init__(self, events: AskEvents, precedence: Precedence) -> None:
        self._events, self._precedence = events, precedence
        # Who has a place gets a thread too, beyond those that anyio lends.
        self._places, self._threads = Semaphore(AT_ONCE), CapacityLimiter(math.inf)

    def routes(self) -> list[BaseRoute]:
        """The addresses."""
        return [
            Route(ANSWERS, self.answer, methods=["POST"]),
            Route(CONVERSATION, self.save, methods=["POST"]),
            Route(FEEDBACK, self.feedback, methods=["POST"]),
        ]

    async def answer(self, request: Request) -> Response:
        """A question -> lines of JSON, each when it is ready: what there is of the answer, and at last all of it."""
        sent = await _read(request, NewQuestion)
        return sent if isinstance(sent, Response) else Lines(self._parts(self._events.ask(sent)))

    async def save(self, request: Request) -> Response:
        """The conversation as a file for the browser to save; none is written here."""
        sent = await _read(request, ToSave)
        if isinstance(sent, Response):
            return sent
        file = await run_in_threadpool(self._events.save, sent)
        return Response(file, media_type=MEDIA_TYPES[sent.format])

    async def feedback(self, request: Request) -> Response:
        """Whether the last answer helped -> what to say of that."""
        sent = await _read(request, Said)
        if isinstance(sent, Response):
            return sent
        try:
            return JSONResponse(await run_in_threadpool(self._events.add_feedback, sent))
        except EvenhandError as error:
            return JSONResponse({"problem": str(error)})

    async def _parts(self, parts: Iterator[News]) -> AsyncGenerator[News]:
        """The parts of an answer, made in threads, with priority over background work.

        A question waits once for its turn, and keeps it until its last part is made or its visitor has gone; the part
        that is being made then is made to its end.
        """
        with self._precedence.answering():
            try:
                async with self._places:
                    while part := await to_thread.run_sync(_next, parts, abandon_on_cancel=True, limiter=self._threads):
                        yield part
            except Exception as error:  # noqa: BLE001 - a turn reports its own failures; this is of what shows it
                log_failure("Showing an answer", error)
                yield {"problem": FAILED}


class Lines(Response):
    """A reply of lines of JSON; a visitor who goes away stops it at once, even while the next line is being made.

    While it takes long, empty lines say that the server is alive: a proxy takes silence for a server that is not.
    """

    media_type = "application/x-ndjson"

    def __init__(self, lines: AsyncGenerator[News], alive: float = _ALIVE) -> None:
        super().__init__(headers={"cache-control": "no-store", "x-accel-buffering": "no"})
        del self.headers["content-length"]
        self._lines, self._alive = lines, alive
        self._sending, self._ended = Lock(), False

    async def __call__(self, _: Scope, receive: Receive, send: Send) -> None:
        """Send the lines until there are no more, or nobody reads them."""
        async with aclosing(self._lines) as lines, create_task_group() as group:

            async def until_gone() -> None:
                while (await receive())["type"] != "http.disconnect":
                    pass
                group.cancel_scope.cancel()

            group.start_soon(until_gone)
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            group.start_soon(self._say_alive, send)
            async for line in lines:
                await self._send(send, f"{json.dumps(line)}\n".encode())
            await self._send(send, b"", last=True)
            group.cancel_scope.cancel()

    async def _say_alive(self, send: Send) -> None:
        for _ in range(_MOST_ALIVE):
            await sleep(self._alive)
            await self._send(send, b"\n")

    async def _send(self, send: Send, body: bytes, *, last: bool = False) -> None:
        """Send one piece after another, and nothing after the last one."""
        async with self._sending:
            if not self._ended:
                self._ended = last
                await send({"type": "http.response.body", "body": body, "more_body": not last})


def _next(parts: Iterator[News]) -> News | None:
    return next(parts, None)


async def _read(request: Request, kind: type[Sent]) -> Sent | Response:
    """What the page sent, or what to tell it where it cannot be read."""
    try:
        return kind.model_validate_json(await request.body())
    except ValidationError:
        return JSONResponse({"detail": _MALFORMED}, HTTPStatus.UNPROCESSABLE_ENTITY)
