"""Signing in and out, as a browser, a program and Gradio's own client do."""

import base64
import re
from typing import Any

import pytest
from gradio_client import Client
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from ui.serve.access import Credentials
from ui.serve.door.attempts import Attempts
from ui.serve.door.door import Door, signed_in
from ui.serve.door.passwords import hashed
from ui.serve.door.sign_in import SignIn
from ui.serve.rooted import Rooted

ANN = {"username": "ann", "password": "one"}


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def behind(sign_in: SignIn) -> TestClient:
    """Somebody at the door of a server that says who they are."""

    async def who(request: Request) -> PlainTextResponse:
        return PlainTextResponse(signed_in(request) or "")

    app = Starlette(routes=[*sign_in.routes(), Route("/{path:path}", who)], middleware=[Middleware(Door, sign_in)])
    return TestClient(app, follow_redirects=False)


@pytest.fixture
def visitor(people: Credentials, clock: Clock) -> TestClient:
    return behind(SignIn(people, "s" * 32, Attempts(clock)))


def sign_in(client: Any, **form: str) -> Any:
    return client.post("/login", data={**ANN, **form})


def test_who_signs_in_is_let_in_until_they_sign_out(visitor: TestClient) -> None:
    assert visitor.get("/library").status_code == 401
    assert sign_in(visitor).json() == {"success": True}
    assert visitor.get("/library").text == "ann"
    left = visitor.post("/sign-out")
    assert (left.status_code, left.headers["location"]) == (303, "/sign-in?left=yes")
    assert visitor.get("/library").status_code == 401


def test_a_browser_may_send_the_form_in_parts(visitor: TestClient) -> None:
    parts: Any = {name: (None, value) for name, value in ANN.items()}
    assert visitor.post("/login", files=parts).status_code == 200


def test_gradios_client_signs_in(closed: Any) -> None:
    client = Client(closed.local_url, auth=("ann", "one"), verbose=False, analytics_enabled=False)
    assert client.predict(api_name="/documents") == {"documents": []}
    with pytest.raises(Exception, match=r"(?i)credentials"):
        Client(closed.local_url, auth=("ann", "two"), verbose=False, analytics_enabled=False)
    with pytest.raises(Exception, match=r"(?i)credentials"):
        Client(closed.local_url, verbose=False, analytics_enabled=False)


def test_a_program_may_send_name_and_password_with_each_request(visitor: TestClient) -> None:
    assert visitor.get("/config", auth=("ann", "one")).text == "ann"
    assert visitor.get("/config", auth=("ann", "two")).status_code == 401
    assert not visitor.cookies


@pytest.mark.parametrize(
    "given",
    [
        "", "Basic", "Basic !", "Basic YW5u", "Bearer one", "one", "Basic " + base64.b64encode(b"\xff:").decode(),
        "Basic " + base64.b64encode(b"ann:").decode(), "Basic " + base64.b64encode(b":one").decode(),
    ],
)  # fmt: skip
def test_malformed_credentials_are_wrong(given: str, visitor: TestClient) -> None:
    assert visitor.get("/config", headers={"authorization": given}).status_code == 401


@pytest.mark.parametrize(
    "form",
    [
        {"password": "two"}, {"username": "carl"}, {"username": ""}, {"password": ""}, {"username": "Ann"},
        {"password": "o" * 5000}, {"username": "a" * 5000}, {"password": "one\x00"},
        {"username": "ann\r\n", "password": ""},
    ],
)  # fmt: skip
def test_nobody_else_signs_in(form: dict[str, str], visitor: TestClient) -> None:
    reply = sign_in(visitor, **form)
    assert (reply.status_code, reply.json()) == (401, {"detail": "This name and password do not match."})
    assert "set-cookie" not in reply.headers


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({}, b"", 401),
        ({"content-type": "application/x-www-form-urlencoded"}, b"username=%ff&password=%00&username=ann", 401),
        ({"content-type": "multipart/form-data"}, b"x", 400),
        ({"content-type": "multipart/form-data; boundary=x"}, b"--x\r\nbroken", 401),
        ({"content-type": "application/x-www-form-urlencoded"}, b"username=" + b"a" * 20_000, 413),
        ({"content-type": "application/x-www-form-urlencoded"}, b"&a=b" * 1000, 400),
    ],
)
def test_what_is_no_sign_in_is_refused(headers: dict[str, str], body: bytes, status: int, visitor: TestClient) -> None:
    assert visitor.post("/login", content=body, headers=headers).status_code == status


@pytest.mark.parametrize(
    ("base", "root", "kept"),
    [
        ("http://testserver", "", "HttpOnly; Path=/; SameSite=lax"),
        ("https://testserver", "", "HttpOnly; Path=/; SameSite=lax; Secure"),
        ("http://testserver", "/evenhand", "HttpOnly; Path=/evenhand; SameSite=lax"),
    ],
)
def test_the_cookie_is_kept_from_scripts_and_other_sites(base: str, root: str, kept: str, people: Credentials) -> None:
    client = TestClient(Rooted(behind(SignIn(people, "s" * 32)).app, root), base)
    cookie = sign_in(client).headers["set-cookie"]
    assert re.fullmatch(r"evenhand-session-\w{8}=\S+; (.*)", cookie)[1] == kept  # type: ignore[index]


def test_below_a_path_of_its_own_everything_asks_there(people: Credentials) -> None:
    client = TestClient(Rooted(behind(SignIn(people, "s" * 32)).app, "/evenhand"), follow_redirects=False)
    asks = client.get("/evenhand/library", headers={"accept": "text/html"})
    assert asks.headers["location"] == "/evenhand/sign-in?to=%2Fevenhand%2Flibrary"
    assert client.get("/evenhand/config").status_code == 401
    assert client.get("/evenhand/evenhand/sign-in").status_code == 401
    assert client.get("/evenhand/sign-in").status_code == 200
    client.post("/evenhand/login", data=ANN)
    assert client.get("/evenhand/library").text == "ann"
    assert client.post("/evenhand/sign-out").headers["location"] == "/evenhand/sign-in?left=yes"
    assert client.get("/evenhand/library").status_code == 401


def test_wrong_tries_make_the_next_one_wait(visitor: TestClient, clock: Clock) -> None:
    tries = [sign_in(visitor, password=f"no {number}") for number in range(3)]
    tries += [visitor.get("/config", auth=("ann", f"no {number}")) for number in range(3, 6)]
    assert [each.status_code for each in tries] == [401] * 6
    for late in (sign_in(visitor), visitor.get("/config", auth=("ann", "one"))):
        assert (late.status_code, late.headers["retry-after"]) == (429, "1")
        assert late.json() == {"detail": "Too many wrong passwords; please wait 1 s."}
    assert sign_in(visitor, username="ben", password="two").status_code == 200
    clock.now += 1
    assert sign_in(visitor).status_code == 200


@pytest.mark.parametrize(("name", "password"), [("ann", "one"), ("ben", "two")])
def test_a_session_ends_with_its_password_alone(name: str, password: str, people: Credentials) -> None:
    client = behind(SignIn(people, "s" * 32))
    client.post("/login", data={"username": name, "password": password})
    changed = Credentials({**people.passwords, "ann": hashed("one")})
    for credentials, secret, let_in in (
        (people, "s" * 32, True), (changed, "s" * 32, name == "ben"), (people, "t" * 32, False),
    ):  # fmt: skip
        again = behind(SignIn(credentials, secret))
        again.cookies = client.cookies
        assert again.get("/library").status_code == (200 if let_in else 401)
