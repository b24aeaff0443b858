"""Two results are compared, and what fell too far is named, on made-up outcomes."""

from dataclasses import replace

import pytest

from evals.compare import as_baseline, change, compare, falls, read_baseline, standing
from evals.outcome import Outcome, Result, ResultFileError
from evals.system import FoundPassage, SystemCitation, SystemStatement

SCORES = {
    "hit@1": 1.0, "hit@5": 1.0, "recall@10": 1.0, "MRR": 1.0, "facts": 1.0, "full answers": 1.0,
    "citation precision": 1.0, "citation recall": 1.0, "verbatim": 1.0, "wrongly refused": 0.0,
}  # fmt: skip


def outcome(number: int, *, split: str = "dev", turn: int = 1, **changes: float) -> Outcome:
    scores = {name: changes.get(name.replace(" ", "_").replace("@", "_at_"), value) for name, value in SCORES.items()}
    return Outcome(
        id=f"item-{number}/{turn}", item=f"item-{number}", turn=turn, kind="factoid", split=split,
        question=f"Question {number}?", answerable=True, query="?", status="answered", text=f"Answer {number}.",
        statements=(SystemStatement("said", verbatim=True, documents=("bread",)),),
        citations=(SystemCitation("bread", "quote"),),
        passages=(FoundPassage("bread", "a", "text"),), first_gold=1, missed=(), scores=scores, confidence=0.5,
        milliseconds=1.0, error=None,
    )  # fmt: skip


def result(outcomes: list[Outcome], questions: str = "abc", system: str = "evenhand") -> Result:
    return Result(system, "2026-11-22", {}, {}, {}, questions, {}, tuple(outcomes))


GOOD = result([outcome(number) for number in range(20)])


def test_results_of_different_question_sets_are_not_compared() -> None:
    with pytest.raises(ResultFileError, match="different question sets"):
        compare(GOOD, replace(GOOD, questions="other"))
    with pytest.raises(ResultFileError, match="different question sets"):
        falls(GOOD, replace(GOOD, questions="other"))


def test_results_without_a_question_in_common_are_not_compared() -> None:
    with pytest.raises(ResultFileError, match="no item in common"):
        compare(result([outcome(1)]), result([outcome(2)]))


def test_a_part_is_compared_with_the_same_part_of_the_whole() -> None:
    comparison = compare(GOOD, result([outcome(3, full_answers=0.0)]))
    full = next(figure for figure in comparison.figures["all"] if figure.name == "full answers")
    assert (full.before, full.after, full.moved) == (1.0, 0.0, (0, 1))


def test_questions_are_told_apart_by_whether_they_got_better_or_worse() -> None:
    before = result([outcome(1, full_answers=0.0), outcome(2), outcome(3)])
    after = result([outcome(1), outcome(2, MRR=0.5), outcome(3)])
    comparison = compare(before, after)
    assert [now.id for _, now in comparison.better] == ["item-1/1"]
    assert [now.id for _, now in comparison.worse] == ["item-2/1"]


def test_a_right_refusal_is_better_than_an_answer_out_of_the_air() -> None:
    refused = replace(outcome(1), answerable=False, scores={"refused": 1.0})
    answered = replace(refused, scores={"refused": 0.0})
    assert (change(answered, refused), change(refused, answered)) == ("better", "worse")


def test_a_refusal_that_became_touched_on_is_still_better_than_an_answer() -> None:
    touched = replace(outcome(1), answerable=False, scores={"refused": 0.0, "held back": 1.0})
    assert change(replace(touched, scores={"refused": 0.0, "held back": 0.0}), touched) == "better"


def test_an_answerable_question_that_is_refused_now_got_worse() -> None:
    partly = replace(outcome(1), scores={"facts": 0.0, "wrongly refused": 0.0})
    refused = replace(partly, status="not_found", scores={"facts": 0.0, "wrongly refused": 1.0})
    assert (change(partly, refused), change(refused, partly)) == ("worse", "better")


@pytest.mark.parametrize(("count", "way"), [(5, ""), (6, "worse")])
def test_a_figure_that_moved_in_a_handful_of_items_is_not_clearly_worse(count: int, way: str) -> None:
    before, after = (result([outcome(number, facts=facts) for number in range(count)]) for facts in (1.0, 0.0))
    facts = next(figure for figure in compare(before, after).figures["all"] if figure.name == "facts")
    assert facts.interval is not None
    assert facts.interval[1] < 0
    assert standing(facts) == way


def test_times_are_neither_better_nor_worse() -> None:
    slow = result([replace(outcome(number), milliseconds=90.0 + number) for number in range(20)])
    times = [one for one in compare(slow, GOOD).figures["all"] if one.name.startswith("milliseconds")]
    assert [standing(one) for one in times] == ["time", "time"]


def test_telling_about_the_library_is_better_than_citing_it() -> None:
    told = replace(outcome(1), answerable=False, scores={"about itself": 1.0})
    assert change(told, replace(told, scores={"about itself": 0.0})) == "worse"


@pytest.mark.parametrize("measure", ["recall@10", "recall@5", "citation recall", "MRR", "verbatim"])
def test_a_turn_is_not_better_where_anything_that_matters_fell(measure: str) -> None:
    before = outcome(1, facts=0.5)
    before = replace(before, scores={**before.scores, measure: 1.0})
    after = replace(before, scores={**before.scores, "facts": 1.0, measure: 0.5})
    assert change(before, after) == "mixed"
    assert change(after, before) == "worse"
    comparison = compare(result([before]), result([after]))
    assert (len(comparison.better), len(comparison.mixed), len(comparison.worse)) == (0, 1, 0)


def test_what_an_older_result_did_not_measure_is_no_change() -> None:
    older = replace(outcome(1), scores={"facts": 1.0})
    assert change(older, outcome(1, MRR=0.5)) == "same"


def test_what_got_worst_comes_first() -> None:
    before = result([outcome(1), outcome(2), outcome(3), outcome(4)])
    after = result([outcome(1, MRR=0.5), outcome(2, facts=0.9), outcome(3, facts=0.1), outcome(4, full_answers=0.0)])
    assert [now.item for _, now in compare(before, after).worse] == ["item-4", "item-3", "item-2", "item-1"]


def test_items_that_changed_or_were_added_are_named_and_not_compared() -> None:
    before = replace(result([outcome(1), outcome(2)], "old"), items={"item-1": "a", "item-2": "b"})
    after = replace(
        result([outcome(1), outcome(2, facts=0.0), outcome(3)], "new"),
        items={"item-1": "a", "item-2": "changed", "item-3": "c"},
    )
    comparison = compare(before, after)
    assert (comparison.items, comparison.worse) == (1, [])
    assert comparison.inputs == [
        "1 item asked only after, and not compared: item-3.",
        "1 item changed, and not compared: item-2.",
    ]


def test_what_the_runs_were_made_from_is_compared() -> None:
    before = replace(
        GOOD,
        settings={"model": "", "passages": "10"},
        versions={"numpy": "1"},
        index={"format": 8, "documents": {"bread": "1", "boats": "1"}, "catalogue": {"bread": "1"}},
    )
    after = replace(
        GOOD,
        settings={"model": "ollama:x", "passages": "10"},
        versions={"numpy": "2"},
        index={"format": 9, "documents": {"bread": "2", "oars": "1"}, "catalogue": {"bread": "1"}},
    )
    assert compare(before, after).inputs == [
        "Setting model: none before, ollama:x after.",
        "Version of numpy: 1 before, 2 after.",
        "Index: format: 8 before, 9 after.",
        "The document bread has changed.",
        "The document boats is only before.",
        "The document oars is only after.",
    ]
    assert compare(GOOD, GOOD).inputs == []


def test_a_figure_that_the_older_result_lacks_is_no_fall_and_has_no_difference() -> None:
    newer = result([replace(old, scores={**old.scores, "first words": 0.0}) for old in GOOD.outcomes])
    assert falls(newer, GOOD) == []
    first = next(figure for figure in compare(GOOD, newer).figures["all"] if figure.name == "first words")
    assert (first.before, first.after, first.interval) == (None, 0.0, None)


def test_a_figure_that_falls_by_more_than_half_its_interval_is_a_fall() -> None:
    mixed = result([outcome(number, facts=float(number % 2)) for number in range(40)])  # .5, half interval .16
    little = result([outcome(number, facts=float(number % 2 and number > 4)) for number in range(40)])  # .45
    much = result([outcome(number, facts=float(number % 2 and number > 20)) for number in range(40)])  # .25
    assert falls(mixed, mixed) == []
    assert falls(little, mixed) == []
    assert len(falls(much, mixed)) == 1
    assert falls(much, mixed)[0].startswith("facts (all): 0.250, where the baseline has 0.500")


def test_a_figure_without_spread_may_not_fall_at_all() -> None:
    once = result([outcome(number, verbatim=0.5 if number == 1 else 1.0) for number in range(20)])
    assert [fall.split(" (")[0] for fall in falls(once, GOOD)] == ["verbatim"]


def test_more_wrong_refusals_are_a_fall_and_fewer_are_not() -> None:
    worse = result([outcome(number, wrongly_refused=1.0) for number in range(20)])
    assert [fall.split(" (")[0] for fall in falls(worse, GOOD)] == ["wrongly refused"]
    assert falls(GOOD, worse) == []


def test_later_turns_have_a_gate_of_their_own() -> None:
    firsts = [outcome(number) for number in range(200)]
    before = result([*firsts, *(outcome(number, turn=2) for number in range(4))])
    after = result([*firsts, *(outcome(number, turn=2, hit_at_5=0.0) for number in range(4))])
    assert [fall.split(":")[0] for fall in falls(after, before)] == ["hit@5 (all)", "hit@5 (later turns)"]


def test_a_baseline_keeps_scores_and_answers_and_no_passages() -> None:
    kept = as_baseline(GOOD).outcomes[0]
    assert (kept.scores, kept.text) == (GOOD.outcomes[0].scores, "Answer 0.")
    assert (kept.passages, kept.citations, kept.statements) == ((), (), ())
    assert as_baseline(replace(GOOD, system="bm25")).outcomes == ()


def test_a_missing_baseline_is_said_with_the_command_that_writes_it() -> None:
    with pytest.raises(ResultFileError, match="evenhand eval --baseline --system oracle"):
        read_baseline("oracle")
