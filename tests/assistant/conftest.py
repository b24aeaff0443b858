"""Excerpts; a server that speaks the chat protocol and gives queued replies, and a model that does so without one."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from assistant.excerpts.find import Excerpt
from assistant.writing.model import ModelStoppedError

Make = Callable[..., Excerpt]


@pytest.fixture
def excerpt() -> Make:
    """Makes an excerpt; fields can be given by name."""

    def make(text: str = "Knead the dough.", **fields: Any) -> Excerpt:
        values: dict[str, Any] = {
            "document": "bread", "title": "Bread", "publisher": "A & B", "published": "2020-01",
            "section": ("Food", "Dough"), "anchor": "food/dough/p1", "text": text, "voice": "publisher",
            "status": "dated", "url": "example.org/bread",
            "reference": "A & B (January 2020) Bread. Food › Dough [guide].",
            "whole_reference": "A & B (January 2020) Bread [guide].", "cited": "A & B (January 2020)",
            "notes": ("“Bread” (January 2020) is dated: check the current position.",), "score": 1.0, "matched": (),
            "position": 0,
        }  # fmt: skip
        return Excerpt(**{**values, **fields})

    return make


@dataclass
class Scripted:
    """A model whose replies are queued, each as one text or in pieces; an error in the queue is raised."""

    replies: list[str | list[str] | ModelStoppedError]
    name: str = "scripted"
    prompts: list[str] = field(default_factory=list)

    def stream(self, system: str, prompt: str) -> Iterator[str]:
        self.prompts.append(prompt)
        reply = self.replies.pop(0)
        if isinstance(reply, ModelStoppedError):
            raise reply
        yield from [reply] if isinstance(reply, str) else reply


@pytest.fixture
def scripted() -> type[Scripted]:
    return Scripted


@dataclass
class Reply:
    """What the server does with one request: a status with a body, or pieces of text with a pause after each."""

    pieces: tuple[str, ...] = ()
    status: int = 200
    body: str | None = None
    pause: float = 0.0


@dataclass
class ChatServer:
    """A server on this machine; `asked` are the requests it got."""

    url: str
    replies: list[Reply]
    asked: list[dict[str, Any]]

    def will(self, **reply: Any) -> None:
        """Queue a reply."""
        self.replies.append(Reply(**reply))


@pytest.fixture
def chat_server() -> Iterator[ChatServer]:
    replies: list[Reply] = []
    asked: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
            reply = replies.pop(0)
            self.send_response(reply.status)
            self.send_header("content-type", "application/json" if reply.body is not None else "text/event-stream")
            self.end_headers()
            write = self._writer()
            if reply.body is not None:
                write(reply.body)
                return
            for piece in reply.pieces:
                write(f"data: {json.dumps(chunk(piece))}\n\n")
                time.sleep(reply.pause)
            write("data: [DONE]\n\n")

        def _writer(self) -> Callable[[str], None]:
            def write(text: str) -> None:
                try:
                    self.wfile.write(text.encode())
                    self.wfile.flush()
                except OSError:
                    replies.clear()  # nobody reads on

            return write

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield ChatServer(f"http://127.0.0.1:{server.server_address[1]}/v1", replies, asked)
    server.shutdown()
    server.server_close()
    thread.join()


def chunk(text: str) -> dict[str, object]:
    choice = {"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": None}
    return {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "fake", "choices": [choice]}
