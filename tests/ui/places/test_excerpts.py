import re

import pytest

from assistant.excerpts.find import find_excerpts
from corpus.about import About
from indexing.search import Searcher
from ui.html.filters import Filters
from ui.html.passages import Holdings
from ui.places.excerpts import FOLDED, SHOWN, Search, excerpts_html

pytestmark = pytest.mark.model


def place(searcher: Searcher, topic: str, filters: Filters | None = None, **more: object) -> str:
    search = Search(
        **{"topic": topic, "filters": filters or Filters(), "order": "relevance", "all": False, "longest": 2000, **more}
    )
    return excerpts_html(search, searcher, Holdings.of(searcher))


def tiers(html: str) -> list[str]:
    """What stands in each tier."""
    return re.split(r"<(?:section|details) class=\"tier\"", html)[1:]


def anchors(html: str) -> list[tuple[str, str]]:
    return re.findall(r'<input type="checkbox" data-document="([^"]+)" data-anchor="([^"]+)"', html)


def test_without_a_topic_the_library_offers_some_to_start_with(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searcher, "about", About(topics=("bread & <salt>", "cake")))
    html = place(searcher, "")
    assert '<a class="button" href="/excerpts?topic=bread+%26+%3Csalt%3E">bread &amp; &lt;salt&gt;</a>' in html
    assert html.count('<a class="button" href="/excerpts?topic=') == 2
    assert anchors(html) == []


def test_a_library_without_topics_shows_no_heading_for_them(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Topics to start with" in place(searcher, "")
    monkeypatch.setattr(searcher, "about", About())
    assert "Topics to start with" not in place(searcher, "")


def test_every_topic_to_start_with_has_passages(searcher: Searcher) -> None:
    assert [topic for topic in searcher.about.topics if not anchors(place(searcher, topic))] == []


def test_passages_are_grouped_by_document_with_the_matching_words_marked(searcher: Searcher) -> None:
    html = place(searcher, "bullying and harassment")
    assert len(anchors(html)) > 4
    for tier in tiers(html):
        documents = [document for document, _ in anchors(tier)]
        assert documents == sorted(documents, key=documents.index)
    assert "<mark>bullying</mark>" in html
    assert all(f"<h3>{title}" in html for title in {searcher.documents[d].title for d, _ in anchors(html)})


def test_by_relevance_the_document_with_the_best_passage_comes_first(searcher: Searcher) -> None:
    orders = []
    for topic in ("bullying and harassment", "equality objectives", "human rights approach"):
        every = find_excerpts(searcher, topic)
        shown = tiers(place(searcher, topic, all=True))
        for tier, html in zip(dict.fromkeys((one.tier, one.phrase) for one in every), shown, strict=True):
            best = {one.document: one.score for one in reversed(every) if (one.tier, one.phrase) == tier}
            documents = list(dict.fromkeys(document for document, _ in anchors(html)))
            assert documents == sorted(best, key=lambda document: -best[document])
            orders.append(documents)
    assert any(documents != sorted(documents) for documents in orders)


def test_what_holds_the_topic_stands_before_what_is_about_it(searcher: Searcher) -> None:
    html = place(searcher, "human rights approach", all=True)
    phrase, apart, about = tiers(html)
    assert "Holds the phrase <" in phrase
    assert "Holds the words apart <" in apart
    assert "About it <" in about
    assert "<mark>human</mark> <mark>rights</mark> <mark>approach</mark>" in phrase
    assert "<mark>rights</mark> <mark>approach" not in apart
    counts = [len(anchors(tier)) for tier in (phrase, apart, about)]
    said = "{} passages hold the phrase “human rights approach”, {} hold its words apart, and {} more are about it."
    assert said.format(*counts) in html


def test_a_topic_of_one_word_has_no_phrase(searcher: Searcher) -> None:
    html = place(searcher, "chapel")
    assert "1 passage holds the word “chapel”" in html
    assert "apart" not in html


def test_a_misspelt_topic_is_put_right_and_the_page_says_so(searcher: Searcher) -> None:
    html = place(searcher, "religon")
    assert "“religon” was read as “religion”." in html
    assert 'data-topic="religion"' in html
    assert "passages hold the word “religion”" in html


def test_many_passages_about_a_topic_are_folded_only_where_others_name_it(searcher: Searcher) -> None:
    folded = '<details class="tier"'
    many = place(searcher, "human rights approach", all=True)
    assert len(anchors(tiers(many)[-1])) > FOLDED
    assert folded in many
    unnamed = place(searcher, "recruitment and careers of ethnic minority staff")
    assert len(anchors(unnamed)) > FOLDED
    assert "No passage holds the words of" in unnamed
    assert folded not in unnamed


def test_passages_can_be_ordered_as_in_their_documents(searcher: Searcher) -> None:
    html = place(searcher, "bullying and harassment", order="document")
    position = {(p.document, p.anchor): p.position for p in searcher.passages}
    for tier in tiers(html):
        found = anchors(tier)
        assert found == sorted(found, key=lambda key: (key[0], position[key]))
    assert set(anchors(html)) == set(anchors(place(searcher, "bullying and harassment")))


def test_a_tier_of_many_passages_shows_the_best_and_links_to_all(searcher: Searcher) -> None:
    html = place(searcher, "equality")
    assert len(anchors(tiers(html)[0])) == SHOWN
    everything = place(searcher, "equality", all=True)
    assert f"Show all {len(anchors(tiers(everything)[0]))}<" in html
    assert "Show all" not in everything


def test_filters_narrow_the_passages_and_stay_ticked(searcher: Searcher) -> None:
    html = place(searcher, "equality", Filters(documents=("stp-equality-blog",), voices=("reader",)))
    assert {document for document, _ in anchors(html)} == {"stp-equality-blog"}
    assert html.count(" checked") == 3  # the order and the two filters
    assert "Reader’s comment, not guidance" in html


def test_filters_that_leave_no_document_say_so(searcher: Searcher) -> None:
    html = place(searcher, "equality", Filters(documents=("stp-equality-blog",), statuses=("historical",)))
    assert "No document passes these filters" in html


@pytest.mark.parametrize("hostile", ['<script>alert(1)</script> "equality"', "?!"])
def test_hostile_topics_are_shown_as_text(searcher: Searcher, hostile: str) -> None:
    html = place(searcher, hostile)
    assert "<script" not in html
    assert 'role="alert"' in html or "&lt;script&gt;" in html
