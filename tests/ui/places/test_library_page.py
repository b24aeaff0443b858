from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.model]

Visit = Callable[..., Any]


def test_a_document_can_be_read_by_its_outline_and_searched(visit: Visit) -> None:
    view = visit("/library")
    view.get_by_role("link", name="Equally outstanding", exact=False).first.click()
    view.locator(".outline").get_by_role("link", name="Case study 5: The Christie NHS Foundation Trust").click()
    view.wait_for_function("document.querySelector(':target').getBoundingClientRect().top < 200")
    view.get_by_label("Find in this document").fill("FREDA")
    view.keyboard.press("Enter")
    view.locator(".matches").wait_for()
    assert view.locator(".document mark").first.inner_text() == "FREDA"
    view.locator("ol.found a").first.click()
    target = view.locator(".passage:target")
    assert target.locator("mark").first.is_visible()
    view.get_by_role("link", name="Remove the highlighting").click()
    expect(view.locator("mark")).to_have_count(0)


def test_a_passages_link_can_be_copied_and_the_passage_added_to_the_excerpts(visit: Visit) -> None:
    view = visit("/library/promoting-equality", permissions=["clipboard-read", "clipboard-write"])
    passage = view.locator(".passage").nth(3)
    passage.hover()
    passage.get_by_role("button", name="Copy link").click()
    expect(view.locator("#voice")).to_have_text("Copied.")
    link = view.evaluate("navigator.clipboard.readText()")
    passage.get_by_role("button", name="Add to excerpts").click()
    assert view.locator("[data-basket-count]").inner_text() == "1"
    view.goto("about:blank")
    view.goto(link)
    assert view.locator(".passage:target").count() == 1


def test_a_link_to_words_shows_them_without_any_script(visit: Visit) -> None:
    view = visit("/library/promoting-equality?passage=understanding-equality/what-is-equality/p1&words=0-36"
                 "#understanding-equality/what-is-equality/p1", java_script_enabled=False)  # fmt: skip
    assert view.locator(".passage:target mark").inner_text() == "Equality means treating everyone fai"


def test_a_hostile_address_is_shown_as_text(visit: Visit) -> None:
    view = visit('/library/promoting-equality?find=<img src=x onerror=window.harmed=1>&passage="><script>&words=9-1,x')
    assert "does not appear here" in view.locator(".matches").inner_text()
    assert view.locator("main img, main script").count() == 0
    assert view.evaluate("window.harmed") is None
