"""Search over the real library: best first, in the documents and voices that are named."""

import pytest

from indexing.query import Query
from indexing.search import Searcher

pytestmark = pytest.mark.model


def test_the_best_passages_come_first(searcher: Searcher) -> None:
    hits = searcher.search("What are the FREDA principles?").hits
    assert len(hits) == 10
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert "FREDA" in hits[0].passage.text


@pytest.mark.parametrize("count", [1, 3, 50])
def test_as_many_come_as_are_asked_for(count: int, searcher: Searcher) -> None:
    hits = searcher.search("equality", count).hits
    assert len({(hit.passage.document, hit.passage.anchor) for hit in hits}) == len(hits) == count


def test_a_hit_has_a_score_for_each_of_its_sentences(searcher: Searcher) -> None:
    for hit in searcher.search("bullying and harassment of staff").hits:
        assert len(hit.sentences) == len(hit.passage.sentences)
        assert all(-1.001 <= score <= 1.001 for score in hit.sentences)


def test_only_the_documents_named_are_searched(searcher: Searcher) -> None:
    named = ["stp-equality-blog", "promoting-equality"]
    hits = searcher.search("interpreting services and languages", documents=named).hits
    assert len(hits) == 10
    assert {hit.passage.document for hit in hits} <= set(named)
    every = searcher.search("interpreting services and languages", 1000, documents=named).hits
    assert len(every) == sum(len(searcher.passages_of(document)) for document in named)


@pytest.mark.parametrize("voice", ["reader", "reply", "publisher"])
def test_only_the_voices_named_are_heard(voice: str, searcher: Searcher) -> None:
    hits = searcher.search("transport and rural areas", documents=["stp-equality-blog"], voices=[voice]).hits
    assert hits
    assert {hit.passage.voice for hit in hits} == {voice}


def test_a_filter_does_not_change_the_scores(searcher: Searcher) -> None:
    every = {hit.passage.anchor: hit.score for hit in searcher.search("transport", 322, ["stp-equality-blog"]).hits}
    replies = searcher.search("transport", 50, ["stp-equality-blog"], ["reply"]).hits
    assert all(every[hit.passage.anchor] == hit.score for hit in replies)


def test_the_same_query_finds_the_same(searcher: Searcher) -> None:
    assert searcher.search("person-centred care").hits == searcher.search("person-centred care").hits


@pytest.mark.parametrize("query", ["", "?", "ما هي حقوق الإنسان", "什么是人权", "🙂", "xqzt wvbn", "word " * 2000])
def test_any_text_can_be_searched_for(query: str, searcher: Searcher) -> None:
    assert len(searcher.search(query).hits) == 10


def test_the_passages_of_a_document_come_in_reading_order(searcher: Searcher) -> None:
    positions = [passage.position for passage in searcher.passages_of("equally-outstanding")]
    assert positions == list(range(len(positions)))
    assert searcher.passages_of("unknown") == []


@pytest.fixture
def counted(searcher: Searcher, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What the model is given to embed."""
    asked: list[list[str]] = []
    encode = searcher.embedder.encode
    monkeypatch.setattr(searcher.embedder, "encode", lambda texts: (asked.append(texts), encode(texts))[1])
    return asked


def test_a_question_of_the_catalogue_needs_no_model(searcher: Searcher, counted: list[list[str]]) -> None:
    question = searcher.questions[100]
    hits = searcher.search(question.text, 5).hits
    assert question.passage in [searcher.passages.index(hit.passage) for hit in hits]
    assert counted == []


def test_several_queries_are_embedded_in_one_go_and_not_again(searcher: Searcher, counted: list[list[str]]) -> None:
    queries = [Query("Are hens good company?"), Query("Do hens lay?"), Query(searcher.questions[0].text)]
    vectors = searcher.embed([*queries, queries[0]])
    for query in queries:
        searcher.search(query, vectors=vectors)
    assert counted == [["Are hens good company?", "Do hens lay?"]]


def test_what_was_embedded_before_is_not_embedded_again(searcher: Searcher, counted: list[list[str]]) -> None:
    made = searcher.embed([Query("Do hens lay?")])
    vectors = searcher.embed([Query("Do hens lay?"), Query("Are hens tame?")], made)
    assert counted == [["Do hens lay?"], ["Are hens tame?"]]
    assert vectors["Do hens lay?"] is made["Do hens lay?"]


def test_the_nearest_sentence_and_question_are_those_of_the_whole_library(searcher: Searcher) -> None:
    question = searcher.questions[100].text
    sentence, same = searcher.nearest(searcher.embed([Query(question)])[question])
    found = searcher.search(question).ranking
    assert sentence == pytest.approx(found.sentences.max())
    assert same == pytest.approx(1)


def test_a_result_holds_all_that_is_needed_after_it(searcher: Searcher) -> None:
    result = searcher.search("What are the FREDA principles?")
    assert result.nearness.answered > 0.8
    assert result.nearness.nearest_gap in searcher.gaps
    assert len(result.ranking.fused) == len(searcher.passages)
    assert len(result.ranking.topic_cosines) == len(searcher.topics)
    [cosines] = result.cosines
    assert (len(cosines.answered), len(cosines.gaps)) == (len(searcher.questions), len(searcher.gaps))


def test_a_follow_up_votes_no_higher_than_its_own_words_allow(searcher: Searcher) -> None:
    antecedent, own = "What does FREDA stand for?", "and what is its telephone number?"
    joined = f"{antecedent} {own}"

    def vote(query: Query) -> float:
        return searcher.search(query).nearness.vote

    # A text embedded beside others differs from itself alone in the seventh decimal.
    assert vote(Query(joined, own, antecedent)) <= vote(Query(joined)) + 1e-6
    assert vote(Query(joined, own, antecedent)) < vote(Query(antecedent)) - 0.3


def test_a_follow_up_is_found_beside_its_antecedent_by_its_own_words(searcher: Searcher) -> None:
    antecedent, own = "What is the Healthier Together project?", "was it checked by outsiders?"
    joined, leaning = Query(f"{antecedent} {own}"), Query(f"{antecedent} {own}", own, antecedent)
    section = searcher.search(antecedent, 1).hits[0].passage.section
    assert {hit.passage.section for hit in searcher.search(leaning).hits[:3]} == {section}

    def ahead(query: Query) -> float:
        hits = reversed(searcher.search(query, 5).hits)
        scores = {"independently assured" in hit.passage.text: hit.score for hit in hits}
        return scores[True] - scores[False]

    assert ahead(leaning) > ahead(joined)
