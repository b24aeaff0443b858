"""Nothing leaves the machine: with all but loopback blocked, indexing and asking work and nothing else is tried."""

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.settings import Settings
from indexing.embed import ADAPTED, SentenceEmbedder
from indexing.stored.build import build_index
from indexing.stored.opening import open_index

pytestmark = pytest.mark.model

# Python runs a module of this name by itself when it starts.
SITECUSTOMIZE = """
import os, socket

def guard(owner, name, host_of):
    real = getattr(owner, name)
    def guarded(*arguments, **named):
        host = host_of(arguments)
        if host in (None, "", "localhost", "::1", "0.0.0.0") or str(host).startswith("127."):
            return real(*arguments, **named)
        with open(os.environ["ATTEMPTS"], "a") as file:
            file.write(f"{name} {host}\\n")
        raise OSError(f"blocked: {name} {host}")
    setattr(owner, name, guarded)

for name in ("connect", "connect_ex", "sendto"):
    guard(socket.socket, name, lambda arguments: arguments[-1][0] if isinstance(arguments[-1], tuple) else None)
guard(socket, "getaddrinfo", lambda arguments: arguments[0])
"""


def test_the_block_blocks(no_network: list[str]) -> None:
    with pytest.raises(OSError, match="blocked"):
        socket.create_connection(("example.org", 443), timeout=1)
    with socket.socket() as one, pytest.raises(OSError, match="blocked"):
        one.connect(("192.0.2.1", 443))
    assert no_network == ["getaddrinfo example.org", "connect 192.0.2.1"]


def test_the_block_lets_loopback_through(no_network: list[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=1).close()
    assert no_network == []


def test_indexing_and_asking_work_without_a_network(tmp_path: Path, small_library: Path, no_network: list[str]) -> None:
    build_index(tmp_path / "index", SentenceEmbedder(), small_library)
    assistant = Assistant(open_index(tmp_path / "index", ADAPTED, small_library), Settings(index=tmp_path / "index"))
    assert assistant.ask("What keeps a boat upright?").hits[0].passage.text == "A keel keeps a boat upright."
    assert no_network == []


def test_evenhand_ask_works_without_a_network(tmp_path: Path, real_index: Path) -> None:
    command = shutil.which("evenhand", path=str(Path(sys.executable).parent))
    assert command, "the command is not installed beside this Python; run 'make install'"
    (tmp_path / "sitecustomize.py").write_text(SITECUSTOMIZE)
    attempts = tmp_path / "attempts"
    attempts.touch()
    blocked = {"PYTHONPATH": str(tmp_path), "ATTEMPTS": str(attempts), "EVENHAND_INDEX": str(real_index)}
    result = subprocess.run(
        [command, "ask", "--json", "What are the FREDA principles?"],
        cwd=tmp_path, env={**os.environ, **blocked}, capture_output=True, text=True, timeout=200, check=False,
    )  # fmt: skip
    assert (result.returncode, result.stderr) == (0, "")
    assert json.loads(result.stdout)["status"] == "answered"
    assert attempts.read_text() == ""
