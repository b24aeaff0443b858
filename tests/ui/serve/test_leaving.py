"""Signing out, and signing in again after the server has forgotten who was signed in."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from evals.bench import free_port
from ui.serve.access import Access, Credentials
from ui.serve.app import launch
from ui.serve.door.passwords import hashed

pytestmark = pytest.mark.browser

ACCESS = Access(credentials=Credentials({"ann": hashed("secret")}), requests_per_minute=100_000)


@pytest.fixture
def page(slow_assistant: Any) -> Iterator[Any]:
    """A page that asks for a password, whose assistant answers at once."""
    slow_assistant.begin()
    slow_assistant.go.release(100)
    page = launch(slow_assistant, free_port(), ACCESS)
    yield page
    page.close(verbose=False)


@pytest.fixture
def visitor(browser: Any, page: Any) -> Iterator[Callable[[], Any]]:
    """Opens the page as a new visitor who signs in."""
    contexts: list[Any] = []

    def visitor() -> Any:
        contexts.append(browser.new_context(reduced_motion="reduce"))
        view = contexts[-1].new_page()
        view.goto(page.local_url)
        sign_in(view)
        opened(view)
        return view

    yield visitor
    for context in contexts:
        context.close()


def sign_in(view: Any) -> None:
    view.locator(".sign-in").wait_for()
    view.wait_for_load_state()
    view.get_by_label("Name").fill("ann")
    view.get_by_label("Password").fill("secret")
    view.keyboard.press("Enter")


def opened(view: Any) -> None:
    view.get_by_label("Your question").wait_for()
    view.locator("#log [data-ready]").wait_for(state="attached")


def ask(view: Any, question: str) -> None:
    view.get_by_label("Your question").fill(question)
    view.keyboard.press("Enter")


def answered(view: Any, *questions: str) -> None:
    expect(view.locator(".turn .refused")).to_have_count(len(questions), timeout=20_000)
    assert [text.removeprefix("Question: ") for text in view.locator(".question").all_text_contents()] == [*questions]


@pytest.mark.parametrize("place", ["/", "/library", "/topics"])
def test_who_signs_out_leaves_no_conversation_and_no_way_in(
    visitor: Callable[[], Any], page: Any, place: str, axe: Callable[[Any], list[str]]
) -> None:
    view, other = visitor(), visitor()
    ask(view, "Is there bread?")
    answered(view, "Is there bread?")
    view.goto(f"{page.local_url.rstrip('/')}{place}")
    view.get_by_role("button", name="Sign out").wait_for()
    assert axe(view) == []
    view.get_by_role("button", name="Sign out").click()
    expect(view.get_by_role("status")).to_contain_text("You have signed out")
    assert axe(view) == []
    assert view.request.get(page.local_url, max_redirects=0).status == 401
    assert other.request.get(page.local_url, max_redirects=0).status == 200  # somebody else with the same name
    sign_in(view)
    opened(view)
    expect(view.locator(".turn")).to_have_count(0)


def test_an_open_page_asks_to_sign_in_again_and_loses_no_question(visitor: Callable[[], Any], page: Any) -> None:
    view = visitor()
    ask(view, "Is there bread?")
    answered(view, "Is there bread?")
    view.context.clear_cookies()  # as when the session is over
    ask(view, "Is there cake?")
    expect(view.locator("#notice")).to_contain_text("You are no longer signed in")
    view.get_by_role("link", name="Sign in again").click()
    sign_in(view)
    answered(view, "Is there bread?", "Is there cake?")


def test_a_page_that_was_open_while_the_server_was_started_again_asks_to_sign_in(
    visitor: Callable[[], Any], page: Any, slow_assistant: Any
) -> None:
    view = visitor()
    ask(view, "Is there bread?")
    answered(view, "Is there bread?")
    page.close(verbose=False)
    again = launch(slow_assistant, page.server_port, ACCESS)
    try:
        ask(view, "Is there cake?")
        # Gradio may notice the restart first and open the page again; either way the visitor is asked to sign in.
        view.locator("#notice a, .sign-in").first.wait_for()
        if view.locator("#notice a").count():
            view.locator("#notice a").click()
        sign_in(view)
        answered(
            view, "Is there bread?", *([] if view.get_by_label("Your question").input_value() else ["Is there cake?"])
        )
    finally:
        again.close(verbose=False)


def test_nobody_can_sign_out_of_a_page_that_is_open_to_everybody(slow_assistant: Any, browser: Any) -> None:
    page = launch(slow_assistant, free_port(), Access(requests_per_minute=100_000))
    view = browser.new_page()
    try:
        for place in ("/", "/library"):
            view.goto(f"{page.local_url.rstrip('/')}{place}")
            view.get_by_role("link", name="Help").wait_for()
            assert view.get_by_role("button", name="Sign out").count() == 0
    finally:
        view.close()
        page.close(verbose=False)
