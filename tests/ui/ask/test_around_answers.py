"""What stands around an answer on the page: sources, notes, and where a question is answered that the library lacks."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.model]

Make = Callable[..., Any]

COST = "How much does it cost when a member of staff leaves?"
KLOES = "Which key lines of enquiry does CQC link to courage?"
RATING = "how do we appeal our cqc rating"
HARM = "a carer slapped a resident what do i do"


def test_the_words_of_an_answer_stand_once_until_its_passage_is_unfolded(visit: Make, ask: Make) -> None:
    turn = ask(visit(), COST)
    whole = turn.locator(".card").first.locator("details.whole")
    said = turn.locator(".lede").inner_text().partition("\n")[0].rstrip("0123456789 ")
    expect(whole.locator("mark").first).to_be_hidden()
    whole.locator("summary").click()
    expect(whole.locator("mark").first).to_be_visible()
    assert whole.locator("mark").first.inner_text() == said
    assert len(whole.locator(".words").inner_text()) > len(" ".join(whole.locator("mark").all_inner_texts()))


def test_the_number_of_a_source_unfolds_its_passage(visit: Make, ask: Make) -> None:
    turn = ask(visit(), COST)
    turn.locator("a.number").first.click()
    expect(turn.locator(".card").first.locator("mark").first).to_be_visible()


def test_a_document_s_age_is_noted_once_a_conversation_and_a_scheme_that_changed_where_it_is_named(
    visit: Make, ask: Make
) -> None:
    view = visit()
    first = ask(view, COST).locator(".answer .notes").inner_text()
    assert "is dated: check the current position" in first
    later = ask(view, KLOES, turn=2).locator(".answer .notes").inner_text()
    assert "single assessment framework" in later
    assert "is dated" not in later
    view.get_by_role("button", name="New conversation").click()
    assert "is dated" in ask(view, KLOES).locator(".answer .notes").inner_text()


def test_a_refusal_says_where_such_questions_are_answered_and_marks_what_matched(visit: Make, ask: Make) -> None:
    turn = ask(visit(), RATING)
    link = turn.locator(".refused .signpost a")
    assert link.inner_text() == "The Care Quality Commission (CQC)"
    assert link.get_attribute("href").startswith("https://www.cqc.org.uk")
    assert "Our pointers, not from the documents." in turn.locator(".signpost").inner_text()
    assert "CQC" in turn.locator(".nearest > li > .words mark").all_inner_texts()


@pytest.mark.parametrize("width", [1280, 320])
def test_where_somebody_may_be_at_risk_whom_to_call_is_the_first_line(
    width: int, visit: Make, ask: Make, axe: Make
) -> None:
    view = visit(viewport={"width": width, "height": 700})
    turn = ask(view, HARM)
    assert turn.locator(".answer").inner_text().startswith("If somebody is in danger or hurt now, call 999.")
    assert "safeguarding lead" in turn.locator(".signpost.urgent").inner_text()
    assert view.evaluate("document.documentElement.scrollWidth") <= width
    assert axe(view) == []
