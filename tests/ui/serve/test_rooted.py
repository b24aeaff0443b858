"""The page at a path of its own, behind a real nginx, in a real browser."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from gradio_client import Client
from playwright.sync_api import expect

from assistant.assistant import Assistant
from evals.bench import free_port
from ui.serve.access import Access
from ui.serve.app import launch

pytestmark = [pytest.mark.browser, pytest.mark.model]

ROOT = "/care/evenhand"
FREDA = "What does FREDA stand for?"


@pytest.fixture(scope="module", params=["", "/"], ids=["whole path", "path left out"])
def address(assistant: Assistant, nginx: Any, request: pytest.FixtureRequest, tmp_path_factory: Any) -> Iterator[str]:
    """Where nginx serves the page, which gets the whole path or what is left of it."""
    page = launch(assistant, free_port(), Access(requests_per_minute=100_000, tools=True, root_path=ROOT))
    try:
        with nginx(tmp_path_factory.mktemp("nginx"), [page.server_port], ROOT, request.param) as address:
            yield address
    finally:
        page.close(verbose=False)


@pytest.fixture
def seen(browser: Any, address: str) -> Iterator[tuple[Any, list[str]]]:
    """A view of the page, and every address that answered it with an error or that is not below the path."""
    context, faults = browser.new_context(reduced_motion="reduce"), []
    view = context.new_page()

    def look(reply: Any) -> None:
        if reply.status >= 400 or not urlsplit(reply.url).path.startswith(f"{ROOT}/"):
            faults.append(f"{reply.status} {reply.url}")

    view.on("response", look)
    view.on("pageerror", lambda error: faults.append(str(error)))
    view.goto(address)
    view.locator("#log [data-ready]").wait_for(state="attached")
    yield view, faults
    context.close()


def test_a_visitor_asks_reads_on_and_takes_excerpts_away(
    seen: tuple[Any, list[str]], ask: Callable[..., Any], tmp_path: Path
) -> None:
    view, faults = seen
    turn = ask(view, FREDA)
    view.locator(".further .offer").first.wait_for()
    turn.locator(".card").first.get_by_role("button", name="Add to excerpts").first.click()
    turn.locator(".card").first.get_by_role("link", name="Read in document").click()
    view.locator(".passage:target mark").first.wait_for()
    for place in ("Topics", "Excerpts", "Library", "Help", "Ask"):
        view.get_by_role("navigation", name="Places").get_by_role("link", name=place).click()
        expect(view.locator("header [aria-current]")).to_contain_text(place)
        unfinished = view.evaluate(
            """[...document.querySelectorAll(":is([href], [src], [action]):not([rel=manifest])")]
                .map((part) => part.getAttribute("href") ?? part.getAttribute("src") ?? part.getAttribute("action"))
                .filter((address) => address.startsWith("/") && !address.startsWith("/care/evenhand/"))"""
        )
        assert unfinished == []
    view.locator("#turn-1 .card").first.wait_for()
    view.get_by_role("link", name="Excerpts").click()
    view.locator("#basket li").first.wait_for()
    with view.expect_download() as saving:
        view.get_by_role("button", name="Word", exact=True).first.click()
    saving.value.save_as(tmp_path / "excerpts.docx")
    assert faults == []


def test_a_question_can_be_shared(seen: tuple[Any, list[str]], browser: Any, ask: Callable[..., Any]) -> None:
    view, faults = seen
    ask(view, FREDA)
    shared = view.locator("#turn-1 [data-copy-address]").first.get_attribute("data-copy-address")
    assert shared.startswith(f"{ROOT}/#ask=")
    other = browser.new_page()
    other.goto(f"http://{urlsplit(view.url).netloc}{shared}")
    other.locator("#turn-1 .card").first.wait_for()
    other.close()
    assert faults == []


def test_programs_are_served_below_the_path_too(address: str) -> None:
    answer = Client(address, verbose=False).predict(question=FREDA, api_name="/ask")
    assert answer["status"] == "answered"
    hello = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    call = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello}
    reply = httpx.post(f"{address}mcp", json=call, headers={"accept": "application/json, text/event-stream"})
    assert reply.json()["result"]["serverInfo"]["name"] == "evenhand"


def test_the_path_without_its_last_stroke_leads_on(address: str) -> None:
    reply = httpx.get(address.rstrip("/"))
    assert reply.is_redirect
    assert urlsplit(reply.headers["location"]).path == f"{ROOT}/"


def test_what_is_nowhere_leads_back_below_the_path(address: str) -> None:
    reply = httpx.get(f"{address}nowhere", headers={"accept": "text/html"})
    assert reply.status_code == 404
    assert f'<a href="{ROOT}/">' in reply.text
