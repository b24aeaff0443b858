"""Signing in and out, as a browser, a program and Gradio's own client do."""

import base64
import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from gradio_client import Client

from ui.serve.access import Access, Credentials
from ui.serve.door.passwords import hashed

ANN = {"username": "ann", "password": "one"}


def sign_in(client: httpx.Client, **form: str) -> httpx.Response:
    return client.post("/login", data={**ANN, **form})


def test_who_signs_in_is_let_in_until_they_sign_out(visitor: httpx.Client) -> None:
    assert visitor.get("/library").status_code == 401
    assert sign_in(visitor).json() == {"success": True}
    assert visitor.get("/library").status_code == 200
    left = visitor.post("/sign-out")
    assert (left.status_code, left.headers["location"]) == (303, "/sign-in?left=yes")
    assert visitor.get("/library").status_code == 401


def test_a_browser_may_send_the_form_in_parts(visitor: httpx.Client) -> None:
    parts: Any = {name: (None, value) for name, value in ANN.items()}
    assert visitor.post("/login", files=parts).status_code == 200


def test_gradios_client_signs_in(closed: Any) -> None:
    client = Client(closed.local_url, auth=("ann", "one"), verbose=False, analytics_enabled=False)
    assert client.predict(api_name="/documents") == {"documents": []}
    with pytest.raises(Exception, match=r"(?i)credentials"):
        Client(closed.local_url, auth=("ann", "two"), verbose=False, analytics_enabled=False)
    with pytest.raises(Exception, match=r"(?i)credentials"):
        Client(closed.local_url, verbose=False, analytics_enabled=False)


def test_a_program_may_send_name_and_password_with_each_request(visitor: httpx.Client) -> None:
    assert visitor.get("/config", auth=("ann", "one")).status_code == 200
    assert visitor.get("/config", auth=("ann", "two")).status_code == 401
    assert not visitor.cookies


@pytest.mark.parametrize(
    "given",
    [
        "", "Basic", "Basic !", "Basic YW5u", "Bearer one", "one", "Basic " + base64.b64encode(b"\xff:").decode(),
        "Basic " + base64.b64encode(b"ann:").decode(), "Basic " + base64.b64encode(b":one").decode(),
    ],
)  # fmt: skip
def test_malformed_credentials_are_wrong(given: str, visitor: httpx.Client) -> None:
    assert visitor.get("/config", headers={"authorization": given}).status_code == 401


@pytest.mark.parametrize(
    "form",
    [
        {"password": "two"}, {"username": "carl"}, {"username": ""}, {"password": ""}, {"username": "Ann"},
        {"password": "o" * 5000}, {"username": "a" * 5000}, {"password": "one\x00"},
        {"username": "ann\r\n", "password": ""},
    ],
)  # fmt: skip
def test_nobody_else_signs_in(form: dict[str, str], visitor: httpx.Client) -> None:
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
def test_what_is_no_sign_in_is_refused(
    headers: dict[str, str], body: bytes, status: int, visitor: httpx.Client
) -> None:
    assert visitor.post("/login", content=body, headers=headers).status_code == status


def test_the_cookie_is_kept_from_scripts_and_other_sites(visitor: httpx.Client) -> None:
    cookie = sign_in(visitor).headers["set-cookie"]
    assert re.fullmatch(r"evenhand-session-\w{8}=\S+; HttpOnly; Path=/; SameSite=lax", cookie)


def test_wrong_tries_make_the_next_one_wait(serve: Callable[..., Any], people: Credentials) -> None:
    page = serve(Access(credentials=people, requests_per_minute=1000))
    try:
        with httpx.Client(base_url=page.local_url) as client:
            tries = [sign_in(client, password="no") for _ in range(3)]
            tries += [client.get("/config", auth=("ann", "no")) for _ in range(3)]
            assert [each.status_code for each in tries] == [401] * 6
            for late in (sign_in(client), client.get("/config", auth=("ann", "one"))):
                assert late.status_code == 429
                assert 0 < int(late.headers["retry-after"]) <= 60
                assert "please wait" in late.json()["detail"]
            assert sign_in(client, username="ben", password="two").status_code == 200
    finally:
        page.close(verbose=False)


def test_a_session_holds_after_a_restart_and_ends_with_its_password(
    serve: Callable[..., Any], people: Credentials
) -> None:
    def sent_with(cookies: httpx.Cookies, credentials: Credentials, secret: str | None) -> int:
        page = serve(Access(credentials=credentials, secret=secret))
        try:
            return httpx.get(f"{page.local_url}library", cookies=cookies).status_code
        finally:
            page.close(verbose=False)

    page = serve(Access(credentials=people, secret="s" * 32))
    cookies = httpx.post(f"{page.local_url}login", data=ANN).cookies
    page.close(verbose=False)
    changed = Credentials({**people.passwords, "ann": hashed("one")})
    assert sent_with(cookies, people, "s" * 32) == 200
    assert sent_with(cookies, changed, "s" * 32) == 401
    assert sent_with(cookies, people, None) == 401
