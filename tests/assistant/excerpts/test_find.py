"""Excerpts on a topic, over the real library."""

from dataclasses import replace

import pytest

from assistant.excerpts.find import find_excerpts, in_document_order, relevant
from corpus.document import Document
from corpus.errors import QuestionError
from indexing.keyword import tokens
from indexing.learnt.weights import fitted_weights
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


def test_the_best_comes_first(searcher: Searcher) -> None:
    found = find_excerpts(searcher, "reasonable adjustments")
    scores = [one.score for one in found]
    assert scores == sorted(scores, reverse=True)
    assert "reasonable adjustments" in found[0].text


def test_the_words_that_matched_are_marked_by_their_stem(searcher: Searcher) -> None:
    first = next(one for one in find_excerpts(searcher, "religions") if one.matched)
    marked = [first.text[start:end] for start, end in first.matched]
    assert {tokens(word)[0] for word in marked} == set(tokens("religion"))


def test_every_passage_that_names_all_words_of_the_topic_is_there(searcher: Searcher) -> None:
    stem = set(tokens("dignity"))
    naming = {p.anchor for p in searcher.passages if stem <= set(tokens(" ".join([*p.section, p.text])))}
    found = {one.anchor for one in find_excerpts(searcher, "dignity")}
    assert len(naming) > 10
    assert naming <= found


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


def test_a_stricter_cut_shows_fewer(searcher: Searcher) -> None:
    hits = searcher.search("race inequality among staff", len(searcher.passages)).hits
    cut = fitted_weights().excerpts
    before = relevant(hits, set(), cut)
    for stricter in (replace(cut, deviations=3.0), replace(cut, share=0.95)):
        assert 0 < len(relevant(hits, set(), stricter)) < len(before)
    assert relevant(hits, set(), replace(cut, least=before[0].score + 0.01)) == []


def test_its_json_has_the_keys_of_a_citation_and_more(searcher: Searcher) -> None:
    first = find_excerpts(searcher, TOPIC)[0].to_json()
    assert list(first) == [
        "document", "title", "publisher", "published", "section", "anchor", "page", "quote", "voice", "url",
        "reference", "status", "notes", "score", "matched",
    ]  # fmt: skip
