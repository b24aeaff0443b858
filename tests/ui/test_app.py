import os
import socket
from types import SimpleNamespace
from typing import Any

import pytest

from ui.access import HOST
from ui.app import PageError, launch
from ui.screenshot import free_port


@pytest.fixture
def nobody() -> Any:
    """An assistant with an empty library, which a page can be made for."""
    return SimpleNamespace(searcher=SimpleNamespace(documents={}, passages=[]), longest_question=2000, ask=None)


def test_a_port_that_is_taken_is_said_plainly(nobody: Any) -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PageError, match=f"port {port}.*--port"):
            launch(nobody, port)


def test_the_page_is_served_to_this_machine_alone_and_calls_nobody(nobody: Any, no_network: list[str]) -> None:
    page = launch(nobody, free_port())
    try:
        assert page.local_url.startswith(f"http://{HOST}:")
        assert page.server_name == HOST
        assert page.analytics_enabled is False
        assert page.run_history is False
        assert page.share is False
        assert HOST in os.environ["NO_PROXY"]
    finally:
        page.close(verbose=False)
    assert no_network == []
