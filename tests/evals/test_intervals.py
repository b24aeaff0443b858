"""Intervals and paired differences on outcomes made up for the purpose."""

from collections.abc import Sequence

import numpy as np
import pytest

from evals.intervals import difference, figures, resamples
from evals.outcome import Outcome


def outcome(item: str, turn: int = 1, milliseconds: float | None = 1.0, **scores: float) -> Outcome:
    named = {name.replace("_", " ").replace(" at ", "@"): value for name, value in scores.items()}
    return Outcome(
        id=f"{item}/{turn}", item=item, turn=turn, kind="factoid", split="dev", question="?", answerable=True,
        query="?", status="answered", text="", statements=(), citations=(), passages=(), first_gold=None, missed=(),
        scores=named, confidence=None, milliseconds=milliseconds, error=None,
    )  # fmt: skip


def facts(values: Sequence[float]) -> list[Outcome]:
    return [outcome(f"item-{number}", facts=value) for number, value in enumerate(values)]


def test_a_figure_is_the_mean_over_the_turns_that_have_a_part_in_it() -> None:
    figure = figures([*facts([1, 1, 0, 0]), outcome("refused", refused=1)])["facts"]
    assert (figure.value, figure.turns) == (0.5, 4)


def test_a_figure_that_no_turn_has_a_part_in_is_left_out() -> None:
    assert "refused" not in figures(facts([1]))


def test_an_interval_is_that_of_a_share_of_its_size() -> None:
    figure = figures(facts([1, 0] * 50))["facts"]
    # 1.96 * sqrt(.5 * .5 / 100) = .098
    assert figure.low == pytest.approx(0.402, abs=0.02)
    assert figure.high == pytest.approx(0.598, abs=0.02)


def test_an_interval_narrows_with_more_questions() -> None:
    few, many = figures(facts([1, 0] * 10))["facts"], figures(facts([1, 0] * 200))["facts"]
    assert many.high - many.low < (few.high - few.low) / 3


def test_a_dialogue_is_resampled_whole() -> None:
    turns = [outcome(f"talk-{n}", turn, facts=float(n % 2)) for n in range(10) for turn in (1, 2, 3, 4)]
    apart = [outcome(f"{o.item}-{o.turn}", 1, facts=o.scores["facts"]) for o in turns]
    whole, single = figures(turns)["facts"], figures(apart)["facts"]
    assert whole.value == single.value
    assert whole.high - whole.low > 1.6 * (single.high - single.low)  # 4 equal turns tell no more than 1


def test_the_same_outcomes_give_the_same_interval() -> None:
    assert figures(facts([1, 0, 1])) == figures(facts([1, 0, 1]))
    assert np.array_equal(resamples(7), resamples(7))


def test_f1_joins_precision_and_recall() -> None:
    # Refused rightly twice, wrongly once, and one unanswerable question answered: 2*2 / (2*2 + 1 + 1).
    turns = [
        outcome("a", refused=1, refusal_precision=1),
        outcome("b", refused=1, refusal_precision=1),
        outcome("c", wrongly_refused=1, refusal_precision=0),
        outcome("d", refused=0),
        outcome("e", wrongly_refused=0),
    ]
    found = figures(turns)
    assert found["refusal F1"].value == pytest.approx(4 / 6, abs=1e-4)
    assert found["refusal precision"].value == pytest.approx(2 / 3, abs=1e-4)
    assert found["refused"].value == pytest.approx(2 / 3, abs=1e-4)


def test_percentiles_are_times_that_were_taken_and_a_failed_turn_has_none() -> None:
    turns = [outcome(f"item-{n}", milliseconds=float(n)) for n in range(1, 101)]
    found = figures([*turns, outcome("failed", milliseconds=None)])
    assert found["milliseconds p50"].value == 50.0
    assert found["milliseconds p95"].value == 95.0
    assert found["milliseconds p50"].low < 50 < found["milliseconds p50"].high
    assert found["milliseconds p50"].turns == 100


def test_a_difference_counts_the_items_that_moved() -> None:
    found = difference(facts([0, 0, 0, 1, 1]), facts([1, 1, 0, 0, 1]), "facts")
    assert found
    assert found.moved == (2, 1)
    assert (found.before, found.after) == (pytest.approx(0.4), pytest.approx(0.6))
    assert found.interval
    assert found.interval[0] < 0 < found.interval[1]


def test_a_difference_in_every_item_is_beyond_chance() -> None:
    found = difference(facts([0] * 10), facts([1] * 10), "facts")
    assert found
    assert found.interval == (1.0, 1.0)
    assert found.chance == pytest.approx(2 / 2**10)


def test_a_pairs_interval_is_narrower_than_two_apart() -> None:
    before = [n % 2 for n in range(40)]
    after = [1, *before[1:]]
    found = difference(facts(before), facts(after), "facts")
    assert found
    assert found.interval
    assert found.interval[1] - found.interval[0] < 0.1


def test_a_figure_that_only_one_run_has_is_shown_without_an_interval() -> None:
    found = difference([outcome("a", facts=1)], [outcome("a", refusal_precision=1)], "refusal precision")
    assert found
    assert (found.before, found.after, found.interval) == (None, 1.0, None)
    assert difference([outcome("a")], [outcome("a")], "facts") is None
