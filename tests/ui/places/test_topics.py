import re
from dataclasses import replace

import pytest

from corpus.about import About
from indexing.search import Searcher
from ui.html.addresses import topic_address
from ui.html.passages import Holdings
from ui.html.topics import gathered_words, topics_of, widest_topics
from ui.places.topics import topic_at, topic_html, topics_html

pytestmark = pytest.mark.model

BULLYING = "/topics/bullying-and-harassment"
LEARNING = "/topics/learning-disability"


def topic_page(searcher: Searcher, address: str) -> str:
    topic = topic_at(address, searcher)
    assert topic
    return topic_html(topic, searcher, Holdings.of(searcher))


def ticks(html: str) -> list[tuple[str, str]]:
    return re.findall(r'<input type="checkbox" data-document="([^"]+)" data-anchor="([^"]+)"', html)


def test_all_topics_stand_under_their_letters_with_what_they_gather(searcher: Searcher) -> None:
    html = topics_html(searcher, Holdings.of(searcher))
    assert html.count('<li><a href="/topics/') == len(searcher.topics) > 200
    assert '<a href="/topics/learning-disability">Learning disability</a> <span class="origin">15 passages' in html
    letters = re.findall(r'<h2 id="letter-\d+" tabindex="-1">(.)</h2>', html)
    assert letters == sorted(set(letters))
    under_c = html.split(">C</h2>")[1].split("</section>")[0]
    assert "The Christie: what they did and what changed" in under_c


def test_every_topic_has_an_address_of_its_own_that_can_be_read(searcher: Searcher) -> None:
    addresses = [topic_address(topic.name) for topic in searcher.topics]
    assert len(set(addresses)) == len(addresses)
    assert all(re.fullmatch(r"/topics/[a-z0-9-]+", address) for address in addresses)
    assert all(topic_at(topic_address(topic.name), searcher) is topic for topic in searcher.topics)
    assert topic_at("/topics/no-such-topic", searcher) is None


def test_a_topic_gathers_its_passages_by_document_to_tick_with_the_sentences_on_it_marked(searcher: Searcher) -> None:
    topic = topic_at(LEARNING, searcher)
    assert topic
    html = topic_page(searcher, LEARNING)
    gathered = {searcher.passages[number] for number, _ in topic.places}
    assert sorted(ticks(html)) == sorted((passage.document, passage.anchor) for passage in gathered)
    assert html.count('data-topic="Learning disability"') == len(gathered)
    documents = [document for document, _ in ticks(html)]
    assert documents == sorted(documents, key=documents.index)
    assert len(set(documents)) == 4
    assert f"{len(gathered)} passages in 4 documents" in html
    assert html.count("<mark>") >= len(gathered)


def test_within_a_document_passages_stand_in_reading_order(searcher: Searcher) -> None:
    order = {(passage.document, passage.anchor): number for number, passage in enumerate(searcher.passages)}
    places = [(document, order[document, anchor]) for document, anchor in ticks(topic_page(searcher, LEARNING))]
    for document in {document for document, _ in places}:
        numbers = [number for other, number in places if other == document]
        assert numbers == sorted(numbers)


def test_a_topic_leads_on_to_a_search_and_to_topics_near_it(searcher: Searcher) -> None:
    ways = topic_page(searcher, BULLYING).split('<h2 id="on">')[1].split("</ul>")[0]
    assert 'href="/excerpts?topic=Bullying+and+harassment"' in ways
    assert 1 < ways.count('href="/topics/') <= 6
    assert BULLYING not in ways


def test_a_document_that_was_added_is_searched_for_the_topic(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "your organisation" not in topic_page(searcher, BULLYING)
    added = replace(searcher.documents["promoting-equality"], added="2026-01-02")
    monkeypatch.setitem(searcher.documents, added.id, added)
    _, found = topic_page(searcher, "/topics/staff-training-and-development").split('<h2 id="found">')
    assert found.startswith("Found in documents that your organisation added")
    assert {document for document, _ in ticks(found)} == {added.id}
    assert "promoting-equality" not in found.split('<h2 id="on">')[1]
    assert "each page also searches those that your organisation added" in topics_html(searcher, Holdings.of(searcher))


def test_a_library_without_a_catalogue_has_the_topics_it_names_found_by_a_search(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searcher, "topics", [])
    monkeypatch.setattr(searcher, "about", About(topics=("the chapel", "Bullying & <salt>")))
    assert [topic.name for topic in topics_of(searcher)] == ["Bullying & <salt>", "the chapel"]
    assert "Bullying &amp; &lt;salt&gt;" in topics_html(searcher, Holdings.of(searcher))
    html = topic_page(searcher, "/topics/the-chapel")
    assert "Found by a search" in html
    assert "Passages on this topic" not in html
    assert ticks(html)


def test_a_library_without_topics_says_so(searcher: Searcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searcher, "topics", [])
    monkeypatch.setattr(searcher, "about", About())
    html = topics_html(searcher, Holdings.of(searcher))
    assert "This library names no topics" in html
    assert 'aria-label="Letters"' not in html


def test_the_widest_topics_are_those_of_most_documents(searcher: Searcher) -> None:
    words = [gathered_words(topic, searcher) for topic in widest_topics(searcher, 8)]
    assert len(words) == 8
    assert all(re.search(r"in [45] documents$", word) for word in words)


def test_no_topic_shows_a_question_of_the_catalogue(searcher: Searcher) -> None:
    topic = topic_at(BULLYING, searcher)
    assert topic
    html = topics_html(searcher, Holdings.of(searcher)) + topic_page(searcher, BULLYING)
    assert [question for question in topic.questions if question in html] == []
