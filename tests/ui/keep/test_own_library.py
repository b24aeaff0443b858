"""A page over an organisation's own documents alone; and one whose library another command changes."""

import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import expect

from assistant.assistant import Assistant
from assistant.changes import add, keep_up, remove
from assistant.settings import Settings
from corpus.added.staging import stage
from evals.bench import free_port
from indexing.learnt.export import models_folder
from ui.ask.start import start_html
from ui.live import Snapshot
from ui.serve.access import Access
from ui.serve.app import launch

pytestmark = pytest.mark.model

# Words that only the five documents and what was made for them would bring up.
FIVE = re.compile(r"FREDA|Westminster|Christie|NHS|CQC|Care Quality|STP\b|equality and human rights")


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory, real_index: Path) -> Settings:
    """A library of one document, without the five."""
    folder = tmp_path_factory.mktemp("alone")
    settings = Settings(index=folder / "index", library=folder / "library", guidance=False)
    shutil.copytree(models_folder(real_index), models_folder(settings.index))
    (folder / "bell.md").write_text(
        "# Bell policy\n\nThe bell of the mill is rung at noon.\n\n# Who rings\n\nAnn rings it."
    )
    add([stage(settings.library, folder / "bell.md")], settings)
    keep_up(settings)
    return settings


@pytest.fixture(scope="module")
def read(alone: Settings) -> Iterator[Callable[[str], str]]:
    """Fetches a place of the page over it."""
    page = launch(Assistant.open(alone), free_port(), Access(requests_per_minute=10_000))
    yield lambda place: httpx.get(page.local_url.rstrip("/") + place).text
    page.close(verbose=False)


@pytest.mark.parametrize(
    "place",
    ["/", "/topics", "/excerpts", "/excerpts?topic=bell", "/library", "/library/bell-policy", "/help", "/library/add",
     "/library/bell-policy/remove", "/library/bell-policy/replace"],
)  # fmt: skip
def test_no_place_names_the_five_where_they_do_not_belong_to_the_library(
    place: str, read: Callable[[str], str]
) -> None:
    text = read(place)
    assert len(text) > 500
    assert FIVE.findall(text) == []
    assert "not stated" not in text


def test_headings_are_offered_as_questions_that_their_sections_answer(
    alone: Settings, read: Callable[[str], str]
) -> None:
    now = Snapshot.of(Assistant.open(alone))
    [one] = now.offered.questions
    assert one.text == "What does “Bell policy” say about “Who rings”?"
    assert 'data-offers="/offers?ask=0"' in start_html(now)
    assert one.text in read("/offers?ask=0")
    answer = now.assistant.ask(one.text)
    assert answer.status == "answered"
    assert "Ann rings it." in [citation.quote for citation in answer.citations]


def test_what_another_command_changes_is_served_without_a_restart(
    alone: Settings, read: Callable[[str], str], tmp_path: Path
) -> None:
    (tmp_path / "gate.md").write_text("# Gate policy\n\nThe gate of the mill is locked at nine.")
    staged = stage(alone.library, tmp_path / "gate.md")
    add([staged], alone)
    wait_until(lambda: "Gate policy" in read("/library") and "2 documents" in read("/"))
    remove("gate-policy", alone)
    wait_until(lambda: "Gate policy" not in read("/library"))
    assert "No such document" in read("/library/gate-policy")


def wait_until(seen: Callable[[], bool]) -> None:
    latest = time.monotonic() + 30
    while not seen():
        assert time.monotonic() < latest
        time.sleep(0.2)


def test_the_only_document_is_not_removed(read: Callable[[str], str], alone: Settings) -> None:
    page = launch(Assistant.open(alone), free_port(), Access(requests_per_minute=10_000))
    try:
        removal = httpx.get(f"{page.local_url}library/bell-policy/remove").text
        action = re.search(r'action="([^"]+)" method="post"', removal)
        assert action
        reply = httpx.post(page.local_url.rstrip("/") + action[1])
        assert reply.status_code == 400
        assert "the only document of the library" in reply.text
    finally:
        page.close(verbose=False)


@pytest.mark.browser
def test_the_page_begins_with_questions_about_documents_that_were_added(alone: Settings, browser: Any) -> None:
    page = launch(Assistant.open(alone), free_port(), Access(requests_per_minute=10_000))
    try:
        view = browser.new_page()
        view.goto(page.local_url)
        offer = view.get_by_role("button", name="What does “Bell policy” say about “Who rings”?")
        expect(offer).to_be_visible(timeout=60_000)
        assert view.get_by_role("heading", name="About documents that your organisation added").is_visible()
        offer.click()
        expect(view.locator("#turn-1 .answer")).to_contain_text("Ann rings it.", timeout=60_000)
        view.close()
    finally:
        page.close(verbose=False)
