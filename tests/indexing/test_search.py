"""Search over the real library: best first, in the documents and voices that are named."""

from pathlib import Path

import pytest

from indexing.build import open_index
from indexing.embed import SentenceEmbedder
from indexing.query import Query
from indexing.search import Searcher

pytestmark = pytest.mark.model


def test_the_best_passages_come_first(searcher: Searcher) -> None:
    hits = searcher.search("What are the FREDA principles?")
    assert len(hits) == 10
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert "FREDA" in hits[0].passage.text


@pytest.mark.parametrize("count", [1, 3, 50])
def test_as_many_come_as_are_asked_for(count: int, searcher: Searcher) -> None:
    hits = searcher.search("equality", count)
    assert len({(hit.passage.document, hit.passage.anchor) for hit in hits}) == len(hits) == count


def test_a_hit_has_a_score_for_each_of_its_sentences(searcher: Searcher) -> None:
    for hit in searcher.search("bullying and harassment of staff"):
        assert len(hit.sentences) == len(hit.passage.sentences)
        assert all(-1.001 <= score <= 1.001 for score in hit.sentences)


def test_only_the_documents_named_are_searched(searcher: Searcher) -> None:
    named = ["stp-equality-blog", "promoting-equality"]
    hits = searcher.search("interpreting services and languages", documents=named)
    assert len(hits) == 10
    assert {hit.passage.document for hit in hits} <= set(named)
    every = searcher.search("interpreting services and languages", 1000, documents=named)
    assert len(every) == sum(len(searcher.passages_of(document)) for document in named)


@pytest.mark.parametrize("voice", ["reader", "reply", "publisher"])
def test_only_the_voices_named_are_heard(voice: str, searcher: Searcher) -> None:
    hits = searcher.search("transport and rural areas", documents=["stp-equality-blog"], voices=[voice])
    assert hits
    assert {hit.passage.voice for hit in hits} == {voice}


def test_a_filter_does_not_change_the_scores(searcher: Searcher) -> None:
    every = {hit.passage.anchor: hit.score for hit in searcher.search("transport", 322, ["stp-equality-blog"])}
    replies = searcher.search("transport", 50, ["stp-equality-blog"], ["reply"])
    assert all(every[hit.passage.anchor] == hit.score for hit in replies)


def test_the_same_query_finds_the_same(searcher: Searcher) -> None:
    assert searcher.search("person-centred care") == searcher.search("person-centred care")


@pytest.mark.parametrize("query", ["", "?", "ما هي حقوق الإنسان", "什么是人权", "🙂", "xqzt wvbn", "word " * 2000])
def test_any_text_can_be_searched_for(query: str, searcher: Searcher) -> None:
    assert len(searcher.search(query)) == 10


def test_the_passages_of_a_document_come_in_reading_order(searcher: Searcher) -> None:
    positions = [passage.position for passage in searcher.passages_of("equally-outstanding")]
    assert positions == list(range(len(positions)))
    assert searcher.passages_of("unknown") == []


def test_a_question_of_the_catalogue_needs_no_model(real_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    searcher = open_index(real_index)

    def no_model(*_: object) -> None:
        raise AssertionError("the model was asked")

    monkeypatch.setattr(SentenceEmbedder, "encode", no_model)
    ask = searcher.questions[100]
    assert ask.passage in [searcher.passages.index(hit.passage) for hit in searcher.search(ask.text, 5)]
    with pytest.raises(AssertionError, match="the model was asked"):
        searcher.search("A question that the catalogue does not have")


def test_several_texts_are_embedded_in_one_go_and_not_again(real_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    searcher = open_index(real_index)
    asked: list[list[str]] = []
    encode = SentenceEmbedder.encode
    monkeypatch.setattr(SentenceEmbedder, "encode", lambda self, texts: (asked.append(texts), encode(self, texts))[1])
    searcher.embed(["Are hens good company?", "Do hens lay?", "Do hens lay?", searcher.questions[0].text])
    searcher.search("Do hens lay?")
    assert asked == [["Are hens good company?", "Do hens lay?"]]


def test_a_turn_that_leans_votes_no_higher_than_its_own_words_allow(searcher: Searcher) -> None:
    subject, own = "What does FREDA stand for?", "and what is its telephone number?"
    joined = Query(f"{subject} {own}")
    assert searcher.nearness(Query(joined.text, own, subject)).vote <= searcher.nearness(joined).vote
    assert searcher.nearness(Query(joined.text, own, subject)).vote < searcher.nearness(Query(subject)).vote - 0.3


def test_a_turn_that_leans_is_found_beside_its_subject_by_its_own_words(searcher: Searcher) -> None:
    subject, own = "What is the Healthier Together project?", "was it checked by outsiders?"
    joined, leaning = Query(f"{subject} {own}"), Query(f"{subject} {own}", own, subject)
    section = searcher.search(subject, 1)[0].passage.section
    assert {hit.passage.section for hit in searcher.search(leaning, 3)} == {section}

    def ahead(query: Query) -> float:
        scores = {"independently assured" in hit.passage.text: hit.score for hit in reversed(searcher.search(query, 5))}
        return scores[True] - scores[False]

    assert ahead(leaning) > max(ahead(joined), 0)
