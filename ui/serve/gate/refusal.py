"""How a request is refused: with a page for a person, with JSON for a program."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Refusal:
    """The status, the reason in a plain sentence, and any headers of an answer that refuses a request."""

    status: int
    why: str
    headers: Mapping[str, str] = field(default_factory=lambda: _NONE)


# Makes the page that says the status and the reason, with these headers.
RefusalPage = Callable[[int, str, Mapping[str, str]], "ASGIApp"]


async def refuse(scope: "Scope", receive: "Receive", send: "Send", refusal: Refusal, page: RefusalPage | None) -> None:
    """Answer with the `page` where a person asks, and there is one; otherwise with JSON."""
    if page and b"text/html" in dict(scope["headers"]).get(b"accept", b""):
        await page(refusal.status, refusal.why, refusal.headers)(scope, receive, send)
        return
    # Gradio's page shows what is under `detail`.
    body = json.dumps({"detail": refusal.why}).encode()
    sent = {"content-type": "application/json", "content-length": str(len(body)), **refusal.headers}
    pairs = [(name.encode(), value.encode()) for name, value in sent.items()]
    await send({"type": "http.response.start", "status": refusal.status, "headers": pairs})
    await send({"type": "http.response.body", "body": body})
