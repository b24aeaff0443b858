"""The headers of every answer, whoever gives it: nothing from elsewhere runs in a page."""

import base64
import hashlib
import re
from typing import TYPE_CHECKING

from ui.serve.rooted import path_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# What is no page of ours may do nothing, should a browser take it for one.
_NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_ALWAYS = {
    "content-security-policy": _NOTHING,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
# What would let pages of other sites read our answers; Gradio lets all of them.
_OTHERS = b"access-control-"
# Files that are the same for everybody; all else may tell what was asked, or who asked it.
_FILES = ("/assets/", "/static/", "/look/", "/theme.css", "/favicon.ico", "/manifest.json", "/robots.txt")
# Gradio compiles templates of the page's parts in the browser, and styles its elements in place.
_GRADIO = (
    "default-src 'none'; script-src 'self' 'unsafe-eval' {hashes}; style-src 'self' 'unsafe-inline'; font-src 'self'; "
    "img-src 'self' data: blob:; connect-src 'self'; manifest-src 'self'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'none'"
)
_INLINE = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)


class Headed:
    """An application whose answers, those of another, have all headers; one that the other sets itself stays.

    None lets the pages of other sites read an answer.
    """

    def __init__(self, app: "ASGIApp") -> None:
        self._app = app

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Pass the request on, and complete the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def complete(message: "Message") -> None:
            if message["type"] == "http.response.start":
                kept = [(name, value) for name, value in message["headers"] if not name.lower().startswith(_OTHERS)]
                given = {name.lower() for name, _ in kept}
                named = {name.encode(): value.encode() for name, value in _headers(path_of(scope)).items()}
                more = [(name, value) for name, value in named.items() if name not in given]
                message = {**message, "headers": [*kept, *more]}
            await send(message)

        await self._app(scope, receive, complete)


class GradioPage:
    """An application that names, in the policy of Gradio's page, the scripts that stand in it: no others run."""

    def __init__(self, app: "ASGIApp") -> None:
        self._app = app

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Pass the request on; hold the page back until it is whole, since its scripts may stand anywhere."""
        if scope["type"] != "http" or path_of(scope) != "/":
            await self._app(scope, receive, send)
            return
        start: Message = {}
        body = b""

        async def hold(message: "Message") -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                return
            body += message.get("body", b"")
            if not message.get("more_body"):
                policy = (b"content-security-policy", _policy(body).encode())
                await send({**start, "headers": [*start["headers"], policy]})
                await send({"type": "http.response.body", "body": body})

        await self._app(scope, receive, hold)


def _headers(path: str) -> dict[str, str]:
    return _ALWAYS if path.startswith(_FILES) else {**_ALWAYS, "cache-control": "no-store"}


def _policy(page: bytes) -> str:
    digests = (base64.b64encode(hashlib.sha256(script).digest()).decode() for script in _INLINE.findall(page))
    return _GRADIO.format(hashes=" ".join(f"'sha256-{digest}'" for digest in digests))
