from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from assistant.assistant import Assistant
from evals.bench import free_port
from ui.feedback import FeedbackFile
from ui.serve.access import Access, Credentials
from ui.serve.app import launch
from ui.serve.door.passwords import hashed

pytestmark = [pytest.mark.browser, pytest.mark.model]

Axe = Callable[[Any], list[str]]
Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def feedback(tmp_path_factory: pytest.TempPathFactory) -> FeedbackFile:
    return FeedbackFile(tmp_path_factory.mktemp("feedback") / "feedback.sqlite")


@pytest.fixture(scope="module")
def guarded(assistant: Assistant, feedback: FeedbackFile) -> Iterator[str]:
    """A page that asks for a name and a password, and keeps feedback."""
    access = Access(credentials=Credentials({"ann": hashed("secret")}), requests_per_minute=100_000)
    page = launch(assistant, free_port(), access, feedback)
    yield page.local_url.rstrip("/")
    page.close(verbose=False)


@pytest.fixture
def view(browser: Any) -> Iterator[Any]:
    context = browser.new_context(reduced_motion="reduce")
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def sign_in(view: Any, password: str) -> None:
    view.get_by_label("Name").fill("ann")
    view.get_by_label("Password").fill(password)
    view.keyboard.press("Enter")


def test_who_signs_in_comes_to_where_a_link_led(view: Any, guarded: str, axe: Axe) -> None:
    view.goto(f"{guarded}/library/promoting-equality?find=care")
    view.get_by_role("heading", name="Sign in").wait_for()
    assert axe(view) == []
    sign_in(view, "wrong")
    expect(view.get_by_role("alert")).to_contain_text("do not match")
    assert axe(view) == []
    sign_in(view, "secret")
    view.wait_for_url("**/library/promoting-equality?find=care")


@pytest.mark.parametrize("place", ["/", "/excerpts", "/library", "/help", "/topics", "/offers"])
def test_no_place_opens_without_signing_in(view: Any, guarded: str, place: str) -> None:
    assert view.request.get(f"{guarded}{place}", max_redirects=0).status == 401
    assert view.request.get(f"{guarded}{place}", max_redirects=0, headers={"accept": "text/html"}).status == 303


@pytest.mark.parametrize("address", ["/excerpts/file", "/excerpts/basket"])
def test_nothing_is_taken_away_without_signing_in(view: Any, guarded: str, address: str) -> None:
    assert view.request.post(f"{guarded}{address}", form={"basket": "[]"}, max_redirects=0).status == 401


def test_whether_an_answer_helped_is_kept_where_that_is_switched_on(
    view: Any, guarded: str, feedback: FeedbackFile, ask: Ask, axe: Axe
) -> None:
    view.goto(guarded)
    sign_in(view, "secret")
    view.get_by_label("Your question").wait_for()
    ask(view, "What does FREDA stand for?")
    view.locator(".further .offer").first.wait_for()
    view.locator(".feedback summary").click()
    assert axe(view) == []
    view.get_by_label("Not helpful").check()
    view.get_by_label("What was right or missing?").fill("The <b>source</b>")
    view.get_by_role("button", name="Send").click()
    expect(view.get_by_role("alert")).to_have_text("Thank you. Your feedback has been saved.")
    kept = feedback.all()[-1]
    assert (kept.question, kept.helpful, kept.line) == ("What does FREDA stand for?", False, "The <b>source</b>")
    ask(view, "Tell me more about them", turn=2)
    expect(view.locator(".feedback")).to_have_count(1)
    expect(view.locator(".thanks")).to_have_count(0)


def test_who_asks_too_often_is_told_so_beside_the_box_with_the_question_left(
    view: Any, assistant: Assistant, axe: Axe
) -> None:
    page = launch(assistant, free_port(), Access(requests_per_minute=1))
    try:
        view.goto(page.local_url)
        view.locator("#log [data-ready]").wait_for(state="attached")
        view.get_by_label("Your question").fill("What does FREDA stand for?")
        view.keyboard.press("Enter")
        view.locator("#turn-1 .answer").wait_for()
        view.get_by_label("Your question").fill("What is equality?")
        view.keyboard.press("Enter")
        expect(view.locator("#notice")).to_contain_text("Too many requests at once; please wait")
        assert view.get_by_label("Your question").input_value() == "What is equality?"
        assert axe(view) == []
    finally:
        page.close(verbose=False)


def test_a_server_that_has_gone_is_told_beside_the_box(view: Any, assistant: Assistant) -> None:
    page = launch(assistant, free_port())
    view.goto(page.local_url)
    view.locator("#log [data-ready]").wait_for(state="attached")
    view.get_by_label("Your question").fill("What does FREDA stand for?")
    page.close(verbose=False)
    view.keyboard.press("Enter")
    expect(view.locator("#notice")).to_contain_text("Evenhand cannot be reached")
    expect(view.locator(".waiting .question")).to_contain_text("What does FREDA stand for?")
    expect(view.get_by_role("button", name="Ask again")).to_be_visible()
