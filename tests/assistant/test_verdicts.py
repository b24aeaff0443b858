"""The verdict on what was found, by weights that are known here; the fitted ones are measured by the evaluation."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.judge import Judgement, judge
from indexing.embed import Vectors
from indexing.learnt.cross_encoder import PairOdds
from indexing.learnt.weights import Refusal, fitted_weights
from indexing.library import KnownGap
from indexing.search import Hit, SearchResult

HitOf = Callable[..., Hit]
ResultOf = Callable[..., SearchResult]

# A confidence of .5 at a vote or a cosine of .5 and at even odds; of .25 at .39 and at odds of -1.1.
BY_VOTE, BY_NEARNESS = Refusal({"vote": 10.0}, -5.0, 0.25), Refusal({"sentence": 10.0}, -5.0, 0.25)
BY_READING = Refusal({"answers": 1.0}, 0.0, 0.25)
KNOWN: Any = SimpleNamespace(keywords=SimpleNamespace(frequency={}))
# What decides, with a catalogue and without, where nothing is read.
VOTES = {"answered": 0.6, "touched": 0.45, "not_found": 0.2}
COSINES = {"answered": 0.6, "touched": 0.45, "not_found": 0.33}


@pytest.fixture(autouse=True)
def _known_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    weights = replace(
        fitted_weights(),
        refusal=BY_VOTE,
        refusal_read=BY_READING,
        refusal_uncatalogued=BY_NEARNESS,
        refusal_uncatalogued_read=BY_READING,
        outside=0.3,
        outside_uncatalogued=0.3,
    )
    monkeypatch.setattr("assistant.judge.fitted_weights", lambda: weights)


class Reads:
    """Gives the words their log odds by name, all others very low ones, and notes what it was given."""

    def __init__(self, **odds: float) -> None:
        self.odds, self.given = odds, list[str]()

    def log_odds(self, question: str, words: Sequence[str]) -> list[float]:
        self.given += words
        return [self.odds.get(text.partition(":")[0], -9.0) for text in words]

    def general_vectors(self, texts: Sequence[str]) -> Vectors:
        raise NotImplementedError


def judged(result: SearchResult, reads: Reads | None = None) -> Judgement:
    return judge(result, KNOWN, PairOdds(reads, "?") if reads else None)


@pytest.mark.parametrize(("odds", "verdict"), [(2.0, "answered"), (-0.5, "touched"), (-3.0, "not_found")])
def test_doubt_about_documents_with_a_catalogue_is_settled_by_what_is_read(
    odds: float, verdict: str, hit_of: HitOf, result_of: ResultOf
) -> None:
    reads = Reads(p=odds)
    found = judged(result_of(hit_of("p", 0.6, 0.5, 0.1, 0.4), vote=0.5), reads)
    assert found.verdict == verdict
    assert found.evidence.answers == odds
    assert reads.given == ["p: p-0", "p: p-1", "p: p-3"]


@pytest.mark.parametrize(("vote", "verdict"), [(0.9, "answered"), (0.1, "not_found")])
def test_what_is_clear_is_not_read(vote: float, verdict: str, hit_of: HitOf, result_of: ResultOf) -> None:
    reads = Reads()
    assert judged(result_of(hit_of("p", 0.6), vote=vote), reads).verdict == verdict
    assert reads.given == []


@pytest.mark.parametrize("verdict", VOTES)
def test_without_a_cross_encoder_the_vote_decides(verdict: str, hit_of: HitOf, result_of: ResultOf) -> None:
    assert judged(result_of(hit_of("p", 0.6), vote=VOTES[verdict])).verdict == verdict


@pytest.mark.parametrize(("odds", "verdict"), [(2.0, "answered"), (-0.5, "touched"), (-3.0, "not_found")])
def test_documents_without_a_catalogue_are_read_and_the_three_best_sentences_decide(
    odds: float, verdict: str, hit_of: HitOf, result_of: ResultOf
) -> None:
    reads = Reads(b=odds - 1, d=odds, e=odds + 1)
    found = judged(result_of(*(hit_of(name, 0.9, catalogued=False) for name in "abcde")), reads)
    assert found.verdict == verdict
    assert found.evidence.answers == odds


@pytest.mark.parametrize("verdict", COSINES)
def test_without_a_cross_encoder_their_nearest_sentence_decides(
    verdict: str, hit_of: HitOf, result_of: ResultOf
) -> None:
    assert judged(result_of(hit_of("p", COSINES[verdict], catalogued=False))).verdict == verdict


def test_what_touches_lies_between_what_answers_and_what_does_not(hit_of: HitOf, result_of: ResultOf) -> None:
    verdicts = [judged(result_of(hit_of("p", 0.9), vote=vote / 100)).verdict for vote in range(101)]
    assert list(dict.fromkeys(verdicts)) == ["not_found", "touched", "answered"]
    assert verdicts == sorted(verdicts, key=["not_found", "touched", "answered"].index)


def test_a_question_far_from_everything_is_about_another_world_and_not_read(hit_of: HitOf, result_of: ResultOf) -> None:
    reads = Reads(p=9.0)
    assert judged(result_of(hit_of("p", 0.2, catalogued=False)), reads).verdict == "out_of_scope"
    assert judged(result_of(hit_of("p", 0.2), vote=0.1), reads).verdict == "out_of_scope"
    assert reads.given == []
    assert judged(result_of(hit_of("p", 0.2), vote=0.1, answered=0.5)).verdict == "not_found"
    assert judged(result_of()).verdict == "out_of_scope"


@pytest.mark.parametrize("with_catalogue", VOTES)
@pytest.mark.parametrize("without", COSINES)
def test_of_two_kinds_of_documents_the_one_that_says_more_is_believed(
    with_catalogue: str, without: str, hit_of: HitOf, result_of: ResultOf
) -> None:
    mine, own = hit_of("p", 0.6), hit_of("q", COSINES[without], catalogued=False)
    found = judged(result_of(mine, own, vote=VOTES[with_catalogue]))
    says = ["not_found", "touched", "answered"]
    more = says.index(with_catalogue) - says.index(without)
    assert found.verdict == max(with_catalogue, without, key=says.index)
    assert found.alone == ((mine,) if more > 0 else (own,) if more < 0 else ())


def test_hits_that_alone_touch_on_a_question_are_named(hit_of: HitOf, result_of: ResultOf) -> None:
    own = hit_of("q", 0.45, catalogued=False)
    found = judged(result_of(hit_of("p", 0.1), own, vote=0.1))
    assert (found.verdict, found.alone) == ("touched", (own,))


def test_of_two_that_say_as_much_the_surer_counts(hit_of: HitOf, result_of: ResultOf) -> None:
    found = judged(result_of(hit_of("p", 0.6), hit_of("q", 0.9, catalogued=False), vote=0.6))
    assert found.confidence == pytest.approx(0.982, abs=0.001)


@pytest.mark.parametrize(("near", "premise"), [(0.8, 7), (0.5, None)])
def test_a_refused_question_on_a_known_false_premise_names_what_contradicts_it(
    near: float, premise: int | None, hit_of: HitOf, result_of: ResultOf
) -> None:
    gap = {"gap": near, "nearest_gap": KnownGap("why is it so", 7, premise=True)}
    own = hit_of("q", 0.34, catalogued=False)
    alone, mixed = result_of(hit_of("p", 0.6), vote=0.2, **gap), result_of(hit_of("p", 0.6), own, vote=0.05, **gap)
    for found in (judged(alone), judged(mixed)):
        assert (found.verdict, found.premise) == ("not_found", premise)
        assert found.near_gap == near
    answered = judged(result_of(hit_of("p", 0.6), vote=0.9, **gap))
    assert (answered.verdict, answered.premise) == ("answered", None)


def test_the_nearest_gap_is_named_where_documents_without_a_catalogue_are_nearer(
    hit_of: HitOf, result_of: ResultOf
) -> None:
    gap = KnownGap("what does it cost", None, premise=False)
    own = hit_of("q", 0.34, catalogued=False)
    found = judged(result_of(hit_of("p", 0.6), own, vote=0.05, gap=0.6, nearest_gap=gap))
    assert (found.verdict, found.near_gap) == ("not_found", 0.6)
