import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from playwright.sync_api import expect

from indexing.search import Searcher

pytestmark = [pytest.mark.browser, pytest.mark.model]

Visit = Callable[..., Any]
Ask = Callable[..., Any]

TOPIC = "/excerpts?topic=bullying+and+harassment"


def tick(view: Any, count: int) -> list[str]:
    """Tick the first passages and return their anchors."""
    ticks = view.locator(".results input[data-anchor]")
    for number in range(count):
        ticks.nth(number).check()
    expect(view.locator(".kept > li")).to_have_count(count)
    return [ticks.nth(number).get_attribute("data-anchor") for number in range(count)]


def basket_anchors(view: Any) -> list[str]:
    return [item.get_attribute("data-anchor") for item in view.locator(".kept > li").all()]


def test_three_excerpts_are_gathered_ordered_annotated_and_exported_as_word(visit: Visit, searcher: Searcher) -> None:
    view = visit()
    view.get_by_role("link", name="Excerpts").click()
    view.get_by_label("Topic or question").fill("bullying and harassment")
    view.keyboard.press("Enter")
    view.locator(".results .card").first.wait_for()
    first, second, third = tick(view, 3)
    view.locator(".kept > li").nth(2).get_by_role("button", name="Move up").click()
    expect(view.locator(".kept > li").nth(1)).to_have_attribute("data-anchor", third)
    view.locator(".kept summary", has_text="Your note").first.click()
    view.locator(".kept textarea").first.fill("For the board, <b>May</b>")
    view.reload()
    view.locator(".kept > li").first.wait_for()
    assert basket_anchors(view) == [first, third, second]
    assert view.locator(".kept textarea").first.input_value() == "For the board, <b>May</b>"
    with view.expect_download() as download:
        view.get_by_role("button", name="Word", exact=True).click()
    assert download.value.suggested_filename == "Bullying and harassment.docx"
    document = docx.Document(io.BytesIO(download.value.path().read_bytes()))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    texts = {passage.anchor: passage.text for passage in searcher.passages}
    for anchor in (first, third, second):
        for line in texts[anchor].split("\n"):
            assert line.removeprefix("- ") in text
    assert "For the board, <b>May</b>" in text
    assert "bullying and harassment" in text
    assert text.count("Care Quality Commission (2018)") == 4  # below each quotation, and among the references


@pytest.mark.parametrize(("name", "ending"), [("Markdown", "md"), ("CSV", "csv"), ("JSON", "json")])
def test_excerpts_are_exported_in_other_formats(visit: Visit, name: str, ending: str) -> None:
    view = visit(TOPIC)
    (anchor,) = tick(view, 1)
    with view.expect_download() as download:
        view.get_by_role("button", name=name).click()
    assert download.value.suggested_filename == f"Bullying and harassment.{ending}"
    text = download.value.path().read_text(encoding="utf-8")
    assert (anchor in text) == (ending != "md")
    assert "bullying" in text
    assert "Care Quality Commission" in text


def test_excerpts_are_copied(visit: Visit) -> None:
    view = visit(TOPIC, permissions=["clipboard-read", "clipboard-write"])
    tick(view, 2)
    view.locator("[data-copy-all]").click()
    expect(view.locator("#voice")).to_have_text("Copied.")
    assert "# Bullying and harassment\n" in view.evaluate("navigator.clipboard.readText()")


def test_a_source_of_an_answer_is_added_and_removed(visit: Visit, ask: Ask) -> None:
    view = visit()
    turn = ask(view, "What does FREDA stand for?")
    button = turn.locator("button[data-topic]").first
    button.click()
    assert view.locator("[data-basket-count]").first.inner_text() == "1"
    assert button.inner_text().startswith("Remove from excerpts")
    view.get_by_role("link", name="Excerpts").click()
    view.locator(".kept > li").wait_for()
    assert view.get_by_label("Title").input_value() == "What does FREDA stand for?"
    view.get_by_role("button", name="Remove", exact=False).first.click()
    expect(view.locator(".kept > li")).to_have_count(0)
    assert view.locator("[data-basket-empty]").is_visible()
    assert view.locator("[data-basket-count]").first.is_hidden()


def test_the_basket_is_put_in_order_by_keyboard_with_the_focus_kept(visit: Visit) -> None:
    view = visit(TOPIC)
    _, second = tick(view, 2)
    view.locator(".kept [data-move='1']").first.focus()
    view.keyboard.press("Enter")
    expect(view.locator(".kept > li").first).to_have_attribute("data-anchor", second)
    expect(view.locator(".kept > li").nth(1).locator("[data-move='1']")).to_be_focused()
    expect(view.locator("#voice")).to_have_text("Moved to place 2 of 2.")
    view.keyboard.press("Tab")
    view.keyboard.press("Enter")
    expect(view.locator(".kept > li")).to_have_count(1)
    expect(view.locator(".kept [data-remove]")).to_be_focused()


def test_unticking_removes_an_excerpt_and_all_can_be_ticked_and_removed(visit: Visit) -> None:
    view = visit(TOPIC)
    tick(view, 1)
    view.locator(".results input[data-anchor]").first.uncheck()
    expect(view.locator(".kept > li")).to_have_count(0)
    view.get_by_role("button", name="Tick all shown").first.click()
    shown = view.locator(".tier").first.locator(".card").count()
    assert 0 < shown < view.locator(".results .card").count()
    expect(view.locator(".kept > li")).to_have_count(shown)
    view.get_by_role("button", name="Remove all").click()
    expect(view.locator(".kept > li")).to_have_count(0)
    assert view.locator(".results input:checked").count() == 0


def test_filters_and_order_apply_when_ticked_and_are_part_of_the_address(visit: Visit) -> None:
    view = visit(TOPIC)
    before = view.locator(".results .card").count()
    view.locator(".filters summary").click()
    view.get_by_label("Dated", exact=True).check()
    view.wait_for_url("**status=dated**")
    expect(view.get_by_label("Dated", exact=True)).to_be_focused()
    assert view.locator(".filters summary").inner_text() == "Filters (1)"
    assert 0 < view.locator(".results .card").count() < before
    assert view.locator(".badge.age").count() >= view.locator(".group").count()
    expect(view.locator("#voice")).to_contain_text("passage")
    view.get_by_label("As in the documents").check()
    view.wait_for_url("**order=document**")
    view.reload()
    assert view.get_by_label("As in the documents").is_checked()
    assert view.get_by_label("Dated", exact=True).is_checked()
    view.locator(".filters summary").click()
    view.get_by_label("Dated", exact=True).uncheck()
    view.wait_for_url(lambda address: "status" not in address)
    assert view.locator(".results .card").count() == before


def test_what_is_unfolded_stays_so_when_a_filter_applies(visit: Visit) -> None:
    view = visit("/excerpts?topic=human+rights+approach")
    view.locator("details.tier > summary").click()
    view.locator(".filters summary").click()
    view.get_by_label("The publisher’s own words").check()
    view.wait_for_url("**voice=publisher**")
    expect(view.locator("details.tier")).to_have_attribute("open", "")


def test_ticked_passages_stay_ticked_when_a_filter_applies(visit: Visit) -> None:
    view = visit(TOPIC)
    (anchor,) = tick(view, 1)
    view.locator(".filters summary").click()
    view.get_by_label("The publisher’s own words").check()
    view.wait_for_url("**voice=publisher**")
    expect(view.locator(f".results input[data-anchor='{anchor}']")).to_be_checked()


def test_where_filters_cannot_be_applied_in_place_the_browser_shows_what_came(visit: Visit) -> None:
    view = visit(TOPIC)
    view.route("**/excerpts?**", lambda route: route.fulfill(status=429, body="<h1>Not just now</h1>"))
    view.locator(".filters summary").click()
    view.get_by_label("Dated", exact=True).check()
    view.get_by_role("heading", name="Not just now").wait_for()


def drag(view: Any, number: int, to: int, share: float) -> None:
    """Drag an item of the basket by its handle onto another, so far down that one."""
    target = view.locator(".kept > li").nth(to)
    height = target.bounding_box()["height"] * share
    view.locator(".kept .handle").nth(number).hover()
    view.mouse.down()
    # A browser begins to drag at the second move.
    for step in (0, 1, 2):
        target.hover(position={"x": 40, "y": height + step}, force=True)
    view.mouse.up()


@pytest.mark.parametrize(
    ("number", "to", "share", "place", "order"),
    [(2, 0, 0.1, 1, [2, 0, 1]), (0, 2, 0.9, 3, [1, 2, 0]), (0, 1, 0.9, 2, [1, 0, 2]), (2, 0, 0.9, 2, [0, 2, 1])],
)
def test_an_excerpt_is_dragged_to_its_place(
    visit: Visit, number: int, to: int, share: float, place: int, order: list[int]
) -> None:
    view = visit(TOPIC, viewport={"width": 1280, "height": 1400})
    anchors = tick(view, 3)
    drag(view, number, to, share)
    expect(view.locator("#voice")).to_have_text(f"Moved to place {place} of 3.")
    view.reload()
    view.locator(".kept > li").first.wait_for()
    assert basket_anchors(view) == [anchors[one] for one in order]


def test_an_excerpt_is_moved_to_the_top_by_keyboard(visit: Visit) -> None:
    view = visit(TOPIC)
    first, second, third = tick(view, 3)
    view.locator(".kept [data-move='top']").nth(2).focus()
    view.keyboard.press("Enter")
    expect(view.locator(".kept > li").first).to_have_attribute("data-anchor", third)
    expect(view.locator("#voice")).to_have_text("Moved to place 1 of 3.")
    expect(view.locator(".kept > li").first.locator("[data-move='top']")).to_be_focused()
    view.reload()
    view.locator(".kept > li").first.wait_for()
    assert basket_anchors(view) == [third, first, second]


def test_an_excerpt_that_is_dropped_elsewhere_stays_where_it_was(visit: Visit) -> None:
    view = visit(TOPIC)
    anchors = tick(view, 2)
    view.locator(".kept .handle").nth(1).drag_to(view.locator("h1"))
    expect(view.locator(".kept > li:is(.before, .after)")).to_have_count(0)
    assert basket_anchors(view) == anchors


@pytest.mark.parametrize("hostile", ["<img src=x onerror='window.harmed = 1'> equality", "equality" * 60])
def test_hostile_topics_and_notes_are_shown_as_text(visit: Visit, hostile: str) -> None:
    view = visit(viewport={"width": 320, "height": 640})
    view.goto(view.url.rstrip("/") + TOPIC)
    tick(view, 1)
    view.evaluate(
        """(words) => {
            const [excerpt] = JSON.parse(localStorage.getItem("evenhand-excerpts"));
            localStorage.setItem("evenhand-excerpts", JSON.stringify([{ ...excerpt, note: words, topic: words }]));
        }""",
        hostile,
    )
    view.get_by_label("Topic or question").fill(hostile)
    view.keyboard.press("Enter")
    view.wait_for_url("**equality**")
    view.locator(".kept > li").wait_for()
    assert view.get_by_label("Topic or question").input_value() == hostile
    assert view.locator(".kept textarea").input_value() == hostile
    assert view.locator("main img").count() == 0
    assert view.evaluate("window.harmed") is None
    assert view.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_broken_basket_leaves_the_place_usable(visit: Visit) -> None:
    view = visit()
    view.evaluate("localStorage.setItem('evenhand-excerpts', '[1, {\"document\": 3}]')")
    view.goto(view.url.rstrip("/") + TOPIC)
    view.locator(".basket [role=alert]").wait_for()
    view.get_by_role("button", name="Remove all").click()
    tick(view, 1)
