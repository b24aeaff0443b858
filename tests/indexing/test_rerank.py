"""What the cross-encoder reads of a search, and how the hits stand after that."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.judge import judge
from indexing.learnt.cross_encoder import PairOdds
from indexing.learnt.weights import fitted_weights
from indexing.rerank import answer_odds, least_odds, nearest_words, preferred, read_hits, reordered
from indexing.search import Hit, SearchResult
from indexing.stored.opening import open_index

HitOf = Callable[..., Hit]
ResultOf = Callable[..., SearchResult]


class Scripted:
    """Gives texts that hold one of its words high odds, all others low ones, and notes what it was given."""

    def __init__(self, *words: str) -> None:
        self.words, self.given = words, list[str]()

    def log_odds(self, question: str, words: Sequence[str]) -> list[float]:
        self.given += words
        return [40.0 if any(word in text for word in self.words) else -40.0 for text in words]

    def general_vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        raise NotImplementedError


def odds(encoder: Scripted) -> PairOdds:
    return PairOdds(encoder, "?")


def names(hits: Sequence[Hit]) -> list[str]:
    return [hit.passage.anchor for hit in hits]


@pytest.fixture
def ten(hit_of: HitOf) -> list[Hit]:
    """Hits p0 to p9 of three sentences, of which the second is the nearest and then the third, far from each other."""
    return [hit_of(f"p{number}", 0.1, 0.9, 0.5, score=10.0 - number) for number in range(10)]


def test_two_sentences_of_the_first_three_hits_are_read_and_one_of_the_next_five(ten: list[Hit]) -> None:
    encoder = Scripted("p0-2", "p4-1")
    read = read_hits(ten, odds(encoder))
    assert [list(hit.read) for hit in read] == [[1, 2]] * 3 + [[1]] * 5
    assert encoder.given[:3] == ["p0: p0-1", "p0: p0-2", "p1: p1-1"]
    assert read[0].read == {1: -40.0, 2: 40.0}
    assert [hit.odds for hit in read] == [40.0, -40.0, -40.0, -40.0, 40.0, -40.0, -40.0, -40.0]
    assert ten[0].odds is None


def test_of_a_passage_of_one_sentence_there_is_one_to_read(hit_of: HitOf) -> None:
    assert [hit.read for hit in read_hits([hit_of("p", 0.5)], odds(Scripted()))] == [{0: -40.0}]
    assert read_hits([], odds(Scripted())) == []


def test_hits_with_a_catalogue_that_score_alike_change_places(hit_of: HitOf, result_of: ResultOf) -> None:
    hits = [hit_of(name, 0.1, 0.9, score=score) for name, score in [("a", 1.0), ("b", 0.98), ("c", 0.8), ("d", 0.7)]]
    encoder = Scripted("b", "c")
    moved = reordered(result_of(*hits), odds(encoder)).hits
    assert names(moved) == ["b", "a", "c", "d"]
    assert [hit.score for hit in moved] == [1.0, 0.98, 0.8, 0.7]
    assert encoder.given == ["a: a-1", "b: b-1"]  # the nearest sentence of each; what scores far less is not read
    assert [hit.odds for hit in moved] == [40.0, -40.0, None, None]


def test_no_more_than_three_hits_with_a_catalogue_are_put_in_order(hit_of: HitOf, result_of: ResultOf) -> None:
    hits = [hit_of(name, 0.9, score=1.0) for name in "abcd"]
    encoder = Scripted("d")
    assert names(reordered(result_of(*hits), odds(encoder)).hits)[3] == "d"
    assert encoder.given == ["a: a-0", "b: b-0", "c: c-0"]


def test_a_clear_first_hit_with_a_catalogue_is_not_read(ten: list[Hit], result_of: ResultOf) -> None:
    encoder, result = Scripted("p1"), result_of(*ten)
    assert reordered(result, odds(encoder)) is result
    assert encoder.given == []


def test_where_a_hit_has_no_catalogue_the_first_eight_are_put_in_order(
    ten: list[Hit], hit_of: HitOf, result_of: ResultOf
) -> None:
    ten[7] = hit_of("own", 0.9, score=3.0, catalogued=False)
    moved = reordered(result_of(*ten), odds(Scripted("own", "p8"))).hits
    assert moved[0].passage.anchor == "own"
    assert [hit.score for hit in moved] == [hit.score for hit in ten]
    assert sorted(names(moved)) == sorted(names(ten))
    assert names(moved)[8:] == ["p8", "p9"]
    assert [hit.odds is None for hit in moved] == [False] * 8 + [True] * 2


def test_without_odds_or_with_one_hit_nothing_moves(ten: list[Hit], hit_of: HitOf, result_of: ResultOf) -> None:
    result, one = result_of(*ten), result_of(hit_of("own", 0.9, catalogued=False))
    assert reordered(result, None) is result
    assert reordered(one, odds(Scripted())) is one
    assert reordered(result_of(), odds(Scripted())).hits == ()


def test_preferred_hits_come_first_and_the_scores_stay_with_the_places(ten: list[Hit], result_of: ResultOf) -> None:
    result = result_of(*ten)
    moved = preferred(result, [ten[4], ten[2]]).hits
    assert names(moved) == ["p4", "p2", "p0", "p1", "p3", "p5", "p6", "p7", "p8", "p9"]
    assert [hit.score for hit in moved] == [hit.score for hit in ten]
    assert preferred(result, []) is result


def test_preferred_hits_that_were_not_among_the_first_push_out_the_last(
    ten: list[Hit], hit_of: HitOf, result_of: ResultOf
) -> None:
    moved = preferred(result_of(*ten[:3]), [hit_of("own", 0.9, score=0.5, catalogued=False)]).hits
    assert names(moved) == ["own", "p0", "p1"]
    assert [hit.score for hit in moved] == sorted((hit.score for hit in moved), reverse=True)


def test_the_nearest_words_of_all_hits_are_read_and_those_of_each_of_the_first(
    hit_of: HitOf, result_of: ResultOf
) -> None:
    hits = [hit_of("a", 0.2, 0.6), hit_of("b", 0.3), hit_of("c", 0.8, 0.7)]
    assert nearest_words(result_of(*hits)) == ["c: c-0", "c: c-1", "a: a-1", "b: b-0"]
    far = [hit_of(f"p{number}", 0.1) for number in range(8)]
    assert "late: late-0" not in nearest_words(result_of(*far, hit_of("late", 0.9)))


def test_the_three_highest_log_odds_say_whether_anything_answers() -> None:
    assert answer_odds([-9.0, 3.0, 1.0, -9.0, 2.0]) == 2.0
    assert answer_odds([-4.0]) == -4.0


def test_what_was_not_read_of_the_three_counts_as_little_as_words_can() -> None:
    least = fitted_weights().reading.least
    assert least_odds([2.0, 3.0], 6) == pytest.approx((2.0 + 3.0 + least) / 3)
    assert least_odds([2.0, 3.0], 2) == 2.5  # there is no more to read
    assert least_odds([2.0, 3.0, 1.0, 9.0], 6) == answer_odds([2.0, 3.0, 1.0, 9.0])


@pytest.mark.model
def test_an_installation_without_the_cross_encoder_judges_without_it(
    real_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexing.stored.models.is_installed", lambda: False)
    other = open_index(real_index)
    assert other.cross_encoder is None
    result = other.search("How many languages does Westminster's interpreting service cover?")
    assert reordered(result, None) is result
    assert judge(result, other).verdict == "answered"
