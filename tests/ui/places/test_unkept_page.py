"""Excerpts in a browser that keeps nothing: it says so, instead of dropping them without a word."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.model]

# A browser that is told to keep nothing refuses even a look; one without room refuses to store.
FORBIDDEN = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } });"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); };"


@pytest.mark.parametrize("script", [FORBIDDEN, FULL], ids=["forbidden", "full"])
@pytest.mark.parametrize("look", [{}, {"viewport": {"width": 320, "height": 640}}], ids=["wide", "narrow"])
def test_a_browser_that_keeps_nothing_says_so_when_an_excerpt_is_ticked(
    visit: Callable[..., Any], axe: Callable[[Any], list[str]], script: str, look: dict[str, Any]
) -> None:
    view = visit("/help", **look)
    view.context.add_init_script(script)
    view.goto(view.url.replace("/help", "/excerpts?topic=bullying+and+harassment"))
    tick = view.locator(".results input[data-anchor]").first
    tick.click()
    alert = view.get_by_role("alert").filter(has_text="This browser keeps no excerpts")
    expect(alert).to_be_in_viewport(ratio=1)
    expect(tick).not_to_be_checked()
    assert view.locator("#voice", has_text="Added").count() == 0
    assert axe(view) == []
    assert view.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_browser_that_keeps_nothing_says_so_beside_an_answer(
    visit: Callable[..., Any], ask: Callable[..., Any]
) -> None:
    view = visit()
    ask(view, "What does FREDA stand for?")
    view.evaluate(f"() => {{ {FULL} }}")
    view.get_by_role("button", name="Add to excerpts").first.click()
    expect(view.get_by_role("alert").filter(has_text="keeps no excerpts")).to_be_in_viewport(ratio=1)
