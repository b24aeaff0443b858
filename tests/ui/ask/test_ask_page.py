import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import Event
from typing import Any

import docx
import pytest
from playwright.sync_api import expect

from assistant.answer import Answer, Statement
from assistant.assistant import Assistant
from ui.live import Snapshot

pytestmark = [pytest.mark.browser, pytest.mark.model]

Visit = Callable[..., Any]
Ask = Callable[..., Any]

FREDA = "What does FREDA stand for?"
BEDS = "How much does a week at Castlebar cost?"
PIZZA = "What is the best pizza in Naples?"
NARROW = {"viewport": {"width": 320, "height": 640}}


def test_the_page_opens_with_its_name_its_purpose_and_questions_to_start_with(
    visit: Visit, assistant: Assistant
) -> None:
    view = visit()
    assert view.title() == "Ask – Evenhand"
    assert view.locator("html").get_attribute("lang") == "en"
    assert view.get_by_role("heading", level=1).inner_text().startswith("Ask about equality")
    asked = [text for texts in Snapshot.of(assistant).offered.starters.values() for text in texts]
    offered = view.locator(".offer").all_inner_texts()
    assert offered[: len(asked)] == asked
    assert len(offered) == len(asked) + 2  # about the library itself
    assert view.evaluate("document.activeElement.tagName") == "TEXTAREA"
    assert view.get_by_label("Quotations only").count() == 0  # there is no model to leave out


def test_a_question_is_answered_and_its_source_read_in_its_document(visit: Visit, ask: Ask) -> None:
    view = visit()
    turn = ask(view, FREDA)
    number = turn.locator(".statement a.number").first
    card = view.locator(number.get_attribute("href"))
    assert "fairness, respect, equality, dignity and autonomy" in turn.locator(".answer").inner_text()
    assert "Care Quality Commission · 2018" in card.inner_text()
    card.locator("summary").click()
    marked = card.locator("mark").all_inner_texts()
    assert marked
    assert " ".join(marked) in turn.locator(".statement .lede").inner_text()
    assert view.get_by_label("Your question").input_value() == ""
    card.get_by_role("link", name="Read in document").click()
    passage = view.locator(".passage:target")
    passage.locator("mark").first.wait_for()
    assert passage.locator("mark").all_inner_texts() == marked
    view.wait_for_function("document.querySelector('.passage:target').getBoundingClientRect().top < 300")


def test_the_conversation_is_still_there_after_a_look_at_the_library(visit: Visit, ask: Ask) -> None:
    view = visit()
    ask(view, FREDA)
    ask(view, "Tell me more about them", turn=2)
    view.get_by_role("link", name="Library").click()
    view.get_by_role("heading", name="Library").wait_for()
    view.get_by_role("link", name="Ask", exact=True).click()
    view.locator("#turn-2 .answer").wait_for()
    assert "FREDA" in view.locator("#turn-2 .searched").inner_text()


def test_a_number_leads_to_its_source_and_back(visit: Visit, ask: Ask) -> None:
    view = visit()
    ask(view, FREDA).locator("a.number").first.click()
    assert view.evaluate("document.activeElement.id") == "turn-1-source-1"
    view.keyboard.press("Tab")
    view.get_by_role("link", name="Back to the answer").first.focus()
    view.keyboard.press("Enter")
    assert view.evaluate("document.activeElement.id") == "turn-1"


def test_a_follow_up_is_understood_from_the_turn_before_and_does_not_announce_it_again(visit: Visit, ask: Ask) -> None:
    view = visit()
    first = ask(view, FREDA).locator(".statement").first.element_handle()
    second = ask(view, "Tell me more about them", turn=2)
    assert "FREDA" in second.locator(".searched").inner_text()
    assert first.evaluate("node => node.isConnected && !!node.closest('[aria-live]').matches('[role=log]')")
    folded = view.locator("#turn-1 details.sources")
    assert folded.get_attribute("open") is None
    view.locator("#turn-1 a.number").first.click()
    assert folded.get_attribute("open") is not None
    assert view.get_by_role("button", name="Ask again").count() == 1  # later turns build on those before
    assert view.get_by_role("button", name="Edit").count() == 2
    view.get_by_role("button", name="Edit").nth(1).click()
    view.locator("#turn-2").wait_for(state="detached")
    assert folded.get_attribute("open") is not None


def test_a_new_answer_is_added_to_the_log_once(visit: Visit, ask: Ask) -> None:
    view = visit()
    view.evaluate(
        """() => {
            window.added = [];
            const see = ({ addedNodes }) => addedNodes.forEach((node) => window.added.push(node.textContent));
            new MutationObserver((all) => all.forEach(see))
                .observe(document.querySelector("[role=log]"), { childList: true, subtree: true });
        }"""
    )
    ask(view, FREDA)
    view.locator(".further .offer").first.wait_for()
    words = "Shadon House bases its work on the Human Rights"
    assert sum(words in text and "Before you rely on this" in text for text in view.evaluate("added")) == 1


def test_nothing_but_its_margin_follows_the_footer(visit: Visit, ask: Ask) -> None:
    view = visit()
    ask(view, FREDA)
    below = "document.documentElement.scrollHeight - document.querySelector('.footer').getBoundingClientRect().bottom"
    assert view.evaluate(f"{below} - scrollY") < 100


def test_a_new_turn_stands_at_the_top_of_the_window(visit: Visit, ask: Ask) -> None:
    view = visit()
    for turn, question in enumerate((FREDA, "What did The Christie do about bullying?", FREDA), start=1):
        ask(view, question, turn)
        view.wait_for_function(
            "(id) => Math.abs(document.getElementById(id).getBoundingClientRect().top) < 40", arg=f"turn-{turn}"
        )


def test_visitors_do_not_see_each_others_conversations(visit: Visit, ask: Ask) -> None:
    ask(visit(), FREDA)
    other = visit()
    assert other.locator(".turn").count() == 0
    ask(other, "Tell me more about them")
    assert "FREDA" not in other.locator("#log").inner_text()


def test_the_page_answers_with_every_socket_but_loopback_blocked(visit: Visit, ask: Ask, no_network: list[str]) -> None:
    turn = ask(visit(), FREDA)
    assert turn.locator("mark").count() > 0
    assert no_network == []


@pytest.mark.parametrize("question", [BEDS, PIZZA])
def test_a_refusal_shows_no_source_and_offers_what_the_library_answers(visit: Visit, ask: Ask, question: str) -> None:
    view = visit()
    turn = ask(view, question)
    assert turn.locator(".refused h3").inner_text() in ("No answer in the library", "Outside the library")
    assert turn.get_by_role("heading", name="Nearest passages, not an answer").count() == 1
    assert turn.locator(".card, a.number").count() == 0
    view.get_by_role("heading", name="Questions the library does answer").wait_for()
    view.locator(".further .offer").first.click()
    view.locator("#turn-2 .card").first.wait_for()


def test_a_refusal_shows_the_sentences_that_matched_over_their_folded_passages(visit: Visit, ask: Ask) -> None:
    turn = ask(visit(), BEDS)
    nearest = turn.locator(".nearest > li")
    assert nearest.count() == 3
    expect(nearest.first.locator("> .words")).to_be_visible()
    expect(nearest.first.locator("details .words")).to_be_hidden()
    sentence = nearest.first.locator("> .words > :not(.intro)").inner_text()
    nearest.first.get_by_text("The whole passage").click()
    expect(nearest.first.locator("details .words")).to_contain_text(sentence)


@pytest.mark.usefixtures("touching")
def test_what_is_only_touched_on_is_framed_by_our_words_and_cited(visit: Visit, ask: Ask) -> None:
    turn = ask(visit(), BEDS)
    assert turn.locator(".answer h3").first.inner_text().startswith("What comes nearest")
    assert turn.locator(".opening").inner_text() == "The library only touches on this."
    assert turn.locator(".lacking").inner_text().startswith("The library ")
    assert turn.locator(".card mark").count() > 0
    assert turn.locator(".lede").count() == 0


def test_an_example_is_asked_at_once_and_a_new_conversation_brings_the_examples_back(visit: Visit) -> None:
    view = visit()
    view.locator(".offer", has_text="FREDA").click()
    view.locator("#turn-1 .answer").wait_for()
    view.wait_for_function("document.activeElement.id === 'turn-1'")
    view.get_by_role("button", name="New conversation").click()
    view.locator("#examples .offer").first.wait_for()
    assert view.evaluate("document.activeElement.tagName") == "TEXTAREA"
    assert view.locator(".turn").count() == 0
    view.reload()
    view.locator("#examples .offer").first.wait_for()


def test_a_question_offered_next_is_asked_with_a_click(visit: Visit, ask: Ask) -> None:
    view = visit()
    ask(view, FREDA)
    view.get_by_role("heading", name="You could ask next").wait_for()
    assert view.locator(".further").count() == 1
    offers = view.locator(".further .offer").all_inner_texts()
    assert 1 <= len(offers) <= 3
    view.locator(".further .offer").first.click()
    view.locator("#turn-2 .card").first.wait_for()
    assert view.locator("#turn-2 .question").inner_text().endswith(offers[0])


def test_filters_narrow_the_library_and_are_named_beside_the_answer(visit: Visit, ask: Ask) -> None:
    view = visit()
    view.locator("#tools summary").click()
    view.get_by_label("Equity in experience and outcomes").check()
    assert "Filters (1)" in view.locator("#tools summary").inner_text()
    turn = ask(view, "How are interpreters used?")
    assert turn.locator(".searched", has_text="Only in:").inner_text() == "Only in: Equity in experience and outcomes"
    titles = turn.locator(".card h4").all_inner_texts()
    assert titles
    assert all("Equity in experience and outcomes" in title for title in titles)


def test_filters_that_leave_no_document_are_reported_beside_the_box(visit: Visit) -> None:
    view = visit()
    view.locator("#tools summary").click()
    view.get_by_label("Equity in experience and outcomes").check()
    view.get_by_label("Historical").check()
    view.get_by_label("Your question").fill(FREDA)
    view.keyboard.press("Enter")
    view.locator("#notice:not(:empty)").wait_for()
    assert "No document passes these filters" in view.get_by_role("alert").inner_text()
    assert view.get_by_label("Your question").input_value() == FREDA


def test_editing_a_question_removes_the_turns_after_it(visit: Visit, ask: Ask) -> None:
    view = visit()
    ask(view, FREDA)
    ask(view, "Tell me more about them", turn=2)
    view.locator("#turn-1 [data-edit]").click()
    expect(view.locator(".turn")).to_have_count(0)
    assert view.get_by_label("Your question").input_value() == FREDA
    assert view.evaluate("document.activeElement.tagName") == "TEXTAREA"


def test_the_last_question_can_be_asked_again(visit: Visit, ask: Ask, assistant: Assistant, monkeypatch: Any) -> None:
    view = visit()
    ask(view, FREDA)
    asked: list[str] = []
    real = assistant.stream
    monkeypatch.setattr(
        assistant, "stream", lambda question, *a, **k: (asked.append(question), real(question, *a, **k))[1]
    )
    view.locator("[data-again]").click()
    for _ in range(100):
        if asked:
            break
        view.wait_for_timeout(50)
    assert asked[0] == FREDA
    view.locator(".further .offer").first.wait_for()
    expect(view.locator(".turn .answer")).to_have_count(1)


def test_sentences_that_a_model_writes_appear_as_they_are_ready(
    visit: Visit, assistant: Assistant, monkeypatch: Any
) -> None:
    view = visit()
    go_on = Event()
    written = replace(
        assistant.ask(FREDA), mode="a model", statements=(Statement("In short: FREDA.", (1,), verbatim=False),)
    )

    def parts(*_: Any, **__: Any) -> Iterator[Statement | Answer]:
        yield written.statements[0]
        go_on.wait(20)
        yield written

    with monkeypatch.context() as slow:
        slow.setattr(assistant, "stream", parts)
        view.get_by_label("Your question").fill(FREDA)
        view.keyboard.press("Enter")
        expect(view.locator("[aria-live=off] .statement")).to_have_text("In short: FREDA. 1")
        go_on.set()
        expect(view.locator("#turn-1 .answer h3").first).to_contain_text("written by a model")
    expect(view.locator("#turn-1 .card")).to_have_count(len(written.citations))


def slow(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> Event:
    """Make every answer wait until the event is set."""
    go_on, real = Event(), assistant.stream
    monkeypatch.setattr(assistant, "stream", lambda *a, **k: (go_on.wait(20), real(*a, **k))[1])
    return go_on


def test_a_question_that_takes_long_can_be_stopped(
    visit: Visit, ask: Ask, assistant: Assistant, monkeypatch: Any
) -> None:
    view = visit()
    go_on = slow(assistant, monkeypatch)
    view.get_by_label("Your question").fill(FREDA)
    view.keyboard.press("Enter")
    view.get_by_role("button", name="Stop").click()
    expect(view.locator(".turn")).to_have_count(0)
    assert view.get_by_label("Your question").input_value() == FREDA
    view.locator("#examples .offer").first.wait_for()
    monkeypatch.undo()
    ask(view, FREDA)  # while the one that was stopped is still at work
    go_on.set()


def test_stopping_a_question_asked_again_leaves_its_first_answer(
    visit: Visit, ask: Ask, assistant: Assistant, monkeypatch: Any
) -> None:
    view = visit()
    ask(view, FREDA)
    go_on = slow(assistant, monkeypatch)
    view.get_by_role("button", name="Ask again").click()
    view.get_by_role("button", name="Stop").click()
    expect(view.locator("#turn-1 .answer").first).to_be_visible()
    expect(view.get_by_role("button", name="Stop")).to_have_count(0)
    go_on.set()


def test_a_new_conversation_is_not_given_the_answer_that_the_old_one_waited_for(
    visit: Visit, ask: Ask, assistant: Assistant, monkeypatch: Any
) -> None:
    view = visit()
    ask(view, FREDA)
    with monkeypatch.context() as patch:
        go_on = slow(assistant, patch)
        view.get_by_label("Your question").fill("Tell me more about them")
        view.keyboard.press("Enter")
        view.locator(".waiting").wait_for()
        view.get_by_role("button", name="New conversation").click()
        expect(view.locator(".turn")).to_have_count(0)
        go_on.set()
    ask(view, BEDS)
    assert view.locator(".turn").count() == 1


def test_a_link_to_a_question_carries_its_filters(visit: Visit, ask: Ask) -> None:
    view = visit(permissions=["clipboard-read", "clipboard-write"])
    view.locator("#tools summary").click()
    view.get_by_label("Current").check()
    ask(view, FREDA)
    view.locator("#turn-1 .acts").first.get_by_role("button", name="Copy link").click()
    expect(view.locator("#voice")).to_have_text("Copied.")
    link = view.evaluate("navigator.clipboard.readText()")
    other = visit("/" + link.split("/", 3)[3])
    other.locator("#turn-1 .card").first.wait_for()
    assert other.locator("#turn-1 .question").inner_text().endswith(FREDA)
    assert other.locator("#turn-1 .searched").inner_text() == "Only in: Current"


def test_the_reference_of_a_source_can_be_copied(visit: Visit, ask: Ask) -> None:
    view = visit(permissions=["clipboard-read", "clipboard-write"])
    ask(view, FREDA).get_by_role("button", name="Copy reference").first.click()
    expect(view.locator("#voice")).to_have_text("Copied.")
    assert view.evaluate("navigator.clipboard.readText()").startswith("Care Quality Commission (2018)")


def test_the_conversation_can_be_saved_as_word_and_markdown(visit: Visit, ask: Ask) -> None:
    view = visit()
    ask(view, FREDA)
    for button, name in (("Save as Word", "docx"), ("Save as Markdown", "md")):
        with view.expect_download() as download:
            view.get_by_role("button", name=button).click()
        assert download.value.suggested_filename == f"evenhand-conversation.{name}"
        file = download.value.path().read_bytes()
        text = (
            "\n".join(p.text for p in docx.Document(io.BytesIO(file)).paragraphs) if name == "docx" else file.decode()
        )
        assert FREDA in text
        assert "fairness, respect, equality, dignity and autonomy" in text
        assert "Care Quality Commission (2018)" in text


def test_text_that_is_no_question_is_reported_beside_the_box_and_stays_in_it(visit: Visit, ask: Ask) -> None:
    view = visit()
    box = view.get_by_label("Your question")
    box.fill("?!")
    view.get_by_role("button", name="Ask", exact=True).click()
    view.locator("#notice:not(:empty)").wait_for()
    assert "question" in view.get_by_role("alert").inner_text()
    assert box.input_value() == "?!"
    assert view.locator(".turn").count() == 0
    ask(view, FREDA)
    assert view.locator("#notice").inner_text() == ""


def test_a_failure_is_reported_plainly_and_the_page_goes_on(
    visit: Visit, ask: Ask, assistant: Assistant, monkeypatch: Any
) -> None:
    view = visit()
    with monkeypatch.context() as broken:
        broken.setattr(assistant, "stream", lambda *_, **__: 1 / 0)
        view.get_by_label("Your question").fill(FREDA)
        view.keyboard.press("Enter")
        view.locator("#notice:not(:empty)").wait_for()
    assert "Something went wrong" in view.get_by_role("alert").inner_text()
    assert view.get_by_label("Your question").input_value() == FREDA
    ask(view, FREDA)


@pytest.mark.parametrize(
    "hostile",
    [
        "<img src=x onerror='window.harmed = 1'><script>window.harmed = 1</script> FREDA?",
        "${window.harmed = 1} `${window.harmed = 1}` {{window.harmed}} FREDA?",
        "[FREDA](javascript:window.harmed=1) **bold** <b>bold</b> ![x](http://example.invalid/x.png)",
        '"\' autofocus onfocus=window.harmed=1 x=" FREDA?',
        "FREDA" * 60,
    ],
)
def test_hostile_text_is_shown_as_text(visit: Visit, ask: Ask, hostile: str) -> None:
    view = visit(**NARROW)
    turn = ask(view, hostile)
    assert turn.locator(".question").text_content() == f"Question: {hostile}"
    assert turn.locator("img, script, b, .question a").count() == 0
    view.reload()
    view.locator("#turn-1 .answer").wait_for()
    assert view.locator("#turn-1 .question").text_content() == f"Question: {hostile}"
    assert view.evaluate("window.harmed") is None
    assert view.evaluate("document.documentElement.scrollWidth") <= 320


def test_visitors_are_not_asked_for_feedback_where_none_is_stored(visit: Visit, ask: Ask) -> None:
    view = visit()
    ask(view, FREDA)
    view.locator(".further .offer").first.wait_for()
    assert view.locator(".feedback").count() == 0
