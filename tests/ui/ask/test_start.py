"""What stands below the question box before the first question."""

import re
from dataclasses import replace

import pytest

from assistant.assistant import Assistant
from corpus.about import About
from corpus.lists.offered import Offered, OfferedQuestion
from ui.ask.start import start_html
from ui.live import Snapshot

pytestmark = pytest.mark.model


@pytest.fixture
def now(assistant: Assistant) -> Snapshot:
    return Snapshot.of(assistant)


def asked(html: str) -> list[str]:
    return re.findall(r'data-ask="([^"]+)"', html)


def test_questions_stand_under_who_asks_them_and_all_are_answered(now: Snapshot) -> None:
    html = start_html(now)
    assert re.findall(r"<h3>(If [^<]+)</h3>", html) == [*now.offered.starters, "If you look after the library"]
    assert len(asked(html)) >= 12
    assert {text: now.assistant.ask(text).status for text in asked(html)} == dict.fromkeys(asked(html), "answered")


def test_questions_about_the_library_itself_are_answered_from_its_metadata(now: Snapshot) -> None:
    for text in asked(start_html(now))[-2:]:
        answer = now.assistant.ask(text)
        assert answer.citations == ()
        assert all(document.title in answer.text for document in now.library.documents.values())


def test_each_document_is_listed_with_its_date_and_what_it_is_good_for(now: Snapshot) -> None:
    entries = start_html(now).split('<ul class="held">')[1].split("<h3>")[1:]
    for entry, document in zip(entries, now.library.documents.values(), strict=True):
        assert f'href="/library/{document.id}">{document.title}' in entry
        assert now.offered.good_for[document.id] in entry
        assert "no date stated" in entry or document.published


def test_topics_of_many_documents_are_named_with_the_way_to_all(now: Snapshot) -> None:
    html = start_html(now)
    assert html.count('class="button" href="/topics/') == 10
    assert f"All {len(now.assistant.searcher.topics)} topics from A to Z" in html


def test_questions_about_added_documents_are_looked_up_the_newest_first(now: Snapshot) -> None:
    assert "data-offers" not in start_html(now)
    held = dict(now.library.documents)
    dates = {"equally-outstanding": "2026-01-02", "promoting-equality": "2026-02-03"}
    held |= {id_: replace(held[id_], added=date) for id_, date in dates.items()}
    html = start_html(replace(now, library=replace(now.library, documents=held)))
    [address] = re.findall(r'data-offers="([^"]+)"', html)
    documents = [now.offered.questions[int(n)].document for n in re.findall(r"ask=(\d+)", address)]
    assert documents == ["promoting-equality", "equally-outstanding"] * 4


def test_a_library_that_offers_nothing_begins_with_the_questions_that_it_names(
    now: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = replace(now, offered=Offered(questions=(OfferedQuestion("promoting-equality", "section", "Why?"),)))
    monkeypatch.setattr(now.assistant.searcher, "about", About(examples=("Why <salt>?",)))
    monkeypatch.setattr(now.assistant.searcher, "topics", [])
    html = start_html(bare)
    assert asked(html)[0] == "Why &lt;salt&gt;?"
    assert "<h3>To begin with</h3>" in html
    assert 'id="start-topics"' not in html
    monkeypatch.setattr(now.assistant.searcher, "about", About())
    assert len(asked(start_html(bare))) == 2
