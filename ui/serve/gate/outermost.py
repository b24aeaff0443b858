"""Puts an application around a whole server, even around what the server itself puts around ours."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.types import ASGIApp

Lifespan = Callable[["Starlette"], AbstractAsyncContextManager[Any]]


def outermost(around: Callable[["ASGIApp"], "ASGIApp"], then: Lifespan | None = None) -> Lifespan:
    """A lifespan that begins by putting what `around` makes around the server, before the first request.

    Middleware would not do: Gradio adds some of its own outside of ours, and errors are answered outside of both.
    """

    @asynccontextmanager
    async def lifespan(app: "Starlette") -> AsyncIterator[Any]:
        assert app.middleware_stack  # which has let the start of the lifespan through
        app.middleware_stack = around(app.middleware_stack)
        if then is None:
            yield
        else:
            async with then(app) as state:
                yield state

    return lifespan
