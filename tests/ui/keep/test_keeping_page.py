"""Documents are added, replaced and removed on the page, in a real browser; an open conversation goes on."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.model]

Visit = Callable[..., Any]
Ask = Callable[..., Any]
Axe = Callable[[Any], list[str]]
Word = Callable[..., Path]

FREDA = "What does FREDA stand for?"
LEDGER = "Where do staff record each visit of a therapy dog?"
NARROW = {"width": 320, "height": 640}


def upload(view: Any, *paths: Path) -> None:
    view.locator("#file").set_input_files([str(path) for path in paths])
    view.get_by_role("button", name="Read the file").click()


# What can be clicked and is smaller than WCAG 2.2 asks for; links in running text may be.
SMALL = """() => [...document.querySelectorAll("#text :is(button, summary, input, a)")]
    .filter((target) => target.checkVisibility() && !target.matches("p a, h2 a"))
    .map((target) => [target.closest("label") ?? target, target])
    .filter(([area]) => Math.min(area.getBoundingClientRect().width, area.getBoundingClientRect().height) < 24)
    .map(([, target]) => target.outerHTML.slice(0, 100))"""


def faults(view: Any, axe: Axe) -> list[str]:
    """What axe finds on the page as it stands, then unfolded, in the dark and in a narrow window; and small targets."""
    found = axe(view)
    size = view.viewport_size
    view.evaluate("document.querySelectorAll('details').forEach((details) => details.setAttribute('open', ''))")
    view.emulate_media(color_scheme="dark")
    view.set_viewport_size(NARROW)
    found += axe(view) + view.evaluate(SMALL)
    wide = view.evaluate("document.documentElement.scrollWidth > innerWidth")
    view.emulate_media(color_scheme="light")
    view.set_viewport_size(size)
    return found + (["too wide"] if wide else [])


def test_a_policy_is_added_asked_and_removed_while_a_conversation_goes_on(
    visit: Visit, ask: Ask, axe: Axe, dogs: Path, address: str
) -> None:
    talk = visit("/")
    ask(talk, FREDA)

    view = visit("/library")
    view.get_by_role("link", name="Add a document").click()
    upload(view, dogs)
    heading = view.get_by_role("heading", level=1)
    expect(heading).to_have_text("Review: Therapy dog policy")
    expect(heading).to_be_focused()
    assert view.evaluate("document.querySelector('.side img').decode().then(() => true)")
    assert "A therapy dog may visit the lounge" in view.get_by_role("group", name="As Evenhand reads it").inner_text()
    assert faults(view, axe) == []
    view.get_by_role("link", name="Next page").click()
    expect(view.get_by_role("heading", name="Page 2 of 2")).to_be_visible()
    assert "blue ledger" in view.get_by_role("group", name="As Evenhand reads it").inner_text()
    view.get_by_label("Publisher").fill("Kingfisher House")
    view.get_by_label("Version").fill("2.2")
    view.get_by_label("Date", exact=True).fill("March 2024")
    view.get_by_role("button", name="Add to the library").click()
    expect(view.locator(".news")).to_contain_text("You can ask about it now")
    expect(view.locator(".news")).to_be_focused()
    assert "Kingfisher House · version 2.2 · March 2024" in view.locator(".about").inner_text()
    assert "PDF, 2 pages" in view.locator(".about").inner_text()
    assert axe(view) == []

    expect(visit("/").locator("#opening")).to_contain_text("6 documents")
    turn = ask(talk, LEDGER, turn=2)
    expect(turn.locator(".statement .lede")).to_contain_text("blue ledger beside the lounge door")
    card = turn.locator(".card").first
    expect(card).to_contain_text("Kingfisher House · version 2.2 · March 2024 · p. 2")
    link = card.get_by_role("link", name="Original, p. 2")
    assert re.search(r"/library/therapy-dog-policy/original#page=2$", link.get_attribute("href"))
    expect(card.locator("[data-copy]")).to_have_attribute(
        "data-copy", "Kingfisher House. Therapy dog policy, version 2.2 (March 2024), p. 2. Records."
    )
    expect(talk.locator("#opening")).to_contain_text("6 documents")
    assert talk.locator("#tools").get_by_label("Therapy dog policy").count() == 1  # among the filters
    assert talk.locator(".turn").count() == 2
    original = httpx.get(f"{address}library/therapy-dog-policy/original")
    assert original.content == dogs.read_bytes()
    assert original.headers["content-type"] == "application/pdf"
    assert original.headers["content-disposition"].startswith("inline")

    view.get_by_role("link", name="Remove from the library").click()
    expect(view.get_by_role("heading", level=1)).to_have_text("Remove “Therapy dog policy”?")
    assert axe(view) == []
    view.get_by_role("button", name="Remove it").click()
    expect(view.locator(".news")).to_have_text("The document is no longer in the library.")
    assert view.get_by_role("link", name="Therapy dog policy").count() == 0
    again = ask(talk, LEDGER, turn=3)
    assert "blue ledger" not in again.inner_text()
    assert "blue ledger" in talk.locator("#turn-2").inner_text()
    expect(talk.locator("#opening")).to_contain_text("5 documents")
    assert httpx.get(f"{address}library/therapy-dog-policy/original").status_code == 404


def test_a_newer_version_takes_the_place_of_the_old_one(add: Ask, word_file: Word, axe: Axe) -> None:
    view = add(word_file("Bell policy", "The bell is rung at noon.", name="old.docx"))
    view.get_by_role("link", name="Replace with a newer version").click()
    expect(view.get_by_role("heading", level=1)).to_have_text("Replace “Bell policy”")
    upload(view, word_file("Bell policy", "The bell is rung at one.", "Nobody rings it at night.", name="new.docx"))
    expect(view.get_by_role("heading", name="What changes")).to_be_visible()
    expect(view.locator(".changes")).to_contain_text("Changed: Bell policy")
    assert faults(view, axe) == []
    view.get_by_role("button", name="Put it in the library").click()
    expect(view.locator(".news")).to_contain_text("in place of the old one")
    assert "Nobody rings it at night." in view.locator(".document").inner_text()
    assert "at noon" not in view.locator(".document").inner_text()


def test_a_file_of_the_same_title_is_asked_about(visit: Visit, add: Ask, word_file: Word, axe: Axe) -> None:
    add(word_file("Lift policy", "The lift holds six people.", name="one.docx"))
    view = visit("/library/add")
    upload(view, word_file("Lift policy", "The lift holds eight people.", name="two.docx"))
    view.get_by_label("This is another document").check()
    view.get_by_role("button", name="Put it in the library").click()
    expect(view.locator("[data-problem]")).to_contain_text("Give this one another title")
    expect(view.locator("[data-problem]")).to_be_focused()
    expect(view.get_by_role("textbox", name="Title")).to_have_attribute("aria-invalid", "true")
    assert faults(view, axe) == []
    view.get_by_role("textbox", name="Title").fill("Goods lift policy")
    view.get_by_role("button", name="Put it in the library").click()
    expect(view.get_by_role("heading", level=1)).to_have_text("Goods lift policy")


def test_a_file_that_cannot_be_read_is_told_in_one_line_with_the_focus_there(
    visit: Visit, axe: Axe, tmp_path: Path
) -> None:
    bad = tmp_path / "<img src=x onerror=alert(1)>.pdf"
    bad.write_bytes(b"MZ\x00 no pdf")
    view = visit("/library/add")
    upload(view, bad)
    expect(view.locator("[data-problem] p")).to_have_count(1)
    expect(view.locator("[data-problem]")).to_be_focused()
    assert view.locator("[data-problem] img").count() == 0
    assert axe(view) == []
    assert view.get_by_role("button", name="Read the files").is_enabled()


def test_several_files_are_read_each_with_its_own_review_or_problem(
    visit: Visit, axe: Axe, word_file: Word, tmp_path: Path
) -> None:
    (tmp_path / "bad.exe").write_bytes(b"MZ\x00\x01" * 50)
    view = visit("/library/add")
    files = [word_file("Key policy", "Keys hang by the door.", name="key.docx"), tmp_path / "bad.exe"]
    upload(view, *files)
    expect(view.locator("[data-problem] p")).to_have_count(1)
    expect(view.locator("[data-read] a")).to_have_text(["key.docx"])
    assert axe(view) == []
    view.locator("[data-read] a").click()
    expect(view.get_by_role("heading", level=1)).to_have_text("Review: Key policy")
    view.goto(view.url.partition("/library")[0] + "/library/add")
    expect(view.get_by_role("heading", name="Waiting for your review")).to_be_visible()
    assert faults(view, axe) == []
    view.get_by_role("link", name="Key policy").click()
    view.get_by_role("button", name="Discard").click()
    expect(view.locator(".news")).to_contain_text("The library is as it was")
    assert view.get_by_role("link", name="Key policy").count() == 0


def test_a_file_that_is_too_large_is_not_even_sent(visit: Visit, word_file: Word) -> None:
    view = visit("/library/add")
    view.locator("form[data-work]").evaluate("(form) => (form.dataset.largest = 10)")
    upload(view, word_file("Large", "This is large."))
    expect(view.locator("[data-problem]")).to_contain_text("file.docx is too large")


def test_a_file_can_be_dropped(visit: Visit) -> None:
    view = visit("/library/add")
    view.evaluate(
        """() => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File(["# Dropped policy\\n\\nDrop it gently."], "dropped.md"));
            const drop = (kind) => new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true });
            document.querySelector("[data-drop]").dispatchEvent(drop("dragover"));
            document.querySelector("[data-drop]").dispatchEvent(drop("drop"));
        }"""
    )
    expect(view.get_by_role("heading", level=1)).to_have_text("Review: Dropped policy")


def test_what_was_typed_wrongly_is_said_beside_the_field_and_nothing_typed_is_lost(
    visit: Visit, axe: Axe, word_file: Word
) -> None:
    view = visit("/library/add")
    upload(view, word_file("Hat policy", "Hats are worn outside."))
    view.get_by_label("Date", exact=True).fill("soon")
    view.get_by_label("Publisher").fill("The Hatters")
    view.get_by_role("button", name="Add to the library").click()
    expect(view.locator("[data-problem]")).to_contain_text("“soon” is not a date")
    expect(view.get_by_label("Date", exact=True)).to_have_attribute(
        "aria-describedby", "published-hint published-fault"
    )
    expect(view.get_by_label("Publisher")).to_have_value("The Hatters")
    assert faults(view, axe) == []


def test_all_of_it_works_without_scripts(visit: Visit, word_file: Word, axe: Axe) -> None:
    view = visit("/library/add", java_script_enabled=False)
    upload(view, word_file("Quiet policy", "Silence is kept after ten."))
    assert view.get_by_role("heading", level=1).inner_text() == "Review: Quiet policy"
    view.get_by_label("Date", exact=True).fill("31/02/2024")
    view.get_by_role("button", name="Add to the library").click()
    assert "in the calendar" in view.locator("#published-fault").inner_text()
    view.get_by_label("Date", exact=True).fill("28/02/2024")
    view.get_by_role("button", name="Add to the library").click()
    assert "You can ask about it now" in view.locator(".news").inner_text()
    view.get_by_role("link", name="Remove from the library").click()
    view.get_by_role("button", name="Remove it").click()
    assert "no longer in the library" in view.locator(".news").inner_text()
