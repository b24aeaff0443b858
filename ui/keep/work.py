"""Work that takes a while: told step by step to the page's script, or done before the next page for who has none.

The script is sent a line of JSON for each step: `step` in words, with the `share` of it that is done where that is
known; and at the end `go`, the address that follows, or `problems`, in sentences, with `faults`, those of fields.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Protocol

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from corpus.errors import EvenhandError
from ui.failures import log_failure
from ui.places.reply import FAILED

STEPS = "application/x-ndjson"


class Tell(Protocol):
    """Tells whoever waits how far the work is."""

    def __call__(self, step: str, share: float | None = None, /) -> None:
        """A step in a few words, and the share of it that is done, from 0 to 1, where that is known."""


# Does the work and gives the address that follows. It raises EvenhandError for what a person can put right.
Work = Callable[[Tell], str]


class TypedError(EvenhandError):
    """What a person sent cannot be taken: a sentence for each problem, and those of fields by the field's name."""

    def __init__(self, problems: Sequence[str], faults: Mapping[str, str] | None = None) -> None:
        super().__init__(" ".join(problems))
        self.problems, self.faults = list(problems), dict(faults or {})


@dataclass(frozen=True, slots=True)
class Failure:
    """Why some work was not done, as sentences, and those of them that are about a field, by its name."""

    problems: Sequence[str]
    faults: Mapping[str, str]


def _untold(_step: str, _share: float | None = None) -> None:
    """Nobody waits for the steps."""


def wants_steps(request: Request) -> bool:
    """Whether the page's script waits for the response."""
    return STEPS in request.headers.get("accept", "")


def told(line: Mapping[str, Any], status: int = HTTPStatus.OK) -> Response:
    """One line for the page's script."""
    return Response(f"{json.dumps(line)}\n", status, media_type=STEPS)


async def response_to(request: Request, work: Work, failed: Callable[[Failure], Response]) -> Response:
    """The response to a form whose work takes a while; `failed` makes the page that says what went wrong."""
    if wants_steps(request):
        return StreamingResponse(_lines(work), media_type=STEPS, headers={"Cache-Control": "no-store"})

    def in_one_go() -> Response:
        last = _done(work, _untold)
        return failed(last) if isinstance(last, Failure) else RedirectResponse(last, HTTPStatus.SEE_OTHER)

    return await run_in_threadpool(in_one_go)


async def _lines(work: Work) -> AsyncIterator[str]:
    """The steps of the work as they are told. It goes on to its end even if nobody listens any more."""
    loop, queue = asyncio.get_running_loop(), asyncio.Queue[dict[str, Any]]()

    def put(line: dict[str, Any]) -> None:
        with suppress(RuntimeError):  # the server was stopped meanwhile
            loop.call_soon_threadsafe(queue.put_nowait, line)

    def tell(step: str, share: float | None = None) -> None:
        put({"step": step, "share": share})

    def whole() -> None:
        last = _done(work, tell)
        put({"problems": last.problems, "faults": last.faults} if isinstance(last, Failure) else {"go": last})

    working = asyncio.ensure_future(asyncio.to_thread(whole))
    while True:
        line = await queue.get()
        yield f"{json.dumps(line)}\n"
        if "step" not in line:
            break
    await working


def _done(work: Work, tell: Tell) -> str | Failure:
    """Do the work: the address that follows, or what went wrong."""
    try:
        return work(tell)
    except TypedError as error:
        return Failure(error.problems, error.faults)
    except EvenhandError as error:
        return Failure([str(error)], {})
    except Exception as error:  # noqa: BLE001 - as in a chat turn, the visitor is told and the server goes on
        log_failure("Looking after the library", error)
        return Failure([FAILED], {})
