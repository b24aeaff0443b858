"""Exact words are found in all documents, wherever they stand."""

import re
from dataclasses import replace
from html import unescape

import pytest

from corpus.document import Document, Passage
from corpus.markdown.inline import plain_text
from indexing.search import Searcher
from ui.html.passages import Holdings
from ui.html.topics import topics_named
from ui.places.document import spans_of
from ui.places.library import library_html
from ui.places.search import search_html


def counted(html: str) -> int:
    """The number of places that the page speaks of."""
    found = re.search(r"stands in (\d+) places? in", " ".join(html.split()))
    return int(found[1]) if found else 0


@pytest.mark.parametrize("words", ["gypsy", "chapel", "Roma", "human rights approach", "the"])
def test_every_place_in_every_passage_is_counted(words: str, guidance: Holdings) -> None:
    html = search_html(words, guidance)
    pattern = rf"\b{re.escape(words)}"
    scanned = {
        id_: sum(len(re.findall(pattern, plain_text(p.text), re.IGNORECASE)) for p in guidance.passages_of(id_))
        for id_ in guidance.documents
    }
    assert counted(html) >= sum(scanned.values()) > 0
    for id_, places in scanned.items():
        assert not places or f'href="/library/{id_}?find=' in html


def test_each_place_leads_to_its_passage_with_the_words_marked(guidance: Holdings) -> None:
    html = unescape(search_html("chapel", guidance))
    holding = [p for p in guidance.passages.values() if spans_of("chapel", p.text)]
    assert holding
    for passage in holding:
        assert f'href="/library/{passage.document}?find=chapel#{passage.anchor}"' in html
    assert "<mark>chapel</mark>" in html


def test_headings_and_names_of_columns_are_found_too(guidance: Holdings) -> None:
    assert "Heading: " in search_html("Case study 5", guidance)
    columns = next(p.columns for p in guidance.passages.values() if any(p.columns))
    assert "Column: " in search_html(next(name for name in columns if name), guidance)


def test_a_document_with_many_places_shows_some_and_links_to_all(guidance: Holdings) -> None:
    html = search_html("equality", guidance)
    assert re.search(r"Show all \d+<span", html)
    lists = html.split('<ol class="found-all">')[1:]
    assert max(part.count("<li>") for part in lists) == 10


def test_words_that_stand_nowhere_are_said_to_and_passages_about_them_are_offered(guidance: Holdings) -> None:
    html = search_html("zeppelin <b>", guidance)
    assert "“zeppelin &lt;b&gt;” stands in no document." in html
    assert 'href="/excerpts?topic=zeppelin+%3Cb%3E"' in html


def test_topics_of_that_name_and_the_usual_spelling_are_offered(guidance: Holdings) -> None:
    html = search_html("religon", guidance, [("Religion & belief", "2 passages")], "religion")
    assert '<a href="/topics/religion-belief">Religion &amp; belief</a>' in html
    assert '<a href="/library?find=religion">“religion”</a>' in html
    assert "Did you mean" not in search_html("religion", guidance, spelt="religion")


@pytest.mark.model
@pytest.mark.parametrize("words", ["gypsy", "Travellers", "roma"])
def test_a_topic_is_named_by_any_form_of_its_words(words: str, searcher: Searcher) -> None:
    assert "Gypsies, Roma and Travellers" in [topic.name for topic in topics_named(words, searcher)]


def test_the_words_and_titles_are_escaped(library: Holdings, document: Document, passage: Passage) -> None:
    html = search_html("dough", replace(library))
    assert "A &lt;b&gt;sample&lt;/b&gt;" in html
    assert "&lt;<mark>dough</mark>&gt;" in html


def test_the_library_offers_the_search(guidance: Holdings) -> None:
    form = library_html(guidance).partition('<form class="search" action="/library"')[2]
    assert 'name="find"' in form
