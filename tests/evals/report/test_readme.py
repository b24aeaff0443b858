"""The table in the README says what the committed baselines hold."""

import re
from pathlib import Path

import pytest

import evals
from evals.compare import read_baseline
from evals.intervals import FIGURES
from evals.outcome import Figure, Result, ResultFileError
from evals.report.readme import EVALUATION, README, SYSTEMS, between, readme_table, write_table

START, END = "<!-- evaluation: written by 'evenhand eval --table' -->", "<!-- end of evaluation -->"


def result(system: str, value: float) -> Result:
    names = ("hit@1", "words", "errors", "milliseconds p50")
    figures = {name: Figure(value * (100 if name == "words" else 1), value / 2, 1.0, 10) for name in names}
    return Result(system, "", {}, {}, {}, "abc", {"test": {"all": figures, "later turns": {}}}, ())


def test_the_readme_says_what_the_baselines_hold() -> None:
    committed = [read_baseline(system) for system in SYSTEMS]
    assert len({baseline.questions for baseline in committed}) == 1
    assert between(EVALUATION, README.read_text(encoding="utf-8")) == readme_table(committed), (
        "run 'evenhand eval --table'"
    )


def test_a_row_holds_every_system_with_its_interval() -> None:
    lines = readme_table([result("evenhand", 0.8), result("bm25", 0.5)]).splitlines()
    assert lines[0].startswith("10 test questions")
    assert lines[2] == "| | **Evenhand** | BM25 alone |"
    assert "| the answer is in the first passage | 0.80 (0.40–1.00) | 0.50 (0.25–1.00) |" in lines
    assert "| words in an answer | 80 (0–1) | 50 (0–1) |" in lines
    assert "| expected facts stated | – | – |" in lines


def test_the_table_is_put_between_its_markers_and_nowhere_else(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text(f"# Before\n{START}\nold\n{END}\nAfter\n")
    write_table([result("evenhand", 0.8)], path)
    text = path.read_text()
    assert between(EVALUATION, text) == readme_table([result("evenhand", 0.8)])
    assert text.startswith(f"# Before\n{START}\n")
    assert text.endswith(f"{END}\nAfter\n")


def test_a_readme_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ResultFileError, match=r"README\.md cannot be written .*; run this in a checkout"):
        write_table([result("evenhand", 0.8)], tmp_path / "README.md")


def test_a_readme_without_markers_is_said_to_lack_them(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text("# Before\n")
    with pytest.raises(ResultFileError, match="no place for the table"):
        write_table([result("evenhand", 0.8)], path)


def test_every_figure_is_explained_beside_the_questions() -> None:
    text = (Path(evals.__file__).parent / "README.md").read_text(encoding="utf-8")
    named = text.partition("## The figures")[2]
    short = [re.sub(r"@\d+$", "@", name) if name.startswith(("hit", "recall")) else name for name in FIGURES]
    assert [name for name in short if name.split(", ")[-1].removeprefix("milliseconds ") not in named] == []
