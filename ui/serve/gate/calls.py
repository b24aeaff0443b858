"""What Gradio cannot read of a request is said in the reply alone, for what Gradio would log may hold a question."""

from typing import TYPE_CHECKING

from ui.api.plain_errors import FAILED
from ui.failures import log_failure
from ui.serve.gate.refusal import Refusal, refuse
from ui.serve.rooted import path_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Addresses of Gradio's that read what visitors send.
_READS = ("/gradio_api/", "/assets/", "/static/")
_UNREADABLE = Refusal(400, "This request cannot be read; the page /gradio_api/info says what each call takes.")
_FAILED, _WRONG = 500, 400


class Calls:
    """An application that passes requests on to another, and answers those that Gradio fails at.

    Our own functions catch what fails in them, so what comes out of Gradio is of reading the request.
    """

    def __init__(self, app: "ASGIApp") -> None:
        self._app = app

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Pass the request on; say with the status whose fault it is where there is no result."""
        if scope["type"] != "http" or not path_of(scope).startswith(_READS):
            await self._app(scope, receive, send)
            return
        reply = _Reply(send)
        try:
            await self._app(scope, receive, reply.send)
        except Exception as error:  # noqa: BLE001 - Gradio raises whatever its libraries do
            log_failure("Reading a request", error)
            if not reply.began:
                await refuse(scope, receive, send, _UNREADABLE, None)


class _Reply:
    """A reply of Gradio's, which begins before Gradio knows that it has one.

    Its status is 500 for whatever is wrong with the arguments of a call.
    """

    def __init__(self, send: "Send") -> None:
        self._send = send
        self._held: Message | None = None
        self.began = False

    async def send(self, message: "Message") -> None:
        """Pass a message on, once it is known whether there is a reply, and whose fault a failure is."""
        if message["type"] == "http.response.start":
            self._held = message
            return
        if self._held:
            wrong = self._held["status"] == _FAILED and FAILED.encode() not in message.get("body", b"")
            await self._send({**self._held, "status": _WRONG} if wrong else self._held)
            self._held, self.began = None, True
        await self._send(message)
