"""Weights are fitted to four sets of questions, none of which is reported on."""

from evals.fit.turns import tuning_sets
from evals.questions import FIRST_DAY, load_questions


def test_no_question_that_is_reported_on_is_fitted_to() -> None:
    sets = tuning_sets()
    assert list(sets) == ["dev", "practice", "managers", "first-day"]
    assert all(sets.values())
    fitted = {item.turns[0].question for items in sets.values() for item in items}
    reported = [*load_questions(split="test"), *load_questions(FIRST_DAY, split="test")]
    assert reported
    assert [item.id for item in reported if item.turns[0].question in fitted] == []
