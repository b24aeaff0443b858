"""What the cross-encoder reads of a search: hits that score alike, and words that may answer."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from assistant.judge import judge
from indexing.learnt.cross_encoder import PairOdds
from indexing.query import Query
from indexing.rerank import read, reordered
from indexing.search import Searcher
from indexing.stored.opening import open_index

pytestmark = pytest.mark.model

CLOSE = Query("What do good leaders do about equality?")


class Scripted:
    """Gives texts that hold its words high odds, all others low ones, and notes what it was given."""

    def __init__(self, *words: str) -> None:
        self.words, self.read_texts = words, list[str]()

    def log_odds(self, question: str, words: Sequence[str]) -> list[float]:
        self.read_texts += words
        return [4.0 if any(word in text for word in self.words) else -4.0 for text in words]


@pytest.fixture
def scripted() -> Callable[..., tuple[PairOdds, Scripted]]:
    """Odds for one question by a scripted cross-encoder."""

    def made(*words: str) -> tuple[PairOdds, Scripted]:
        encoder = Scripted(*words)
        return PairOdds(encoder, "?"), encoder

    return made


def test_hits_that_score_alike_change_places_and_keep_the_scores_of_the_places(
    searcher: Searcher, scripted: Callable[..., tuple[PairOdds, Scripted]]
) -> None:
    result = searcher.search(CLOSE)
    hits = result.hits
    assert hits[0].score - hits[1].score < 0.1
    odds, encoder = scripted(*(" ".join(s.text.split()) for s in hits[1].passage.sentences))
    moved = reordered(result, odds).hits
    assert moved[0].passage == hits[1].passage
    assert moved[0].odds == 4.0
    assert [hit.score for hit in moved] == [hit.score for hit in hits]
    assert {hit.passage.anchor for hit in moved} == {hit.passage.anchor for hit in hits}
    assert len(encoder.read_texts) in (2, 3)


def test_a_clear_first_hit_is_not_read(searcher: Searcher, scripted: Callable[..., tuple[PairOdds, Scripted]]) -> None:
    odds, encoder = scripted()
    result = searcher.search("How many languages does Westminster's interpreting service cover?")
    assert result.hits[0].score - result.hits[1].score > 0.1
    assert reordered(result, odds).hits == result.hits
    assert encoder.read_texts == []


def test_the_second_reading_is_not_less_than_the_first(
    searcher: Searcher, scripted: Callable[..., tuple[PairOdds, Scripted]]
) -> None:
    odds, encoder = scripted()
    first, second = read(searcher.search(CLOSE), odds)
    assert (first.answers, first.same) == (second.answers, second.same) == (-4.0, -4.0)
    assert len(encoder.read_texts) == 6
    assert list(read(searcher.search(CLOSE, 0), odds)) == []


@pytest.mark.parametrize(
    "question",
    [
        "Which bank does Shadon House use?",
        "What colour is the quilt of the people tracker?",
        "Which hospital did the man with the talking mat go to?",
    ],
)
def test_doubt_is_settled_by_what_is_read(
    question: str, searcher: Searcher, scripted: Callable[..., tuple[PairOdds, Scripted]]
) -> None:
    """The real cross-encoder refuses what one that takes everything for an answer lets through."""
    result = searcher.search(question)
    assert searcher.cross_encoder
    assert judge(result, searcher, PairOdds(searcher.cross_encoder, question)).verdict == "not_found"
    credulous, encoder = scripted("")
    assert judge(result, searcher, credulous).verdict == "answered"
    assert len(encoder.read_texts) == 2  # the first reading was enough


@pytest.mark.parametrize(
    ("question", "texts"),
    [("Who paid for the talking mat?", 2), ("What colour is the quilt of the people tracker?", 6)],
)
def test_what_is_hopeless_is_not_read_on(
    question: str,
    texts: int,
    searcher: Searcher,
    scripted: Callable[..., tuple[PairOdds, Scripted]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("assistant.judge._DOUBT", (0.0, 1.0))
    odds, encoder = scripted()  # takes nothing for an answer
    judge(searcher.search(question), searcher, odds)
    assert len(encoder.read_texts) == texts


def test_an_installation_without_the_cross_encoder_judges_without_it(
    real_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexing.stored.opening.is_installed", lambda: False)
    other = open_index(real_index)
    assert other.cross_encoder is None
    result = other.search("How many languages does Westminster's interpreting service cover?")
    assert reordered(result, None) is result
    assert list(read(result, None)) == []
    assert judge(result, other).verdict == "answered"
