"""Questions on their way, on a page whose answers wait until a test lets them go."""

from collections.abc import Callable, Iterator
from threading import Semaphore
from typing import Any

import pytest
from playwright.sync_api import expect

from evals.bench import free_port
from ui.serve.access import Access
from ui.serve.app import launch

pytestmark = pytest.mark.browser

Visit = Callable[..., Any]
EXAMPLE = "What is bread?"
PHONE = {"viewport": {"width": 390, "height": 700}, "is_mobile": True, "has_touch": True}


@pytest.fixture(scope="module")
def address(slow_assistant: Any) -> Iterator[str]:
    page = launch(slow_assistant, free_port(), Access(requests_per_minute=100_000))
    yield page.local_url
    page.close(verbose=False)


@pytest.fixture
def assistant(slow_assistant: Any) -> Any:
    slow_assistant.begin()
    return slow_assistant


def put(view: Any, question: str) -> None:
    """Types a question and presses Enter."""
    view.get_by_label("Your question").fill(question)
    view.keyboard.press("Enter")


def questions(view: Any) -> list[str]:
    return [words.removeprefix("Question: ") for words in view.locator(".turn:visible .question").all_text_contents()]


def button(view: Any, what: str, question: str) -> Any:
    """The button of a question that has no answer yet."""
    return view.locator(".waiting", has_text=question).get_by_role("button", name=what)


def answered(view: Any, count: int) -> None:
    expect(view.locator(".turn .refused")).to_have_count(count, timeout=20_000)


@pytest.fixture
def distant(assistant: Any) -> Callable[[Any], None]:
    """Puts two and a half seconds between a page and its server, which answers at once."""

    def distant(view: Any) -> None:
        assistant.go = Semaphore(100)
        network = view.context.new_cdp_session(view)
        network.send(
            "Network.emulateNetworkConditions",
            {"offline": False, "latency": 2500, "downloadThroughput": -1, "uploadThroughput": -1},
        )

    return distant


@pytest.mark.parametrize("look", [{}, PHONE], ids=["wide", "phone"])
def test_a_question_stands_at_once_and_what_is_typed_meanwhile_is_kept(
    visit: Visit, distant: Callable[[Any], None], look: dict[str, Any]
) -> None:
    view = visit(**look)
    distant(view)
    put(view, "Is there bread?")
    assert questions(view) == ["Is there bread?"]
    expect(view.get_by_text("Searching the library …")).to_be_in_viewport(timeout=500)
    box = view.get_by_label("Your question")
    assert box.input_value() == ""
    view.keyboard.type("And is there")
    answered(view, 1)
    assert box.input_value() == "And is there"
    expect(box).to_be_in_viewport()
    view.keyboard.type(" cake?")
    view.keyboard.press("Enter")
    answered(view, 2)
    assert questions(view) == ["Is there bread?", "And is there cake?"]


@pytest.mark.parametrize("look", [{}, PHONE], ids=["wide", "phone"])
def test_questions_wait_their_turn_in_the_order_in_which_they_were_asked(
    visit: Visit, assistant: Any, look: dict[str, Any]
) -> None:
    view = visit(**look)
    put(view, "One?")
    put(view, "Two?")
    view.locator(".offer", has_text=EXAMPLE).click()
    view.get_by_label("Your question").fill("Three?")
    view.get_by_role("button", name="Ask", exact=True).click()
    order = ["One?", "Two?", EXAMPLE, "Three?"]
    assert questions(view) == order
    assert view.get_by_text("Searching the library …").locator("visible=true").count() == 1
    assert view.get_by_text("Waits for the answer before it.").locator("visible=true").count() == 3
    for count in range(1, 5):
        assistant.go.release()
        answered(view, count)
        assert questions(view) == order
    assert assistant.asked == [tuple(order[:count]) for count in range(1, 5)]


def test_a_question_that_waits_is_shown_as_text(visit: Visit, assistant: Any) -> None:
    view = visit()
    hostile = "<img src=x onerror='window.harmed = 1'> ${window.harmed = 1} {{x}}"
    put(view, hostile)
    assert questions(view) == [hostile]
    assert view.evaluate("window.harmed") is None
    assistant.go.release()


def test_a_double_click_and_a_double_enter_ask_once(visit: Visit, assistant: Any) -> None:
    view = visit()
    put(view, "One?")
    view.keyboard.press("Enter")
    view.locator(".offer", has_text=EXAMPLE).dblclick()
    assistant.go.release(4)
    answered(view, 2)
    assert assistant.asked == [("One?",), ("One?", EXAMPLE)]
    assert view.locator("#notice").inner_text() == ""


@pytest.mark.parametrize("nothing", ["", "  "])
def test_nothing_is_not_asked(visit: Visit, assistant: Any, nothing: str) -> None:
    view = visit()
    put(view, nothing)
    expect(view.get_by_role("alert")).to_have_text("Type a question first.")
    assert questions(view) == []
    assert assistant.asked == []


def test_the_answer_to_a_question_that_waited_does_not_move_the_one_being_read(visit: Visit, assistant: Any) -> None:
    view = visit()
    put(view, "One?")
    put(view, "Two?")
    assistant.go.release()
    answered(view, 1)
    first = view.locator(".turn").first
    view.wait_for_function("Math.abs(document.querySelector('.turn').getBoundingClientRect().top) < 40")
    before = first.bounding_box()
    assistant.go.release()
    answered(view, 2)
    view.wait_for_timeout(300)
    assert first.bounding_box()["y"] == before["y"]


def test_a_question_that_fails_does_not_hold_up_the_next_and_can_be_asked_again(visit: Visit, assistant: Any) -> None:
    view = visit()
    assistant.fails = {"One?"}
    put(view, "One?")
    put(view, "Two?")
    view.get_by_label("Your question").fill("Three")
    assistant.go.release(2)
    answered(view, 1)
    expect(view.get_by_role("alert")).to_have_text("This question cannot be answered.")
    assert sorted(questions(view)) == ["One?", "Two?"]
    assert view.get_by_label("Your question").input_value() == "Three"
    assistant.fails = set()
    assistant.go.release()
    button(view, "Ask again", "One?").click()
    answered(view, 2)
    assert questions(view) == ["Two?", "One?"]
    expect(view.locator("#notice")).to_be_empty()


def test_a_question_that_fails_returns_to_an_empty_box(visit: Visit, assistant: Any) -> None:
    view = visit()
    assistant.fails = {"One?"}
    assistant.go.release()
    put(view, "One?")
    expect(view.get_by_label("Your question")).to_have_value("One?")
    assert questions(view) == []
    expect(view.locator(".offer").first).to_be_visible()


def test_stopping_a_question_lets_the_next_one_go_and_keeps_what_is_typed(visit: Visit, assistant: Any) -> None:
    view = visit()
    put(view, "One?")
    put(view, "Two?")
    view.get_by_label("Your question").fill("Three")
    button(view, "Stop", "One?").click()
    expect(button(view, "Stop", "Two?")).to_be_visible()
    assistant.go.release(3)
    answered(view, 1)
    assert assistant.asked[-1] == ("Two?",)
    assert view.get_by_label("Your question").input_value() == "Three"
    button(view, "Remove", "One?").click()
    assert questions(view) == ["Two?"]


def test_a_question_that_waits_can_be_taken_back(visit: Visit, assistant: Any) -> None:
    view = visit()
    put(view, "One?")
    put(view, "Two?")
    put(view, "Three?")
    button(view, "Remove", "Two?").click()
    assert view.get_by_label("Your question").input_value() == "Two?"
    assert view.evaluate("document.activeElement.tagName") == "TEXTAREA"
    assistant.go.release(3)
    answered(view, 2)
    assert questions(view) == ["One?", "Three?"]


def test_a_new_conversation_drops_what_waits_but_not_what_is_typed(visit: Visit, assistant: Any) -> None:
    view = visit()
    put(view, "One?")
    put(view, "Two?")
    view.get_by_label("Your question").fill("Three?")
    view.get_by_role("button", name="New conversation").click()
    assert questions(view) == []
    view.wait_for_timeout(500)
    expect(view.locator(".footer")).to_be_visible()
    expect(view.locator(".offer").first).to_be_visible()
    assert view.get_by_label("Your question").input_value() == "Three?"
    assistant.go.release(3)
    view.get_by_role("button", name="Ask", exact=True).click()
    answered(view, 1)
    assert questions(view) == ["Three?"]
    assert assistant.asked[-1] == ("Three?",)


def test_a_look_at_another_place_loses_no_question_and_nothing_typed(visit: Visit, assistant: Any) -> None:
    view = visit()
    assistant.go.release()
    put(view, "One?")
    answered(view, 1)
    put(view, "Two?")
    put(view, "Three?")
    view.get_by_label("Your question").fill("Four")
    view.get_by_role("link", name="Help").click()
    view.get_by_role("heading", level=1, name="Help").wait_for()
    assistant.go.release(10)
    view.get_by_role("link", name="Ask", exact=True).click()
    answered(view, 3)
    assert questions(view) == ["One?", "Two?", "Three?"]
    assert view.get_by_label("Your question").input_value() == "Four"


def test_a_server_that_cannot_be_reached_loses_no_question(visit: Visit, assistant: Any) -> None:
    view = visit()
    put(view, "One?")
    put(view, "Two?")
    put(view, "Three?")
    button(view, "Stop", "One?").wait_for()
    assistant.go.release()
    answered(view, 1)
    view.route("**/*", lambda route: route.abort())
    button(view, "Stop", "Two?").wait_for()
    assistant.go.release(5)
    answered(view, 2)  # it was on its way
    expect(view.locator("#notice")).to_contain_text("Evenhand cannot be reached")
    assert questions(view) == ["One?", "Two?", "Three?"]
    view.unroute("**/*")
    answered(view, 3)  # the page asks again by itself
    assert questions(view) == ["One?", "Two?", "Three?"]
    expect(view.locator("#notice")).to_be_empty()


def test_a_server_that_forgot_the_conversation_is_told_it_again(
    visit: Visit, assistant: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = visit()
    assistant.go.release(9)
    put(view, "One?")
    answered(view, 1)
    monkeypatch.setattr("ui.ask.events.AskEvents._exchanges", lambda events, sent: ())
    put(view, "Two?")
    answered(view, 2)
    assert questions(view) == ["One?", "Two?"]
    assert assistant.asked == [("One?",), ("One?",), ("One?", "Two?")]


def test_a_reply_may_have_empty_lines_and_its_address_names_the_conversation(visit: Visit, assistant: Any) -> None:
    """By these a busy server says that it is alive, and by that a proxy keeps a conversation in one place."""
    view = visit()
    addresses: list[str] = []

    def answer(route: Any) -> None:
        addresses.append(route.request.url)
        reply = route.fetch()
        route.fulfill(response=reply, body=f"\n\n{reply.text()}\n")

    view.route("**/answers*", answer)
    assistant.go.release(9)
    for number, question in enumerate(("One?", "Two?"), start=1):
        put(view, question)
        answered(view, number)
    assert len({address.partition("?of=")[2] for address in addresses} - {""}) == 1


def test_the_keyboard_goes_from_the_box_to_the_last_answer(visit: Visit, assistant: Any) -> None:
    view = visit()
    assistant.go.release()
    put(view, "One?")
    answered(view, 1)
    put(view, "Two?")
    for _ in range(2):
        view.keyboard.press("Tab")
    link = view.get_by_role("link", name="Go to the answer")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    view.keyboard.press("Enter")
    assert view.evaluate("document.activeElement.id") == "turn-1"  # the other one has none yet
    assistant.go.release()
    answered(view, 2)
    link.focus()
    view.keyboard.press("Enter")
    assert view.evaluate("document.activeElement.id") == "turn-2"
    view.wait_for_function("document.getElementById('turn-2').getBoundingClientRect().top >= 0")


def test_without_an_answer_nothing_leads_to_one(visit: Visit, assistant: Any) -> None:
    view = visit()
    assert view.get_by_role("link", name="Go to the answer").count() == 0
    assistant.go.release()
    put(view, "One?")
    view.get_by_role("link", name="Go to the answer").wait_for(state="attached")


def test_a_browser_that_keeps_nothing_still_asks_and_answers(visit: Visit, assistant: Any) -> None:
    view = visit("/help")
    view.context.add_init_script(
        """for (const name of ["sessionStorage", "localStorage"])
            Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });"""
    )
    view.get_by_role("link", name="Ask", exact=True).click()
    view.locator("#log [data-ready]").wait_for(state="attached")
    assistant.go.release(2)
    put(view, "One?")
    answered(view, 1)
    put(view, "Two?")
    answered(view, 2)


def test_axe_finds_nothing_while_questions_wait(visit: Visit, assistant: Any, axe: Callable[[Any], list[str]]) -> None:
    view = visit()
    assistant.fails = {"One?"}
    put(view, "One?")
    put(view, "Two?")
    put(view, "Three?")
    view.get_by_label("Your question").fill("Four")
    assistant.go.release()
    expect(view.get_by_text("Not answered.").locator("visible=true")).to_have_count(1)
    for look in ({"color_scheme": "light"}, {"color_scheme": "dark"}):
        view.emulate_media(**look)
        assert axe(view) == []
    view.set_viewport_size({"width": 320, "height": 640})
    assert axe(view) == []
    assert view.evaluate("document.documentElement.scrollWidth") <= 320
