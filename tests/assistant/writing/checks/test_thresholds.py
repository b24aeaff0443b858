"""The thresholds have one home, which says where they come from."""

import json
from datetime import date
from pathlib import Path

from assistant.writing.checks.thresholds import FILE, Thresholds, load_thresholds, write_thresholds


def test_those_in_force_say_which_command_chose_them_on_what_and_when() -> None:
    stored = json.loads(FILE.read_text(encoding="utf-8"))
    assert set(stored) == {"command", "data", "date", "values"}
    assert stored["command"] == "python -m evals.writing.lies --write"
    assert date.fromisoformat(stored["date"])
    assert load_thresholds() == Thresholds(**stored["values"])


def test_what_is_written_is_in_force(tmp_path: Path) -> None:
    path = tmp_path / "thresholds.json"
    for near in (0.5, 0.6):
        thresholds = Thresholds(like=0.7, covered=0.6, covered_part=0.4, new_in_a_row=1, near=near)
        write_thresholds(thresholds, "a command", "some sentences", path)
        assert load_thresholds(path) == thresholds
    stored = json.loads(path.read_text(encoding="utf-8"))
    assert (stored["command"], stored["data"]) == ("a command", "some sentences")
