"""Results as they are shown in the terminal, on made-up outcomes."""

import re
from dataclasses import replace

import pytest

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
    (line,) = [line for line in text.splitlines() if line.startswith("  wrongly refused ")]
    assert "-1.000 [-1.000, -1.000]" in line
    assert line.split()[-3:-1] == ["1", "0"]


def test_a_test_question_is_named_and_not_shown() -> None:
    text = comparison_text(compare(result(replace(FIRST, split="test")), result(replace(SECOND, split="test"))))
    assert "Test questions, which are not shown: one" in text
    assert "Why bread?" not in text
    assert "answer." not in text


def test_what_differs_is_said_before_anything_is_called_better_or_worse() -> None:
    before = replace(result(FIRST), settings={"passages": "10"}, index={"documents": {"bread": "1"}})
    after = replace(result(SECOND), settings={"passages": "8"}, index={"documents": {"bread": "2"}})
    lines = comparison_text(compare(before, after)).splitlines()
    assert lines[:4] == [
        "What differs between the two runs, besides the answers:",
        "- Setting passages: 10 before, 8 after.",
        "- The document bread has changed.",
        "1 item compared.",
    ]


def test_nothing_that_differs_is_said_too() -> None:
    assert "- nothing that was recorded." in comparison_text(compare(result(FIRST), result(FIRST)))


def six(outcome: Outcome) -> list[Outcome]:
    return [replace(outcome, id=str(number), item=str(number)) for number in range(6)]


def test_what_got_worse_comes_first_among_figures_and_questions() -> None:
    better = {**GOOD, "hit@1": 0.0}
    before = result(FIRST, replace(FIRST, id="two", item="two", scores=better))
    after = result(SECOND, replace(FIRST, id="two", item="two"))
    text = comparison_text(compare(before, after))
    places = [text.index(said) for said in ("1 question got worse", "0 questions got better.")]
    assert places == sorted(places)
    clear = comparison_text(compare(result(*six(FIRST)), result(*six(replace(SECOND, scores={**BAD, "hit@1": 2.0})))))
    heads = [clear.index(said) for said in ("Clearly worse", "  full answers", "Clearly better", "  hit@1")]
    assert heads == sorted(heads)


def test_figures_that_did_not_change_are_named_in_a_line() -> None:
    text = comparison_text(compare(result(FIRST), result(SECOND)))
    assert "\nUnchanged: hit@1, facts, " in text
    assert not [line for line in text.splitlines() if line.startswith("  hit@1")]


def test_a_question_whose_recall_fell_is_never_called_better() -> None:
    was, now = {**GOOD, "facts": 0.0, "recall@10": 1.0}, {**GOOD, "facts": 1.0, "recall@10": 0.5}
    text = comparison_text(compare(result(replace(FIRST, scores=was)), result(replace(FIRST, scores=now))))
    assert "1 question got better in one thing and worse in another." in text
    assert "0 questions got better." in text


def test_no_two_columns_run_into_each_other() -> None:
    slow = replace(FIRST, milliseconds=123456.789, scores={**GOOD, "words": 12345.0})
    slower = replace(slow, milliseconds=9876543.21, id="one/2", turn=2, kind="out-of-domain")
    table = figures_text(result(slow, slower)) + comparison_text(compare(result(FIRST, slower), result(slow, FIRST)))
    rows = [line for line in table.splitlines() if re.match(r" *(milliseconds|words) ", line)]
    assert len(rows) == 5
    for row in rows:
        assert re.fullmatch(r"\s*[a-z@0-9 ]+?(  +(\S|(?<=\S) (?=\S))+)+", row), row


def test_answers_stand_side_by_side_within_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    wordy = replace(SECOND, text="A long answer, " * 30)
    shown = comparison_text(compare(result(replace(FIRST, text="An answer, " * 30)), result(wordy)))
    assert max(len(line) for line in shown.splitlines() if " | " in line) <= 80
