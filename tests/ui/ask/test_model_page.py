"""The page where a language model is set: what it writes, and the switch to quotations."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from assistant.assistant import Assistant
from assistant.settings import Settings
from assistant.writing.writer import Writer
from evals.bench import free_port
from ui.serve.access import Access
from ui.serve.app import launch

pytestmark = [pytest.mark.browser, pytest.mark.model]

FREDA = "What does FREDA stand for?"
SWITCH = "Quotations only, no language model"
BY_MODEL, QUOTED = "written by a small model", "in the words of the sources"


class SmallModel:
    """Says what the passage in front of it says."""

    name = "a small model"

    def stream(self, system: str, prompt: str) -> Iterator[str]:
        yield "The FREDA principles are fairness, respect, equality, dignity and autonomy [1]."


@pytest.fixture(scope="module")
def address(assistant: Assistant) -> Iterator[str]:
    """Where a page with a model is served."""
    searcher = assistant.searcher
    with_model = Assistant(searcher, Settings(), Writer(SmallModel(), searcher))
    page = launch(with_model, free_port(), Access(requests_per_minute=100_000))
    yield page.local_url
    page.close(verbose=False)


def test_answers_can_be_switched_to_quotations_and_back(visit: Callable[..., Any], ask: Callable[..., Any]) -> None:
    view = visit()
    expect(ask(view, FREDA).locator(".answer h3").first).to_contain_text(BY_MODEL)
    view.get_by_label(SWITCH).focus()
    view.keyboard.press("Space")
    view.locator("[data-again]").click()
    expect(view.locator("#turn-1 .answer h3").first).to_contain_text(QUOTED)
    view.reload()
    expect(view.locator("#turn-1 .answer h3").first).to_contain_text(QUOTED)
    view.get_by_label(SWITCH).check()
    second = ask(view, "What do the FREDA principles stand for?", turn=2)
    expect(second.locator(".answer h3").first).to_contain_text(QUOTED)
    assert view.locator("#tools [data-ticked]").inner_text() == ""
    view.get_by_label(SWITCH).uncheck()
    expect(ask(view, FREDA, turn=3).locator(".answer h3").first).to_contain_text(BY_MODEL)


def test_the_switch_is_accessible(visit: Callable[..., Any], axe: Callable[[Any], list[str]]) -> None:
    for options in ({}, {"color_scheme": "dark"}, {"viewport": {"width": 320, "height": 640}}):
        view = visit(**options)
        assert axe(view) == []
        assert view.get_by_label(SWITCH).evaluate("node => node.closest('label').getBoundingClientRect().height") >= 24
