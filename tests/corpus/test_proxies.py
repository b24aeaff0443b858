"""No value of the variables that name proxies breaks a client, or sends it to a proxy for its own machine."""

import os
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from corpus.proxies import clients_of, spare_loopback, without_proxies

NO_PROXY = [
    "",
    "::1/128,fe80::/10",
    "localhost,127.0.0.0/8,::1",
    "[::1]",
    "[::1]:8080,[fe80::1%eth0]",
    "*",
    ".example.org, *.example.org,example.org:8080",
    "host:port",
    "http://[bad,https://",
    "fe80::/10 ,, ,-,…,é.org",
    "10.0.0.0/8,192.168.0.0/16,fd00::/8",
]
BROKEN = ["socks5://127.0.0.1:1", "ftp://proxy", "http://[bad", "not a proxy", "http://", "://", "http://proxy:port"]


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.setenv(name, "")  # so that what is set is taken back


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """A server on this machine that says which host it was asked for."""

    class Here(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(self.path.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Here)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("name", ["NO_PROXY", "no_proxy"])
@pytest.mark.parametrize("said", NO_PROXY)
def test_no_exception_breaks_a_client_or_sends_loopback_to_a_proxy(
    name: str, said: str, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")  # nothing listens there
    monkeypatch.setenv(name, said)
    spare_loopback()
    for host in ("127.0.0.1", "localhost"):
        assert httpx.get(f"http://{host}:{port}/").text == "/"


def test_what_can_be_used_of_the_exceptions_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "fe80::/10,::1/128, .example.org,10.0.0.0/8,[fd00::1]:80,localhost")
    spare_loopback()
    assert os.environ["no_proxy"] == "::1,.example.org,10.0.0.0/8,fd00::1,localhost,127.0.0.1"
    assert os.environ["NO_PROXY"] == os.environ["no_proxy"]


def test_other_hosts_are_still_asked_for_through_the_proxy(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{port}")
    monkeypatch.setenv("NO_PROXY", "::1/128")
    spare_loopback()
    assert httpx.get("http://example.invalid/").text == "http://example.invalid/"


@pytest.mark.parametrize("name", ["ALL_PROXY", "all_proxy", "HTTP_PROXY", "https_proxy"])
@pytest.mark.parametrize("said", BROKEN)
def test_a_broken_proxy_is_not_seen_for_a_while_and_then_as_it_was(
    name: str, said: str, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, said)
    with without_proxies():
        assert httpx.get(f"http://127.0.0.1:{port}/").text == "/"
    assert os.environ[name] == said


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "localhost", "::1"])
def test_clients_of_this_machine_know_no_proxy_and_others_do(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:1")
    with clients_of(host):
        assert "ALL_PROXY" not in os.environ
    with clients_of("chroma.example"):
        assert "ALL_PROXY" in os.environ
