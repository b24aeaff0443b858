"""Vectors on a real Chroma server: written by one and read by another, and what is said when it does not answer."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from corpus.errors import SettingsError, StoredIndexError
from indexing.embed import Embedder
from indexing.stored import groups
from indexing.stored.build import build_index
from indexing.stored.chroma.server import open_server, read_url
from indexing.stored.opening import open_index

pytestmark = pytest.mark.usefixtures("fake_model")
QUERY = "how long is dough kneaded"

ASK = """
import sys
from pathlib import Path
from indexing.stored.chroma.server import open_server
print(sorted(open_server(sys.argv[1], "evenhand-").names()))
"""


@pytest.fixture
def index(tmp_path: Path, small_library: Path, fake_embedder: Embedder, server: Any) -> Path:
    """An index whose vectors are on the server."""
    build_index(tmp_path / "index", fake_embedder, small_library, server=server.url)
    return tmp_path / "index"


@pytest.fixture
def searched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any library is one that Chroma searches."""
    monkeypatch.setattr(groups, "EXACT", 0)


@pytest.fixture
def opened(searched: None, index: Path, small_library: Path, server: Any) -> Any:
    return open_index(index, "fake", small_library, server=server.url)


def test_another_process_sees_what_was_written(index: Path, server: Any) -> None:
    ran = subprocess.run([sys.executable, "-c", ASK, server.url], capture_output=True, text=True, check=True)
    assert ran.stdout.count("-passages'") == ran.stdout.count("-sentences'") == 1
    assert not (index / "groups").exists()


def test_what_is_searched_there_is_found_as_without_a_server(
    opened: Any, small_library: Path, fake_embedder: Embedder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(groups, "EXACT", 100)
    build_index(tmp_path / "other", fake_embedder, small_library)
    alone = open_index(tmp_path / "other", "fake", small_library).search(QUERY)
    found = opened.search(QUERY)
    assert [(hit.passage, hit.score) for hit in found.hits] == [(hit.passage, hit.score) for hit in alone.hits]


def test_lost_arrays_are_read_out_of_the_server(index: Path, small_library: Path, server: Any) -> None:
    [build] = (index / "builds").iterdir()
    (build / "vectors" / "passages.npy").unlink()
    assert open_index(index, "fake", small_library, server=server.url).search(QUERY).hits


def test_the_same_index_with_its_vectors_elsewhere_is_told(index: Path, small_library: Path) -> None:
    with pytest.raises(StoredIndexError, match="its vectors in another place than 'chroma_url' says; run 'evenhand in"):
        open_index(index, "fake", small_library)


def test_a_server_that_was_killed_is_told_and_serves_again_when_it_is_back(opened: Any, server: Any) -> None:
    before = opened.search(QUERY).hits
    server.kill()
    with pytest.raises(StoredIndexError, match=rf"the Chroma server at {server.url} \(.+\); start it, or correct"):
        opened.search(QUERY)
    server.start()
    assert opened.search(QUERY).hits == before


def test_a_small_library_needs_no_server_to_answer(index: Path, small_library: Path, server: Any) -> None:
    server.kill()
    assert open_index(index, "fake", small_library, server=server.url).search(QUERY).hits


def test_a_frozen_server_is_not_waited_for_for_long(
    opened: Any, index: Path, small_library: Path, server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.signal(signal.SIGSTOP)
    started = time.monotonic()
    with pytest.raises(StoredIndexError, match=r"\(timed out\); start it"):
        opened.search(QUERY)
    assert time.monotonic() - started < 10
    server.signal(signal.SIGCONT)
    assert opened.search(QUERY).hits


def test_a_server_that_never_was_there_is_told(tmp_path: Path, small_library: Path, fake_embedder: Embedder) -> None:
    with pytest.raises(StoredIndexError, match=r"Chroma server at http://127.0.0.1:9 cannot be reached \(.+\); start"):
        build_index(tmp_path / "index", fake_embedder, small_library, server="http://127.0.0.1:9")
    assert not (tmp_path / "index" / "current").exists()


@pytest.fixture
def other_service() -> Iterator[Callable[[bytes], str]]:
    """Something else that speaks HTTP, and says what it is told to."""
    said = b""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_: object) -> None:
            pass

    serving = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=serving.serve_forever, daemon=True).start()

    def says(text: bytes) -> str:
        nonlocal said
        said = text
        return f"http://127.0.0.1:{serving.server_port}"

    yield says
    serving.shutdown()
    serving.server_close()


def test_another_service_at_the_address_is_told(other_service: Callable[[bytes], str]) -> None:
    with pytest.raises(StoredIndexError, match="is no Chroma server of version 1; start it, or correct the setting"):
        open_server(other_service(b"<html>It works!</html>"), "evenhand-")


def test_a_server_of_another_version_is_told(other_service: Callable[[bytes], str]) -> None:
    with pytest.raises(StoredIndexError, match=r"has version 0\.4\.22, and Evenhand needs version 1; update it"):
        open_server(other_service(b'"0.4.22"'), "evenhand-")


def test_what_a_killed_writer_left_is_never_read_and_goes_with_the_next_build(
    opened: Any, index: Path, small_library: Path, fake_embedder: Embedder, server: Any
) -> None:
    store = open_server(server.url, f"evenhand-{(index / 'id').read_text()}-")
    store.write("half-passages", [np.ones((1, 8), dtype=np.float32)], searched=True)
    other = open_server(server.url, "evenhand-other-")
    other.write("theirs-passages", [np.ones((1, 8), dtype=np.float32)], searched=True)
    assert open_index(index, "fake", small_library, server=server.url).search(QUERY).hits
    build_index(index, fake_embedder, small_library, server=server.url)
    assert not [name for name in store.names() if name.startswith("half")]
    assert other.names() == ["theirs-passages"]


def test_vectors_that_the_server_has_lost_are_written_again_by_the_next_build(
    opened: Any, index: Path, small_library: Path, fake_embedder: Embedder, server: Any
) -> None:
    store = open_server(server.url, f"evenhand-{(index / 'id').read_text()}-")
    for name in store.names():
        store.remove(name)
    with pytest.raises(StoredIndexError, match=r"The vectors are not in the Chroma server at .+; run 'evenhand index'"):
        opened.search(QUERY)
    build_index(index, fake_embedder, small_library, server=server.url)
    assert open_index(index, "fake", small_library, server=server.url).search(QUERY).hits


def test_who_reads_the_earlier_build_goes_on_while_a_new_one_takes_its_place(
    opened: Any, index: Path, small_library: Path, fake_embedder: Embedder, server: Any
) -> None:
    before = opened.search(QUERY).hits
    path = small_library / "bread.md"
    path.write_text(path.read_text(encoding="utf-8").replace("Knead", "Fold"), encoding="utf-8")
    build_index(index, fake_embedder, small_library, server=server.url)
    assert opened.search(QUERY).hits == before
    assert open_index(index, "fake", small_library, server=server.url).search(QUERY).hits != before


@pytest.mark.parametrize(
    "url", ["", "chroma", "ftp://host", "http://", "http://host:port", "http://host/tenant", "http://host/a/b/c"]
)
def test_an_address_that_is_none_is_told(url: str) -> None:
    with pytest.raises(SettingsError, match="Setting 'chroma_url': write http://host:port"):
        read_url(url)


def test_an_address_names_tenant_database_and_token_and_chromas_variables_do(monkeypatch: pytest.MonkeyPatch) -> None:
    named = read_url("https://secret@chroma.example/ours/vectors")
    assert (named.place, named.tenant, named.database) == ("https://chroma.example:443", "ours", "vectors")
    assert named.headers == {"X-Chroma-Token": "secret"}
    assert "secret" not in repr(named)
    for name in ("CHROMA_TENANT", "CHROMA_DATABASE", "CHROMA_API_KEY"):
        monkeypatch.setitem(os.environ, name, name.lower())
    named = read_url("http://[::1]")
    assert (named.place, named.tenant, named.token) == ("http://[::1]:8000", "chroma_tenant", "chroma_api_key")
