"""A real Chroma server, started and ended by the test."""

from collections.abc import Iterator

import pytest

from indexing.stored.chroma.server import _client
from ui.faults.chroma import ChromaServer


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaServer]:
    one = ChromaServer(tmp_path_factory.mktemp("chroma"))
    yield one
    one.kill()
    _client.cache_clear()


@pytest.fixture
def server(running: ChromaServer) -> ChromaServer:
    """The module's server, started where it is not running; each index has its own collections there."""
    running.start()
    return running
