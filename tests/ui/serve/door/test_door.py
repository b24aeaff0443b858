"""Where a password is asked for, every address asks: all routes of the running server are walked."""

import re
import socket
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.testclient import TestClient

from ui.serve.access import Credentials
from ui.serve.door.door import OPEN, Door
from ui.serve.door.sign_in import SignIn

Apart = Callable[..., Any]
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
PEOPLE = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
# What stands for the parts of an address: by their names where a file must be there, or a number, or anything.
PARTS = {"path": "assets/index.js", "name": "bread", "number": "1"}


def walk(routes: Sequence[BaseRoute], before: str = "") -> Iterator[tuple[str, str]]:
    """Each address below, with each method that is taken there; those of applications and routers inside too."""
    for route in routes:
        if router := getattr(route, "original_router", None):  # of FastAPI, which hides what is in it
            yield from walk(router.routes, before + route.include_context.prefix)  # type: ignore[attr-defined]
            continue
        assert hasattr(route, "path"), f"no test knows the addresses of {route!r}"
        path = before + re.sub(r"{(\w+)(:\w+)?}", lambda part: PARTS.get(part[1], "1"), route.path)
        if isinstance(route, Mount):
            yield from ((f"{path}/x", method) for method in METHODS)
            yield from walk(route.routes, path)
        elif not isinstance(route, WebSocketRoute):
            yield from ((path, method) for method in (getattr(route, "methods", None) or METHODS))


def open_to_all(client: Any, addresses: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of the addresses that do not ask for a password first, neither a person nor a program."""
    found = set()
    for path, method in addresses:
        for headers in ({}, PEOPLE):
            reply = client.request(method, path, headers=headers, follow_redirects=False)
            sent_on = reply.status_code == 303 and urlsplit(reply.headers["location"]).path == "/sign-in"
            refused = reply.status_code == 401 and (method == "HEAD" or set(reply.json()) == {"detail"})
            if not (sent_on if headers else refused):
                found.add((path, method))
    return found


def is_listed(path: str, method: str) -> bool:
    return method in OPEN.get(path, ()) or (method in ("GET", "HEAD") and path.startswith("/look/"))


def test_every_address_asks_but_those_listed(visitor: httpx.Client, closed: Any) -> None:
    addresses = list(walk(closed.app.routes))
    paths = {path for path, _ in addresses}
    assert paths > {"/", "/offers", "/excerpts/file", "/library/add", "/config", "/gradio_api/queue/join", "/mcp"}
    assert len(paths) > 60
    found = open_to_all(visitor, addresses)
    assert {each for each in found if not is_listed(*each)} == set()
    assert ("/sign-in", "GET") in found


NEW = [
    Route("/new/{id}", lambda _: PlainTextResponse("secret")),
    Route("/new", lambda _: PlainTextResponse("secret"), methods=["DELETE"]),
    Mount("/new", routes=[Mount("/inside", routes=[Route("/{id:int}", lambda _: PlainTextResponse("secret"))])]),
    Mount("/new", app=PlainTextResponse("secret")),
]


@pytest.mark.parametrize("route", NEW)
def test_a_route_that_comes_later_is_walked_and_asks(route: BaseRoute, visitor: httpx.Client, closed: Any) -> None:
    new = list(walk([route]))
    assert open_to_all(TestClient(Starlette(routes=[route])), new)  # the walk finds it where nothing stands before it
    closed.app.router.routes.insert(0, route)
    try:
        assert open_to_all(visitor, new) == set()
    finally:
        closed.app.router.routes.remove(route)


@pytest.mark.parametrize(
    "path",
    [
        "//config", "/config/", "/%63onfig", "/look/../config", "/look/%2e%2e/config", "/look/..%2fconfig", "/look",
        "/look//base.css", "/look/x/../../config", "/sign-in/../config", "/sign-in/", "/sign-in%2f..%2fconfig",
        "/SIGN-IN", "/login/", "/login/../config", "/healthz/x", "/healthz%00", "/favicon.ico/config", "//sign-in",
        "/gradio_api/startup-events/", "/gradio_api/queue/data", "/gradio_api/heartbeat/x", "/sign-out", "/logout",
        "/config;/sign-in", "/config?/sign-in", "/config%3f", "/.", "/nowhere", "/look/base.css/", "/look/base.css%0a",
    ],
)  # fmt: skip
def test_no_way_of_writing_an_address_leads_past_the_door(path: str, visitor: httpx.Client) -> None:
    assert {raw(visitor, method, path) for method in METHODS} == {401}


def raw(client: httpx.Client, method: str, path: str) -> int:
    """The status of a request whose path is sent as it is written."""
    url = urlsplit(str(client.base_url))
    with socket.create_connection((url.hostname, url.port or 80)) as connection:
        head = f"{method} {path} HTTP/1.1\r\nHost: {url.netloc}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        connection.sendall(head.encode())
        return int(connection.makefile("rb").readline().split()[1])


def test_a_browser_that_asks_what_a_script_may_do_learns_nothing(visitor: httpx.Client) -> None:
    asks = {"origin": "http://elsewhere.invalid", "access-control-request-method": "POST"}
    replies = [visitor.options(path, headers=asks) for path in ("/config", "/library/add", "/nowhere")]
    assert len({reply.text for reply in replies}) == 1
    assert not any("access-control-allow-origin" in reply.headers for reply in replies)


@pytest.mark.parametrize("path", ["/", "/gradio_api/queue/join", "/sign-in"])
def test_no_socket_opens(path: str, people: Credentials, apart: Apart) -> None:
    reached: list[Any] = []
    sent: list[Any] = []

    async def application(*_: Any) -> None:
        reached.append(_)

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "websocket.connect"}

    door = Door(application, SignIn(people, "s" * 32))
    scope: Any = {"type": "websocket", "path": path, "headers": [], "query_string": b""}
    apart(door(scope, receive, send))
    assert sent == [{"type": "websocket.close", "code": 1008, "reason": ""}]
    assert reached == []


def test_a_person_is_led_back_to_what_they_wanted(visitor: httpx.Client) -> None:
    def way_back(method: str, path: str) -> str:
        reply = visitor.request(method, path, headers=PEOPLE)
        return parse_qs(urlsplit(reply.headers["location"]).query)["to"][0]

    assert way_back("GET", "/library/bread?find=dough&page=2") == "/library/bread?find=dough&page=2"
    assert way_back("POST", "/excerpts/file") == "/excerpts"
    assert way_back("POST", "/library/bread/remove?key=x") == "/library"
    assert way_back("POST", "/answers") == "/"


def test_a_browser_is_not_made_to_ask_in_a_window_of_its_own(visitor: httpx.Client) -> None:
    assert visitor.get("/config").headers["www-authenticate"].startswith('Basic realm="Evenhand"')
    browser = {"user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36"}
    assert "www-authenticate" not in visitor.get("/config", headers=browser).headers
