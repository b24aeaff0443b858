"""What stands before a real server: which addresses are open, and what headers answers have."""

import re
from collections.abc import Iterator
from ipaddress import ip_network
from typing import Any

import httpx
import pytest

from evals.bench import free_port
from ui.serve.access import Access
from ui.serve.app import launch

# What of Gradio's addresses the page and `gradio_client` need.
OPEN = {
    "/", "/assets/{path:path}", "/static/{path:path}", "/theme.css", "/favicon.ico", "/manifest.json", "/robots.txt",
    "/config", "/config/", "/login", "/login/", "/gradio_api/startup-events", "/gradio_api/openapi.json",
    "/gradio_api/info", "/gradio_api/info/", "/gradio_api/login_check", "/gradio_api/login_check/",
    "/gradio_api/heartbeat/{session_hash}", "/gradio_api/queue/join", "/gradio_api/queue/data",
    "/gradio_api/call/{api_name}", "/gradio_api/call/{api_name}/{event_id}", "/gradio_api/run/{api_name}",
    "/gradio_api/call/v2/{api_name}",
}  # fmt: skip


@pytest.fixture(scope="module")
def page(slow_assistant: Any) -> Iterator[Any]:
    page = launch(slow_assistant, free_port(), Access(requests_per_minute=100_000))
    yield page
    page.close(verbose=False)


def routes_of(router: Any) -> Iterator[tuple[str, str]]:
    """Each method and path, of those inside of others too."""
    for route in router.routes:
        if inner := getattr(route, "original_router", None):
            yield from routes_of(inner)
        else:
            yield from ((method, route.path) for method in sorted(route.methods))


def test_of_gradios_addresses_only_those_that_are_needed_are_open(page: Any) -> None:
    ours = {route.path for route in page.app.router.routes if not route_is_gradios(route)}
    routes = sorted(set(routes_of(page.app.router)))
    assert ("POST", "/gradio_api/upload") in routes  # they are all found
    closed = [(method, path) for method, path in routes if path not in OPEN | ours]
    assert len(closed) > 30
    for method, path in closed:
        address = page.local_url.rstrip("/") + re.sub(r"\{[^}]*\}", "x", path)
        answer = httpx.request(method, address)
        assert (answer.status_code, method, path) == (404, method, path)


@pytest.mark.parametrize("address", ["", "gradio_api/run/ask", "topics", "answers"])
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
def test_the_pages_of_other_sites_may_read_no_answer(method: str, address: str, page: Any) -> None:
    other = {"origin": "https://elsewhere.example", "host": "evenhand.care", "access-control-request-method": "POST"}
    answer = httpx.request(method, page.local_url + address, headers=other)
    assert [name for name in answer.headers if name.startswith("access-control-")] == []


@pytest.mark.parametrize("address", ["answers", "feedback", "conversation", "login", "api/ask", "gradio_api/run/ask"])
def test_the_pages_of_other_sites_may_send_nothing(address: str, page: Any) -> None:
    for site in ("cross-site", "same-site"):  # another port of this machine is the same site
        refused = httpx.post(page.local_url + address, headers={"sec-fetch-site": site, "origin": "http://x.example"})
        assert (refused.status_code, refused.json().keys()) == (403, {"detail"})
    for headers in ({}, {"sec-fetch-site": "same-origin"}):
        assert httpx.post(page.local_url + address, headers=headers).status_code != 403


def route_is_gradios(route: Any) -> bool:
    module = getattr(getattr(route, "endpoint", None), "__module__", "gradio")
    return module.startswith(("gradio", "fastapi"))


def test_nothing_is_left_on_the_disk_by_an_upload(page: Any) -> None:
    sent = httpx.post(f"{page.local_url}gradio_api/upload", files={"files": b"x" * 1000})
    assert sent.status_code == 404


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "", 200), ("GET", "config", 200), ("GET", "help", 200), ("GET", "look/base.css", 200),
        ("GET", "theme.css", 200), ("GET", "healthz", 200), ("GET", "nowhere", 404), ("GET", "gradio_api/x", 404),
        ("POST", "api/ask", 400), ("PUT", "help", 405), ("OPTIONS", "config", 200), ("POST", "config", 405),
    ],
)  # fmt: skip
def test_every_answer_has_the_headers(method: str, path: str, status: int, page: Any) -> None:
    headers = {"origin": "http://evil.example", "access-control-request-method": "GET"} if method == "OPTIONS" else {}
    answer = httpx.request(method, page.local_url + path, headers=headers)
    assert answer.status_code == status
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    for name, value in {"x-content-type-options": "nosniff", "referrer-policy": "no-referrer"}.items():
        assert answer.headers.get_list(name) == [value]
    assert answer.headers["x-frame-options"] == "DENY"
    assert "permissions-policy" in answer.headers
    assert len(answer.headers.get_list("content-security-policy")) == 1


@pytest.mark.parametrize(
    ("trusted", "statuses"), [([], [200, 429, 429, 429]), ([ip_network("127.0.0.0/8")], [200, 200, 429, 200])]
)
def test_what_a_proxy_says_of_visitors_is_believed_where_it_is_trusted(
    trusted: Any, statuses: list[int], slow_assistant: Any
) -> None:
    page = launch(slow_assistant, free_port(), Access(requests_per_minute=1, trusted_proxies=trusted))
    try:
        # What a visitor writes there stands before what the proxy adds.
        said = ["10.0.0.1", "10.0.0.2", "10.0.0.3, 10.0.0.2", "2001:db8::1, 127.0.0.1"]
        sent = [httpx.get(f"{page.local_url}excerpts", headers={"x-forwarded-for": one}) for one in said]
        assert [answer.status_code for answer in sent] == statuses
    finally:
        page.close(verbose=False)


@pytest.mark.browser
def test_a_script_that_comes_into_the_page_does_not_run(page: Any, browser: Any) -> None:
    view = browser.new_page()
    said: list[str] = []
    view.on("console", lambda message: said.append(message.text))
    try:
        for place, ready in (("", "#log [data-ready]"), ("help", "main#text")):
            view.goto(page.local_url + place)
            view.locator(ready).first.wait_for(state="attached")
            assert [words for words in said if "Content Security Policy" in words] == []
            view.evaluate("""
                document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.ran = 1">');
                const script = document.createElement('script');
                script.textContent = 'window.ran = 2';
                document.body.append(script);
                document.body.insertAdjacentHTML('beforeend', '<img src="http://evil.example/x.png">');
            """)
            view.wait_for_timeout(300)
            assert view.evaluate("window.ran === undefined")
            assert any("evil.example" in words and "Content Security Policy" in words for words in said)
            said.clear()
    finally:
        view.close()
