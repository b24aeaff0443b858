"""The addresses where the library is changed: who may, from where, and what becomes of hostile files; no model."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from corpus.about import About
from corpus.added.staging import STAGED
from evals.bench import free_port
from ui.keep.routes import Keeping
from ui.keep.work import STEPS
from ui.live import LiveAssistant
from ui.serve.access import Access, Credentials
from ui.serve.app import launch
from ui.serve.door.passwords import hashed

OWN = "http://127.0.0.1:7860"
POLICY = b"# Bell policy\n\nThe bell is rung at noon.\n"


@pytest.fixture
def nobody(tmp_path: Path) -> Any:
    """An assistant with an empty library."""
    searcher = SimpleNamespace(documents={}, passages=[], topics=[], about=About(), embedder=None, cross_encoder=None)
    settings = SimpleNamespace(index=tmp_path / "index", library=tmp_path / "library", curated=None)
    return SimpleNamespace(searcher=searcher, longest_question=2000, ask=None, writer=None, settings=settings)


def client_of(nobody: Any, *, keeper: bool) -> httpx.Client:
    app = Starlette(routes=Keeping(LiveAssistant(nobody), lambda _: keeper).routes())
    return TestClient(app, base_url=OWN, follow_redirects=False)


@pytest.fixture
def client(nobody: Any) -> Iterator[httpx.Client]:
    with client_of(nobody, keeper=True) as client:
        yield client


@pytest.fixture
def upload(client: httpx.Client) -> Callable[..., httpx.Response]:
    """Sends files as the form on the page does."""

    def upload(*files: tuple[str, bytes], **headers: str) -> httpx.Response:
        sent = [("file", (name, content)) for name, content in files]
        return client.post(action(client.get("/library/add").text), files=sent, headers=headers)

    return upload


def action(page: str) -> str:
    """The address of the form on a page."""
    found = re.search(r'action="([^"]+)" method="post"', page)
    assert found
    return found[1].replace("&amp;", "&")


ADDRESSES = [
    "/library/add",
    "/library/add/abc",
    "/library/add/abc/page/1.png",
    "/library/x/replace",
    "/library/x/remove",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_nobody_but_keepers_comes_in(address: str, nobody: Any) -> None:
    with client_of(nobody, keeper=False) as client:
        reply = client.get(address)
        assert reply.status_code == 403
        assert "Only those who look after the library" in reply.text
        assert "key=" not in reply.text
        assert client.post("/library/add", files={"file": ("a.md", POLICY)}).status_code == 403
    assert not (nobody.settings.library / STAGED).exists()


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("/library/add", {}),
        ("/library/add?key=guessed", {}),
        ("OWN", {"origin": "https://evil.example"}),
        ("OWN", {"sec-fetch-site": "cross-site"}),
    ],
)
def test_a_form_of_another_site_changes_nothing(
    address: str, headers: dict[str, str], client: httpx.Client, nobody: Any
) -> None:
    to = action(client.get("/library/add").text) if address == "OWN" else address
    assert client.post(to, files={"file": ("a.md", POLICY)}, headers=headers).status_code == 403
    assert client.post(f"{to}&x".replace("/add", "/add/abc"), data={"act": "add"}, headers=headers).status_code == 403
    assert not (nobody.settings.library / STAGED).exists()


def test_a_file_leads_to_its_review_and_can_be_discarded(upload: Any, client: httpx.Client, nobody: Any) -> None:
    reply = upload(("bell.md", POLICY))
    assert reply.status_code == 303
    page = client.get(reply.headers["location"])
    assert "Review: Bell policy" in page.text
    assert "script-src 'self';" in page.headers["content-security-policy"]
    assert client.post(action(page.text), data={"act": "discard"}).headers["location"] == "/library/add?news=discarded"
    assert client.get(reply.headers["location"]).status_code == 404
    assert list((nobody.settings.library / STAGED).iterdir()) == []


def test_the_script_is_told_that_a_file_is_read_and_then_checked(upload: Any) -> None:
    lines = upload(("bell.md", POLICY), accept=STEPS).text.splitlines()
    assert [re.sub(r'.*"step": "(\w+) .*', r"\1", line) for line in lines[:-1]] == ["Reading", "Checking"]
    assert '"go": "/library/add/' in lines[-1]


def test_what_is_wrong_with_one_file_does_not_lose_the_others(upload: Any) -> None:
    reply = upload(("bell.md", POLICY), ("bad.exe", b"MZ\x00\x01"))
    assert reply.status_code == 400
    assert "bad.exe" in reply.text
    assert ">Bell policy</a>" in reply.text


@pytest.mark.parametrize(
    "body", [b"--b", b"--b\r\nnonsense\r\n\r\nx\r\n--b--", b"", b"\xff" * 99, b"--b\r\n\r\nx\r\n--b--"]
)
@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=b", "multipart/form-data"])
@pytest.mark.parametrize("place", ["/library/add", "/library/add/abc"])
def test_a_form_that_is_broken_is_told_plainly(body: bytes, kind: str, place: str, client: httpx.Client) -> None:
    to = action(client.get("/library/add").text).replace("/library/add", place)
    reply = client.post(to, content=body, headers={"content-type": kind})
    assert reply.status_code in (400, 404)
    assert "Something went wrong" not in reply.text


def test_no_file_is_told_plainly(upload: Any) -> None:
    assert "Choose a file first" in upload(("", b"")).text


def test_no_word_of_a_hostile_file_becomes_markup(upload: Any, client: httpx.Client) -> None:
    text = b"<html><body><h1>Dance &lt;img src=x onerror=alert(1)&gt;</h1><script>alert(2)</script><p>&lt;b&gt;Step</p>"
    reply = upload(("<script>alert(3)<.html", text))
    page = client.get(reply.headers["location"]).text
    assert "&lt;b&gt;Step" in page
    for bad in ("<img src=x", "<script>alert", "<b>Step"):
        assert bad not in page
    listed = client.get("/library/add").text
    assert "Dance &lt;img" in listed


@pytest.mark.parametrize("token", ["..", "%2e%2e", "..%2f..", "x" * 5000, "gone", ".staged"])
def test_an_address_that_names_no_file_gets_nothing(token: str, client: httpx.Client) -> None:
    for address in (f"/library/add/{token}", f"/library/add/{token}/page/1.png"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("number", ["0", "1", "99999999999"])
def test_a_file_without_pages_has_no_pictures(number: str, upload: Any, client: httpx.Client) -> None:
    review = upload(("bell.md", POLICY)).headers["location"]
    assert client.get(f"{review}/page/{number}.png").status_code in (400, 404)


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999", "²"])
def test_a_page_that_is_not_there_shows_another(page: str, upload: Any, client: httpx.Client) -> None:
    assert client.get(f"{upload(('bell.md', POLICY)).headers['location']}?page={page}").status_code == 200


def test_what_nobody_adds_is_deleted_after_a_day(upload: Any, client: httpx.Client, nobody: Any) -> None:
    review = upload(("bell.md", POLICY)).headers["location"]
    assert "Bell policy" in client.get("/library/add").text
    (staged,) = (nobody.settings.library / STAGED).iterdir()
    os.utime(staged, (0, 0))
    assert "Bell policy" not in client.get("/library/add").text
    assert client.get(review).status_code == 404


@pytest.mark.parametrize("address", ["/library/gone/remove", "/library/gone/replace"])
def test_only_what_was_added_can_be_replaced_and_removed(address: str, client: httpx.Client) -> None:
    assert client.get(address).status_code == 404


def test_on_a_shared_page_only_keepers_see_and_reach_it(nobody: Any) -> None:
    people = Credentials({"ann": hashed("one"), "ben": hashed("two")}, frozenset({"ann"}))
    page = launch(nobody, free_port(), Access(credentials=people))
    try:
        for name, password, status in (("ann", "one", 200), ("ben", "two", 403)):
            with httpx.Client(base_url=page.local_url) as visitor:
                assert visitor.get("library/add").status_code == 401
                assert visitor.post("login", data={"username": name, "password": password}).status_code == 200
                assert visitor.get("library/add").status_code == status
                assert ('href="/library/add"' in visitor.get("library").text) is (status == 200)
    finally:
        page.close(verbose=False)
