from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.model]

Visit = Callable[..., Any]


def test_a_topic_is_found_by_its_letter_bookmarked_and_its_passages_ticked(visit: Visit) -> None:
    view = visit()
    view.get_by_role("link", name="Topics", exact=True).click()
    view.get_by_role("navigation", name="Letters").get_by_role("link", name="L", exact=True).click()
    view.get_by_role("link", name="Learning disability", exact=True).click()
    view.get_by_role("heading", level=1, name="Learning disability").wait_for()
    assert view.url.endswith("/topics/learning-disability")
    assert view.title() == "Learning disability – Evenhand"
    ticks = view.locator("input[data-anchor]")
    count = ticks.count()
    ticks.first.check()
    assert view.locator("[data-basket-count]").first.inner_text() == "1"
    view.get_by_role("button", name="Tick all on this topic").click()
    expect(view.locator(".kept > li")).to_have_count(count)
    assert view.get_by_label("Title").input_value() == "Learning disability"
    view.reload()
    expect(view.locator("input[data-anchor]:checked")).to_have_count(count)


def test_topics_can_be_read_without_any_script(visit: Visit) -> None:
    view = visit("/topics/learning-disability", java_script_enabled=False)
    assert view.locator(".card .words mark").first.is_visible()
    view.get_by_role("link", name="All topics").click()
    assert view.locator(".a-to-z a").count() > 200
    assert not view.get_by_label("Show only topics with these letters").is_visible()


def test_typing_leaves_the_topics_that_hold_what_is_typed_and_says_how_many(visit: Visit) -> None:
    view = visit("/topics")
    view.get_by_label("Show only topics with these letters").press_sequentially("gyps")
    expect(view.locator(".a-to-z li:visible")).to_have_count(1)
    expect(view.locator(".narrow [role=status]")).to_have_text("1 topic left")
    expect(view.locator(".letters li:visible")).to_have_count(1)
    view.keyboard.press("Tab")
    view.keyboard.press("Tab")
    view.keyboard.press("Enter")
    view.get_by_role("heading", level=1, name="Gypsies, Roma and Travellers").wait_for()


def test_without_any_topic_left_the_page_says_so(visit: Visit) -> None:
    view = visit("/topics")
    view.get_by_label("Show only topics with these letters").fill("zzz")
    expect(view.locator(".narrow [role=status]")).to_have_text("0 topics left")


def test_another_topic_is_searched_from_the_list(visit: Visit) -> None:
    view = visit("/topics")
    view.get_by_label("Search all passages for any other topic").fill("chapel")
    view.keyboard.press("Enter")
    view.wait_for_url("**/excerpts?topic=chapel")
    assert view.locator("input[data-anchor]").count() > 0


def test_an_address_of_no_topic_leads_to_all_topics(visit: Visit) -> None:
    view = visit("/topics/<img src=x onerror=window.harmed=1>")
    view.get_by_role("heading", level=1, name="No such topic").wait_for()
    assert view.evaluate("window.harmed") is None
    view.get_by_role("link", name="See all topics").click()
    view.get_by_role("heading", level=1, name="Topics").wait_for()
