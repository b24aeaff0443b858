import os
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ui.page import EXAMPLES

pytestmark = [pytest.mark.browser, pytest.mark.model]

Visit = Callable[..., Any]

FREDA = "What does FREDA stand for?"
BEDS = "How much does a week at Castlebar cost?"
PIZZA = "What is the best pizza in Naples?"
NARROW = {"viewport": {"width": 320, "height": 640}}


def ask(view: Any, question: str, turn: int = 1) -> Any:
    """Type a question, press Enter, wait; the turn."""
    view.get_by_label("Your question").fill(question)
    view.keyboard.press("Enter")
    view.locator(f"#turn-{turn} .answer").wait_for()
    return view.locator(f"#turn-{turn}")


def axe(view: Any) -> list[str]:
    """What axe finds, one line a rule."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(view).response
    assert found["passes"]
    return [f"{rule['id']}: {[node['html'][:120] for node in rule['nodes']]}" for rule in found["violations"]]


def test_the_page_opens_with_a_name_a_purpose_and_questions_to_start_with(visit: Visit) -> None:
    view = visit()
    assert view.title() == "Evenhand"
    assert view.locator("html").get_attribute("lang") == "en"
    assert view.get_by_role("heading", level=1).inner_text() == "Evenhand"
    assert view.locator(".example").all_inner_texts() == list(EXAMPLES)
    assert view.evaluate("document.activeElement.tagName") == "TEXTAREA"


def test_a_question_is_answered_with_numbered_sources_and_its_words_marked(visit: Visit) -> None:
    view = visit()
    turn = ask(view, FREDA)
    number = turn.locator(".statement a.number").first
    card = view.locator(number.get_attribute("href"))
    assert "fairness, respect, equality, dignity and autonomy" in turn.locator(".answer").inner_text()
    assert "Care Quality Commission · 2018" in card.inner_text()
    marked = " ".join(card.locator("mark").all_inner_texts())
    assert turn.locator(".statement .lede").inner_text() in marked
    assert view.get_by_label("Your question").input_value() == ""
    assert view.locator(".example").count() == 0


def test_a_number_leads_to_its_source_and_back(visit: Visit) -> None:
    view = visit()
    ask(view, FREDA).locator("a.number").first.click()
    assert view.evaluate("document.activeElement.id") == "turn-1-source-1"
    view.keyboard.press("Tab")
    view.get_by_role("link", name="Back to the answer").first.focus()
    view.keyboard.press("Enter")
    assert view.evaluate("document.activeElement.id") == "turn-1"


def test_a_follow_up_is_understood_from_the_turn_before_and_does_not_announce_it_again(visit: Visit) -> None:
    view = visit()
    first = ask(view, FREDA).locator(".statement").first.element_handle()
    second = ask(view, "Tell me more about them", turn=2)
    assert "FREDA" in second.locator(".searched").inner_text()
    assert first.evaluate("node => node.isConnected && !!node.closest('[aria-live]').matches('[role=log]')")
    folded = view.locator("#turn-1 details.sources")
    assert folded.get_attribute("open") is None
    view.locator("#turn-1 a.number").first.click()
    assert folded.get_attribute("open") is not None


def test_visitors_do_not_see_each_others_conversations(visit: Visit) -> None:
    ask(visit(), FREDA)
    other = visit()
    assert other.locator(".turn").count() == 0
    ask(other, "Tell me more about them")
    assert "FREDA" not in other.locator("#log").inner_text()


def test_the_page_answers_with_every_socket_but_loopback_blocked(visit: Visit, no_network: list[str]) -> None:
    turn = ask(visit(), FREDA)
    assert turn.locator("mark").count() > 0
    assert no_network == []


@pytest.mark.parametrize("question", [BEDS, PIZZA])
def test_a_refusal_shows_no_source(visit: Visit, question: str) -> None:
    turn = ask(visit(), question)
    assert turn.locator(".refused h3").inner_text() in ("No answer in the library", "Outside the library")
    assert turn.get_by_role("heading", name="Nearest passages, not an answer").count() == 1
    assert turn.locator(".card, mark, a.number").count() == 0


@pytest.mark.parametrize(
    "hostile",
    [
        "<img src=x onerror='window.harmed = 1'><script>window.harmed = 1</script> FREDA?",
        "${window.harmed = 1} `${window.harmed = 1}` {{window.harmed}} FREDA?",
        "[FREDA](javascript:window.harmed=1) **bold** <b>bold</b> ![x](http://example.invalid/x.png)",
        "FREDA" * 60,
    ],
)
def test_hostile_text_is_shown_as_text(visit: Visit, hostile: str) -> None:
    view = visit(**NARROW)
    turn = ask(view, hostile)
    assert turn.locator(".question").text_content() == f"Question: {hostile}"
    assert turn.locator("img, script, b, .question a").count() == 0
    assert view.evaluate("window.harmed") is None
    assert view.evaluate("document.documentElement.scrollWidth") <= 320


def test_what_is_not_a_question_is_said_beside_the_box_and_left_to_be_mended(visit: Visit) -> None:
    view = visit()
    box = view.get_by_label("Your question")
    box.fill("?!")
    view.get_by_role("button", name="Ask").click()
    view.locator("#problem p").wait_for()
    assert "question" in view.get_by_role("alert").inner_text()
    assert box.input_value() == "?!"
    assert view.locator(".turn").count() == 0
    ask(view, FREDA)
    assert view.locator("#problem p").count() == 0


def test_the_keyboard_alone_is_enough(visit: Visit) -> None:
    view = visit()
    view.keyboard.press("Shift+Tab")
    assert view.evaluate("document.activeElement.textContent") == "Go to the question box"
    view.keyboard.press("Enter")
    view.keyboard.type(FREDA)
    view.keyboard.press("Enter")
    view.locator("#turn-1 .answer").wait_for()
    assert view.evaluate("document.activeElement.tagName") == "TEXTAREA"


def test_an_example_is_asked_at_once_and_a_new_conversation_brings_the_examples_back(visit: Visit) -> None:
    view = visit()
    view.locator(".example", has_text="FREDA").click()
    view.locator("#turn-1 .answer").wait_for()
    view.wait_for_function("document.activeElement.id === 'turn-1'")
    view.get_by_role("button", name="New conversation").click()
    view.locator(".example").first.wait_for()
    view.wait_for_function("document.activeElement.tagName === 'TEXTAREA'")
    assert view.locator(".turn").count() == 0


@pytest.mark.parametrize("question", [None, FREDA, BEDS])
@pytest.mark.parametrize("look", [{}, {"color_scheme": "dark"}, NARROW], ids=["light", "dark", "narrow"])
def test_axe_finds_nothing(visit: Visit, question: str | None, look: dict[str, Any]) -> None:
    view = visit(**look)
    if question:
        ask(view, question)
    assert axe(view) == []
    assert view.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_axe_would_find_a_fault(visit: Visit) -> None:
    view = visit()
    view.evaluate("document.querySelector('#footer p').style.color = '#ccc'")
    assert [fault.partition(":")[0] for fault in axe(view)] == ["color-contrast"]


def test_what_can_be_clicked_is_large_enough(visit: Visit) -> None:
    view = visit(**NARROW)
    ask(view, FREDA)
    targets = view.locator("#log :is(a.number, summary), button:visible").all()
    sizes = [target.bounding_box() for target in targets]
    assert len(sizes) > 4
    assert all(size["width"] >= 24 and size["height"] >= 24 for size in sizes if size)


def test_on_paper_everything_is_unfolded_and_the_question_box_is_gone(visit: Visit) -> None:
    view = visit()
    ask(view, FREDA)
    view.emulate_media(media="print")
    view.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert not view.get_by_label("Your question").is_visible()
    assert view.locator("#log details:not([open])").count() == 0
    view.evaluate("dispatchEvent(new Event('afterprint'))")
    assert view.locator("#log details:not([open])").count() > 0


def test_a_picture_of_the_page_can_be_taken(browser: Any, real_index: Path, tmp_path: Path) -> None:
    assert browser.is_connected()
    picture = tmp_path / "page.png"
    environment = {**os.environ, "EVENHAND_INDEX": str(real_index)}
    subprocess.run([sys.executable, "-m", "ui.screenshot", str(picture)], check=True, env=environment)
    assert struct.unpack(">II", picture.read_bytes()[16:24]) == (1280, 900)
