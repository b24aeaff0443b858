import os
from pathlib import Path

import pytest

from ui.cli.output import OutputError, check_output, write_output


def test_a_file_that_can_be_written_passes_and_is_not_made(tmp_path: Path) -> None:
    check_output(None)
    check_output(tmp_path / "new.json")
    assert not (tmp_path / "new.json").exists()


@pytest.mark.parametrize(
    ("name", "said"),
    [(".", "Is a directory"), ("gone/out.json", "No such file or directory"), ("file/out.json", "Not a directory")],
)
def test_a_file_that_cannot_be_written_is_named_with_the_reason(name: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for attempt in (check_output, lambda path: write_output(path, b"content")):
        with pytest.raises(OutputError, match=f"out.json cannot be written: {said}|{said}; name another file"):
            attempt(tmp_path / name)


def test_a_folder_that_will_be_made_need_not_be_there(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    check_output(tmp_path / "new" / "newer" / "out.json", makes_folder=True)
    with pytest.raises(OutputError, match="Not a directory"):
        check_output(tmp_path / "file" / "new" / "out.json", makes_folder=True)


def test_a_folder_that_is_not_ours_to_write_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, _mode: path != tmp_path)
    with pytest.raises(OutputError, match="Permission denied"):
        check_output(tmp_path / "out.json")
