import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pytest


@dataclass(frozen=True)
class Reply:
    """What an application answers."""

    status: int
    headers: dict[bytes, bytes]
    body: bytes


class Application:
    """An application that reads what it is sent, and only says how much that was."""

    def __init__(self) -> None:
        self.scopes: list[dict[str, Any]] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.scopes.append(scope)
        read, more = 0, True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise ConnectionError
            read, more = read + len(message["body"]), message["more_body"]
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": str(read).encode()})


Request = Callable[..., Reply]


@pytest.fixture
def request_to() -> Request:
    """Sends a request to an application: method, path, who sends it, the parts of its body, headers."""

    def request(
        app: Any,
        method: str = "GET",
        path: str = "/",
        visitor: str = "10.0.0.1",
        parts: Sequence[bytes] = (),
        **headers: str,
    ) -> Reply:
        sent: list[dict[str, Any]] = []
        left = [*parts] or [b""]

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": left.pop(0), "more_body": bool(left)}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        pairs = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        scope = {"type": "http", "method": method, "path": path, "headers": pairs, "client": (visitor, 1)}
        # In a thread of its own: where a browser is open, this one has a loop that runs already.
        with ThreadPoolExecutor(1) as pool:
            pool.submit(lambda: asyncio.run(app(scope, receive, send))).result()
        body = b"".join(message["body"] for message in sent[1:])
        return Reply(sent[0]["status"], dict(sent[0]["headers"]), body)

    return request


@pytest.fixture
def application() -> Application:
    return Application()
