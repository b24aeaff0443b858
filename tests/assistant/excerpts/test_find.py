"""Excerpts on a topic, over the real library."""

import re

import pytest

from assistant.excerpts.find import find_excerpts, in_document_order
from corpus.document import Document
from corpus.errors import QuestionError
from corpus.markdown.inline import plain_text
from indexing.keyword import tokens
from indexing.search import Searcher

pytestmark = pytest.mark.model

TOPIC = "religion or belief"


def test_every_passage_is_to_the_letter_with_its_reference_and_notes(
    searcher: Searcher, documents: dict[str, Document]
) -> None:
    found = find_excerpts(searcher, "collecting equality data")
    assert len(found) > 5
    assert [one.anchor for one in found if one.text not in documents[one.document].body] == []
    dated = [one for one in found if one.status != "current"]
    assert dated
    assert all(any("current" in note for note in one.notes) for one in dated)
    assert all(one.title in one.reference and one.section[-1] in one.reference for one in found)


def test_what_names_the_topic_comes_first_and_the_best_of_each_tier_before_the_others(searcher: Searcher) -> None:
    found = find_excerpts(searcher, "human rights approach")
    tiers = [one.tier for one in found]
    assert tiers == sorted(tiers, key=["names", "about"].index)
    assert set(tiers) == {"names", "about"}
    assert [one.phrase for one in found] == sorted((one.phrase for one in found), reverse=True)
    for kind in (("names", True), ("names", False), ("about", False)):
        scores = [one.score for one in found if (one.tier, one.phrase) == kind]
        assert scores
        assert scores == sorted(scores, reverse=True)


def test_the_words_that_matched_are_marked_by_their_stem(searcher: Searcher) -> None:
    first = next(one for one in find_excerpts(searcher, "religions") if one.matched)
    marked = [first.text[start:end] for start, end in first.matched]
    assert {tokens(word)[0] for word in marked} == set(tokens("religion"))


@pytest.mark.parametrize("topic", ["gypsy", "DoLS", "Roma", "chapel"])
def test_a_word_that_stands_somewhere_is_found_there(topic: str, searcher: Searcher) -> None:
    holding = [p.anchor for p in searcher.passages if re.search(rf"\b{topic}\b", plain_text(p.text), re.IGNORECASE)]
    found = find_excerpts(searcher, topic)
    assert holding
    assert sorted(one.anchor for one in found if one.tier == "names") == sorted(holding)
    assert [one.anchor for one in found if one.tier == "names" and not one.matched] == []


def test_a_word_misspelt_only_as_the_speller_sees_it_is_found_as_typed(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searcher, "spelt", lambda topic: topic.replace("chapel", "chapter"))
    assert any("chapel" in one.text for one in find_excerpts(searcher, "chapel") if one.tier == "names")


@pytest.mark.parametrize("topic", ["best pizza in Naples", "Will it rain in Newcastle tomorrow?", "football"])
def test_an_unrelated_topic_has_no_excerpts(topic: str, searcher: Searcher) -> None:
    assert find_excerpts(searcher, topic) == []


@pytest.mark.parametrize(
    ("filters", "field", "allowed"),
    [
        ({"documents": ["promoting-equality"]}, "document", {"promoting-equality"}),
        ({"voices": ["reader", "reply"]}, "voice", {"reader", "reply"}),
        ({"statuses": ["historical"]}, "status", {"historical"}),
    ],
)
def test_a_filter_only_removes_passages(
    filters: dict[str, list[str]], field: str, allowed: set[str], searcher: Searcher
) -> None:
    topic = "access to services"
    every, some = find_excerpts(searcher, topic), find_excerpts(searcher, topic, **filters)
    assert some == [one for one in every if getattr(one, field) in allowed]
    assert 0 < len(some) < len(every)


def test_filters_that_exclude_every_document_leave_no_excerpt(searcher: Searcher) -> None:
    assert find_excerpts(searcher, TOPIC, ["promoting-equality"], statuses=["historical"]) == []


def test_document_order_is_reading_order_within_each_document(searcher: Searcher) -> None:
    found = in_document_order(find_excerpts(searcher, "workforce race equality"))
    places = [(one.document, one.position) for one in found]
    assert places == sorted(places)
    assert len({document for document, _ in places}) > 1


@pytest.mark.parametrize("topic", ["", " \n", "?!", "x" * 2001])
def test_a_text_that_is_no_topic_is_refused(topic: str, searcher: Searcher) -> None:
    with pytest.raises(QuestionError):
        find_excerpts(searcher, topic)


def test_a_misspelt_topic_is_corrected(searcher: Searcher) -> None:
    assert [one.anchor for one in find_excerpts(searcher, "religon")] == [
        one.anchor for one in find_excerpts(searcher, "religion")
    ]


def test_its_json_has_the_keys_of_a_citation_and_more(searcher: Searcher) -> None:
    first = find_excerpts(searcher, TOPIC)[0].to_json()
    assert list(first) == [
        "document", "title", "publisher", "published", "section", "anchor", "page", "quote", "voice", "url",
        "reference", "status", "notes", "score", "matched", "tier",
        "lead_in", "items", "marker", "phrase",
    ]  # fmt: skip
