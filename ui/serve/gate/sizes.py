"""How large a request may be: its bytes are counted as they come in, whatever length it names."""

from typing import TYPE_CHECKING, Any

from ui.html.addresses import ADD, LARGEST_FILE
from ui.serve.gate.refusal import Refusal, RefusalPage, refuse
from ui.serve.rooted import path_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Most bytes of a request: a basket with every passage, sent as a form, has about four million.
_LARGEST = 8_000_000
# Most bytes of what a form sends around a file that is added to the library.
_AROUND_FILE = 100_000


class Sized:
    """An application that passes requests up to a size on to another."""

    def __init__(self, app: "ASGIApp", page: RefusalPage | None = None) -> None:
        self._app, self._page = app, page

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Pass the request on; refuse it where it says that it is too large, or turns out to be."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most, refusal = _most(path_of(scope))
        named = dict(scope["headers"]).get(b"content-length", b"")
        if not (named.isdigit() and int(named) > most):
            body = _Body(receive, send, most)
            try:
                await self._app(scope, body.receive, body.send)
            except Exception:
                # To the application, a request that is too large breaks off.
                if not body.is_cut:
                    raise
            if not body.is_cut:
                return
        await refuse(scope, receive, send, refusal, self._page)


class _Body:
    """The body of a request, cut off where it is too large; then nothing that the application answers is sent."""

    def __init__(self, receive: "Receive", send: "Send", most: int) -> None:
        self._receive, self._send, self._left = receive, send, most
        self._answered = self.is_cut = False

    async def receive(self) -> "Message":
        message: Any = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0 and not self._answered:
            self.is_cut = True
        return {"type": "http.disconnect"} if self.is_cut else message

    async def send(self, message: "Message") -> None:
        if not self.is_cut:
            self._answered = True
            await self._send(message)


def _most(path: str) -> tuple[int, Refusal]:
    """The most bytes of a request to an address, and how one with more is refused."""
    if path == ADD:
        why = f"That is too large: at most {LARGEST_FILE // 10**6} MB can be added at once."
        return LARGEST_FILE + _AROUND_FILE, Refusal(413, why)
    return _LARGEST, Refusal(413, f"The request is too large; send at most {_LARGEST:,} bytes.")
