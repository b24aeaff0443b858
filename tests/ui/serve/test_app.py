import os
import socket
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest

from corpus.about import About
from evals.bench import free_port
from ui.serve.access import HOST, Access
from ui.serve.app import launch
from ui.serve.errors import PageError


@pytest.fixture
def nobody(tmp_path: Path) -> Any:
    """An assistant with an empty library, which is enough to serve a page."""
    library = SimpleNamespace(documents={}, passages=[], topics=[], about=About())
    settings = SimpleNamespace(index=tmp_path / "index", library=tmp_path / "library", curated=None)
    return SimpleNamespace(searcher=library, longest_question=2000, ask=None, writer=None, settings=settings)


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
    finally:
        page.close(verbose=False)
    assert no_network == []


def test_another_address_is_served_where_it_is_asked_for(nobody: Any) -> None:
    page = launch(nobody, free_port(), Access("0.0.0.0"))
    try:
        assert page.server_name == "0.0.0.0"
        assert httpx.get(page.local_url).status_code == 200
    finally:
        page.close(verbose=False)


def test_an_address_of_the_sixth_version_is_served_too(nobody: Any) -> None:
    if not socket.has_ipv6:
        pytest.skip("this machine has no IPv6")
    page = launch(nobody, free_port(), Access("::1"))
    try:
        assert httpx.get(page.local_url).status_code == 200
    finally:
        page.close(verbose=False)


def test_an_address_that_is_not_this_machines_is_said_plainly(nobody: Any) -> None:
    with pytest.raises(PageError, match=r"203\.0\.113\.5.*--host"):
        launch(nobody, free_port(), Access("203.0.113.5"))


def test_a_person_who_sends_too_much_is_told_so_on_a_page(nobody: Any) -> None:
    page = launch(nobody, free_port(), Access(requests_per_minute=1))
    try:
        read = [httpx.get(f"{page.local_url}excerpts", headers={"accept": "text/html,*/*"}) for _ in range(2)]
        assert [answer.status_code for answer in read] == [200, 429]
        assert "<h1>Not just now</h1>" in read[1].text
        assert "please wait" in read[1].text
        assert 0 < int(read[1].headers["retry-after"]) <= 60
        assert "please wait" in httpx.get(f"{page.local_url}excerpts").json()["detail"]
    finally:
        page.close(verbose=False)


@pytest.mark.parametrize(
    ("address", "status"), [("nowhere", 404), ("library/bread/crumb/x", 404), ("excerpts/file", 405)]
)
def test_an_address_where_nothing_is_shows_a_page_with_a_way_on(nobody: Any, address: str, status: int) -> None:
    page = launch(nobody, free_port())
    try:
        read = httpx.get(f"{page.local_url}{address}", headers={"accept": "text/html,*/*"})
        assert read.status_code == status
        assert "<h1>No such page</h1>" in read.text
        assert '<a href="/">' in read.text
        assert httpx.get(f"{page.local_url}{address}").json()["detail"]
        assert httpx.get(f"{page.local_url}gradio_api/nowhere").json() == {"detail": "Not Found"}
    finally:
        page.close(verbose=False)


def test_a_visitor_who_sends_too_much_is_stopped_before_the_page(nobody: Any) -> None:
    page = launch(nobody, free_port(), Access(requests_per_minute=2))
    try:
        posts = [httpx.post(f"{page.local_url}gradio_api/queue/join", json={}) for _ in range(3)]
        assert [answer.status_code == 429 for answer in posts] == [False, False, True]
        assert "please wait" in posts[-1].json()["detail"]
        assert httpx.get(page.local_url).status_code == 200
    finally:
        page.close(verbose=False)


_PROXIES = [
    {"ALL_PROXY": "socks5://127.0.0.1:1"},
    {"all_proxy": "socks5h://127.0.0.1:1", "NO_PROXY": "::1/128,fe80::/10"},
    {"HTTP_PROXY": "http://127.0.0.1:1", "NO_PROXY": "fd00::/8,[::1]:80"},
    {"https_proxy": "ftp://proxy", "http_proxy": "http://proxy:port"},
]
_BEHIND = """
import httpx, sys
from types import SimpleNamespace
from pathlib import Path
from corpus.about import About
from evals.bench import free_port
from ui.serve.app import launch
library = SimpleNamespace(documents={}, passages=[], topics=[], about=About())
settings = SimpleNamespace(index=Path("index"), library=Path("library"), curated=None)
nobody = SimpleNamespace(searcher=library, longest_question=2000, ask=None, writer=None, settings=settings)
page = launch(nobody, free_port())
print(httpx.Client(trust_env=False).get(page.local_url).status_code)
page.close(verbose=False)
"""


@pytest.mark.parametrize("proxies", _PROXIES, ids=" ".join)
def test_no_value_of_the_proxy_variables_breaks_a_start(proxies: dict[str, str], tmp_path: Path) -> None:
    """In a program of its own, since Gradio makes clients when it is imported."""
    plain = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    environment = {**plain, **proxies, "PYTHONPATH": str(Path(__file__).parents[3])}
    command = [sys.executable, "-c", _BEHIND]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=environment, check=False)
    assert (done.returncode, done.stdout) == (0, "200\n"), done.stderr[-2000:]
