"""SIGTERM ends a real server, as process 1 where this machine can have another: what is under way is answered first."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import psutil
import pytest

from evals.bench import free_port

# A server whose answers take as many seconds as the question says.
_SERVER = """
import sys, time
from types import SimpleNamespace
from pathlib import Path
from assistant.answer import Answer
from corpus.about import About
from ui.serve.access import Access
from ui.serve.app import serve
from ui.serve.running.stopping import end_on_sigterm

def stream(question, *_, **__):
    time.sleep(float(question))
    yield Answer(question, question, "not_found", "Nothing.")

end_on_sigterm()
folder = Path(sys.argv[2])
searcher = SimpleNamespace(documents={}, passages=[], topics=[], about=About(), cross_encoder=None, search=print)
settings = SimpleNamespace(index=folder / "index", library=folder / "library", curated=None)
assistant = SimpleNamespace(
    searcher=searcher, longest_question=2000, writer=None, settings=settings, stream=stream,
    check_documents=lambda ids: None,
)
serve(assistant, int(sys.argv[1]), Access(), None, open_browser=False)
"""
_AS_ONE = ["unshare", "--user", "--map-root-user", "--pid", "--fork"]


class Server:
    """A server in a process of its own."""

    def __init__(self, folder: Any) -> None:
        can = subprocess.run([*_AS_ONE, "true"], capture_output=True, check=False).returncode == 0
        self.as_one, port = can, free_port()
        command = [*(_AS_ONE if can else []), sys.executable, "-c", _SERVER, str(port), str(folder)]
        self.outer = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        self.address, self.first = f"http://127.0.0.1:{port}/", ""

    def wait(self) -> None:
        """Wait until it is ready."""
        until = time.monotonic() + 120
        while self.status("readyz") != 200:
            assert self.outer.poll() is None, self.outer.communicate()
            assert time.monotonic() < until
            time.sleep(0.1)
        # It answers a moment before it says that it has started.
        assert self.outer.stderr
        self.first = self.outer.stderr.readline()

    def status(self, path: str) -> int:
        """The status of an answer; 0 without one."""
        try:
            return httpx.get(self.address + path, timeout=5).status_code
        except httpx.TransportError:
            return 0

    def ask(self, seconds: float) -> httpx.Response:
        return httpx.post(f"{self.address}api/ask", json={"question": str(seconds)}, timeout=30)

    def terminate(self) -> None:
        (inner,) = psutil.Process(self.outer.pid).children() if self.as_one else [self.outer]
        inner.send_signal(signal.SIGTERM)


@pytest.fixture
def server(tmp_path: Any) -> Iterator[Server]:
    server = Server(tmp_path)
    try:
        server.wait()
        yield server
    finally:
        if server.outer.poll() is None:
            for process in (*psutil.Process(server.outer.pid).children(), server.outer):
                process.kill()
        server.outer.communicate()


def test_sigterm_answers_what_is_under_way_and_takes_nothing_new(server: Server) -> None:
    # Gradio would print what it was sent.
    httpx.post(f"{server.address}gradio_api/run/ask", json={"data": ["Was Zebedee bullied?"]}, timeout=30)
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(server.ask, 5)
        time.sleep(1)
        server.terminate()
        time.sleep(0.5)
        assert (server.status("readyz"), server.status("healthz"), server.status("help")) == (503, 200, 503)
        assert asked.result().json()["status"] == "not_found"
    _, said = server.outer.communicate(timeout=15)
    assert server.outer.returncode == 0
    lines = [server.first, *said.splitlines()]
    assert [line for line in lines if not line.startswith("{")] == []
    events = [json.loads(line)["event"] for line in lines]
    assert events == ["start", "failure", "stop"]
    assert "Zebedee" not in said


def test_sigterm_waits_no_longer_than_containers_do(server: Server) -> None:
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(server.ask, 60)
        time.sleep(1)
        server.terminate()
        began = time.monotonic()
        server.outer.communicate(timeout=15)
        assert time.monotonic() - began < 10
        assert server.outer.returncode == 0
        assert isinstance(asked.exception(), httpx.TransportError) or asked.result().status_code >= 500
