"""The page is for everybody: what axe finds in every state; keyboard, zoom, contrast and print."""

import struct
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageSequence
from playwright.sync_api import expect

from assistant.assistant import Assistant
from ui.screenshot import LOOKS, take
from ui.walk import STEPS

pytestmark = [pytest.mark.browser, pytest.mark.model]

Visit = Callable[..., Any]
Ask = Callable[..., Any]
Axe = Callable[[Any], list[str]]

FREDA = "What does FREDA stand for?"
BEDS = "How much does a week at Castlebar cost?"
PIZZA = "What is the best pizza in Naples?"
READER = "What did readers comment about STPs?"
NARROW = {"width": 320, "height": 256}  # 1280 by 1024 at 400 % zoom
PLACES = {
    "excerpts": "/excerpts",
    "passages found": "/excerpts?topic=bullying+and+harassment",
    "many passages found": "/excerpts?topic=human+rights+approach",
    "no passage found": "/excerpts?topic=best+pizza+in+Naples",
    "nothing found": "/excerpts?topic=equality&document=stp-equality-blog&status=historical",
    "library": "/library",
    "found in the library": "/library?find=religion",
    "not found in the library": "/library?find=zeppelin",
    "long document": "/library/equally-outstanding#2-case-studies/case-study-5-the-christie-nhs-foundation-trust/p1",
    "comments": "/library/stp-equality-blog",
    "table": "/library/equality-objectives-action-plan",
    "found in document": "/library/westminster-equity-assessment?find=language",
    "not found in document": "/library/promoting-equality?find=pizza",
    "no document": "/library/gone",
    "topics": "/topics",
    "topic": "/topics/bullying-and-harassment",
    "help": "/help",
}


@pytest.fixture
def faults(axe: Axe) -> Axe:
    """What axe finds on a page as it is; then with every fold open: in the dark and in the narrowest window."""

    def faults(view: Any) -> list[str]:
        found = axe(view)
        view.evaluate("document.querySelectorAll('details').forEach((details) => details.setAttribute('open', ''))")
        view.emulate_media(color_scheme="dark")
        found += axe(view)
        view.emulate_media(color_scheme="light")
        view.set_viewport_size(NARROW)
        found += axe(view)
        return found + ([] if view.evaluate("document.documentElement.scrollWidth <= innerWidth") else ["too wide"])

    return faults


@pytest.mark.parametrize("question", [None, FREDA, BEDS, PIZZA, READER])
def test_axe_finds_nothing_in_a_conversation(visit: Visit, ask: Ask, faults: Axe, question: str | None) -> None:
    view = visit()
    if question:
        ask(view, question)
        view.locator(".further .offer").first.wait_for()
    assert faults(view) == []


@pytest.mark.usefixtures("touching")
def test_axe_finds_nothing_where_a_question_is_only_touched_on(visit: Visit, ask: Ask, faults: Axe) -> None:
    view = visit()
    ask(view, BEDS)
    assert faults(view) == []


def test_axe_finds_nothing_where_a_question_is_rejected(visit: Visit, axe: Axe) -> None:
    view = visit()
    view.get_by_label("Your question").fill("?!")
    view.keyboard.press("Enter")
    view.locator("#notice:not(:empty)").wait_for()
    assert axe(view) == []


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_axe_finds_nothing_in_a_place(visit: Visit, faults: Axe, place: str) -> None:
    assert faults(visit(place)) == []


def test_axe_finds_nothing_with_excerpts_in_the_basket(visit: Visit, faults: Axe) -> None:
    view = visit(PLACES["passages found"])
    view.get_by_role("button", name="Tick all shown").first.click()
    view.locator(".kept > li").nth(1).wait_for()
    assert faults(view) == []


@pytest.mark.parametrize("place", ["/", "/library"])
def test_axe_would_find_a_fault(visit: Visit, axe: Axe, place: str) -> None:
    view = visit(place)
    view.evaluate("document.querySelector('.footer p').style.cssText = 'color: light-dark(#ccc, #333)'")
    assert [fault.partition(":")[0] for fault in axe(view)] == ["color-contrast"]


@pytest.mark.parametrize("place", ["/", PLACES["passages found"], "/library/promoting-equality", "/help"])
def test_each_place_has_its_landmarks_a_title_and_one_first_heading(visit: Visit, place: str) -> None:
    view = visit(place)
    assert view.locator("html").get_attribute("lang") == "en"
    assert view.title().endswith(" – Evenhand")
    assert view.get_by_role("heading", level=1).count() == 1
    assert view.get_by_role("main").count() == 1
    assert view.get_by_role("navigation", name="Places").count() == 1
    assert view.locator("[aria-current=page]").count() == 1


def walk(view: Any, most: int) -> list[dict[str, Any]]:
    """What Tab reaches from the top of the page: its name, whether the focus is marked, and whether it is uncovered."""
    view.locator(".skip").first.focus()
    view.keyboard.press("Tab")
    view.keyboard.press("Shift+Tab")
    steps = []
    for _ in range(most):
        step = view.evaluate(
            """() => {
                const at = document.activeElement;
                if (at === document.body) return null;
                const box = at.getBoundingClientRect();
                const middle = [box.x + box.width / 2, box.y + Math.min(box.height / 2, 20)];
                const top = document.elementFromPoint(...middle);
                const style = getComputedStyle(at);
                const label = at.closest("label") ?? at.labels?.[0];
                return {
                    name: (at.getAttribute("aria-label") || at.textContent || label?.textContent || "").trim(),
                    marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
                    uncovered: !!top && (at.contains(top) || top.contains(at) || label?.contains(top) === true),
                };
            }"""
        )
        if step is None:
            break
        steps.append(step)
        view.keyboard.press("Tab")
    return steps


@pytest.mark.parametrize("look", [{}, {"viewport": {"width": 320, "height": 640}}], ids=["wide", "narrow"])
@pytest.mark.parametrize("place", ["/", PLACES["passages found"], "/library/promoting-equality", "/help"])
def test_everything_that_tab_reaches_is_named_marked_and_uncovered(
    visit: Visit, ask: Ask, place: str, look: dict[str, Any]
) -> None:
    view = visit(place, **look)
    if place == "/":
        ask(view, FREDA)
        view.locator(".further .offer").first.wait_for()
    steps = walk(view, 60)
    assert len(steps) > 12
    assert steps[0]["name"].startswith("Go to the ")
    assert [step for step in steps if not (step["name"] and step["marked"] and step["uncovered"])] == []


def test_the_keyboard_alone_is_enough_from_question_to_excerpt(visit: Visit) -> None:
    view = visit()
    view.keyboard.press("Shift+Tab")
    while view.evaluate("document.activeElement.textContent") != "Go to the question box":
        view.keyboard.press("Shift+Tab")
    view.keyboard.press("Enter")
    view.keyboard.type(FREDA)
    view.keyboard.press("Enter")
    view.locator("#turn-1 .answer").wait_for()
    assert view.evaluate("document.activeElement.tagName") == "TEXTAREA"
    for _ in range(40):
        view.keyboard.press("Shift+Tab")
        if view.evaluate("document.activeElement.textContent").startswith("Add to excerpts"):
            break
    view.keyboard.press("Space")
    assert view.locator("[data-basket-count]").first.inner_text() == "1"
    expect(view.locator("#voice")).to_contain_text("Added to your excerpts")


@pytest.mark.parametrize("place", ["/", *PLACES.values()])
def test_what_can_be_clicked_is_large_enough(visit: Visit, ask: Ask, place: str) -> None:
    view = visit(place, viewport={"width": 320, "height": 640}, has_touch=True)
    if place == "/":
        ask(view, FREDA)
    small = view.evaluate(
        """() => [...document.querySelectorAll("#place :is(button, summary, input, a)")]
            .filter((target) => target.checkVisibility())
            .filter((target) => !target.matches("p a, dd a, h2 a, h3 a, .skip, .back"))
            .map((target) => [target.closest("label") ?? target, target])
            .filter(([area]) => {
                const { width, height } = area.getBoundingClientRect();
                return width > 0 && (width < 24 || height < 24);
            })
            .map(([, target]) => target.outerHTML.slice(0, 100))"""
    )
    assert small == []


@pytest.mark.parametrize("place", ["/", PLACES["passages found"]])
def test_forced_colours_still_show_the_marks_and_the_current_place(visit: Visit, ask: Ask, place: str) -> None:
    view = visit(place, forced_colors="active")
    if place == "/":
        ask(view, FREDA)
    paint = "(selector) => getComputedStyle(document.querySelector(selector)).backgroundColor"
    assert view.evaluate(paint, "mark") != view.evaluate(paint, "body")
    assert view.evaluate("getComputedStyle(document.querySelector('[aria-current]')).borderBottomStyle") == "solid"


@pytest.mark.parametrize("place", ["/", PLACES["passages found"], PLACES["long document"]])
def test_text_can_be_spaced_out_without_losing_any(visit: Visit, ask: Ask, place: str) -> None:
    """WCAG 1.4.12 asks for this."""
    view = visit(place, viewport={"width": 320, "height": 640})
    if place == "/":
        ask(view, FREDA)
    view.add_style_tag(
        content="* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }"
        "p { margin-bottom: 2em !important; }"
    )
    assert view.evaluate("document.documentElement.scrollWidth") <= 320
    cut = """() => [...document.querySelectorAll("#place :is(p, li, a, button, label, summary, h1, h2, h3, h4)")]
        .filter((part) => part.checkVisibility() && !part.matches(".unseen, .skip, .back"))
        .filter((part) => getComputedStyle(part).overflow === "hidden" && part.scrollHeight > part.clientHeight + 1)
        .map((part) => part.outerHTML.slice(0, 100))"""
    assert view.evaluate(cut) == []


def test_nothing_moves_for_visitors_who_prefer_reduced_motion(visit: Visit, ask: Ask) -> None:
    view = visit()
    ask(view, FREDA)
    assert view.evaluate("document.getAnimations().filter((a) => a.effect.getTiming().duration > 0).length") == 0


def test_on_paper_everything_is_unfolded_and_what_can_be_clicked_is_gone(visit: Visit, ask: Ask) -> None:
    view = visit()
    ask(view, FREDA)
    view.emulate_media(media="print")
    view.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert not view.get_by_label("Your question").is_visible()
    assert not view.get_by_role("navigation", name="Places").is_visible()
    assert view.locator("#log details:not([open])").count() == 0
    assert view.locator("#log .act:visible").count() == 0
    view.evaluate("dispatchEvent(new Event('afterprint'))")
    assert view.locator("#log details:not([open])").count() > 0


def test_pictures_of_the_three_places_and_a_walk_can_be_taken(
    browser: Any, assistant: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Run in a thread of its own, since playwright starts only once in each thread."""
    assert browser.is_connected()
    monkeypatch.setattr("ui.screenshot.LOOKS", {"phone": LOOKS["phone"]})
    with ThreadPoolExecutor(1) as thread:
        thread.submit(take, assistant, tmp_path).result()
    sizes = {path.stem: struct.unpack(">II", path.read_bytes()[16:24]) for path in tmp_path.glob("*.png")}
    assert sizes == {f"{place}-phone": (390, 844) for place in ("ask", "excerpts", "library")}
    with Image.open(tmp_path / "walk.gif") as walk:
        frames = [frame.info["duration"] for frame in ImageSequence.Iterator(walk)]
    assert len(frames) == len(STEPS)
    assert sum(frames) == 60_000  # milliseconds
