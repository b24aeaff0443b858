"""Results as they are shown in the terminal, on made-up outcomes."""

from dataclasses import replace

from evals.compare import compare
from evals.outcome import Outcome, Result
from evals.report.terminal import comparison_text, figures_text
from evals.run import all_figures

GOOD = {"hit@1": 1.0, "facts": 1.0, "full answers": 1.0, "wrongly refused": 0.0, "words": 2.0}
BAD = {**GOOD, "full answers": 0.0, "words": 4.0}
FIRST = Outcome(
    id="one", item="one", turn=1, kind="factoid", split="dev", question="Why bread?", answerable=True,
    query="Why bread?", status="answered", text="The first answer.", statements=(), citations=(), passages=(),
    first_gold=1, missed=(), scores=GOOD, confidence=0.5, milliseconds=1.0, error=None,
)  # fmt: skip
SECOND = replace(FIRST, text="The second answer.", scores=BAD)


def result(*outcomes: Outcome) -> Result:
    return Result("evenhand", "2026-11-22", {}, {}, {}, "abc", all_figures(outcomes), outcomes)


def test_every_figure_of_every_split_is_shown() -> None:
    later = replace(FIRST, id="two/2", item="two", turn=2, split="test", kind="dialogue", scores=BAD)
    text = figures_text(result(FIRST, later))
    assert all(f"evenhand, {split}\n" in text for split in ("dev", "test", "both"))
    both = text[text.index("evenhand, both") :]
    (line,) = [line for line in both.splitlines() if line.startswith("full answers ")]
    assert "0.500 [0.000, 1.000]   2" in line
    assert "0.000 [0.000, 0.000]   1" in line
    assert all(name in both for name in GOOD)


def test_answers_stand_side_by_side() -> None:
    text = comparison_text(compare(result(FIRST), result(SECOND)))
    assert "1 question got worse." in text
    assert "  full answers: 1.000 → 0.000" in text
    (line,) = [line for line in text.splitlines() if "first answer" in line]
    assert line.index("The first answer.") < line.index("|") < line.index("The second answer.")


def test_a_difference_counts_what_got_better_even_where_less_is_better() -> None:
    refused = replace(FIRST, scores={**GOOD, "wrongly refused": 1.0})
    text = comparison_text(compare(result(refused), result(FIRST)))
    (line,) = [line for line in text.splitlines() if line.startswith("wrongly refused ")]
    assert "-1.000 [-1.000, -1.000]*" in line
    assert line.split()[-3:-1] == ["1", "0"]


def test_a_test_question_is_named_and_not_shown() -> None:
    text = comparison_text(compare(result(replace(FIRST, split="test")), result(replace(SECOND, split="test"))))
    assert "Test questions, which are not shown: one" in text
    assert "Why bread?" not in text
    assert "answer." not in text
