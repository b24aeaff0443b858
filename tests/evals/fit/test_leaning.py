"""The weights in force tell labelled turns apart."""

from assistant.question.leaning import leans
from evals.fit.leaning import later_turns


def test_most_labelled_turns_are_told_right() -> None:
    turns = list(later_turns())
    assert len(turns) > 200
    assert sum(leans(turn) == expected for turn, expected in turns) / len(turns) > 0.95
