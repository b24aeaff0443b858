"""What Windows does by habit: a narrow encoding of the output, files in UTF-16, lines that end in CR LF."""

import datetime as dt
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ui.cli.main import main
from ui.feedback import Feedback, FeedbackFile

ODD = "Is it ≥ 18 😀?"


def run(*words: str, **variables: str) -> "subprocess.CompletedProcess[bytes]":
    code = f"from ui.cli.main import main; main({list(words)!r})"
    environment = {**os.environ, **variables}
    return subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, check=False)


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "ascii", "utf-8"])
def test_json_keeps_every_character_in_any_encoding_of_the_output(encoding: str, tmp_path: Path) -> None:
    file = FeedbackFile(tmp_path / "feedback.sqlite")
    for question in (ODD, "Café?", "Plain?"):
        file.add(Feedback(dt.date(2026, 3, 5), question, "answered", (), helpful=True))
    done = run("feedback", "export", PYTHONIOENCODING=encoding, EVENHAND_FEEDBACK=str(tmp_path / "feedback.sqlite"))
    assert (done.returncode, done.stderr) == (0, b"")
    drafts = [json.loads(line) for line in done.stdout.decode(encoding).splitlines()]
    assert [draft["turns"][0]["question"] for draft in drafts] == [ODD, "Café?", "Plain?"]


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_text_loses_no_more_than_the_characters_that_cannot_be_written(encoding: str) -> None:
    done = run("library", "show", ODD, PYTHONIOENCODING=encoding)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert b"There is no" in done.stderr
    assert b"Is it ? 18 ??" in done.stderr


def hand(tmp_path: Path, name: str, content: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    path.chmod(0o600)
    return path


def ask(path: Path) -> Result:
    return CliRunner().invoke(main, ["ask", "--json", "--batch", str(path)])


def items(path: Path) -> Result:
    return CliRunner().invoke(main, ["eval", "--check", str(path)])


def compared(path: Path) -> Result:
    return CliRunner().invoke(main, ["eval", "--compare", str(path), str(path)])


def people(path: Path) -> Result:
    return CliRunner().invoke(main, ["chat", "--no-browser", "--auth", str(path)])


@pytest.mark.parametrize("command", [ask, items, compared, people])
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
def test_a_file_in_utf16_is_named_as_such_before_anything_is_loaded(command, encoding: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    result = command(hand(tmp_path, "questions.jsonl", '{"id": "1", "question": "One?"}\n'.encode(encoding)))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "is UTF-16" in result.stderr
    assert result.stderr.count("\n") == 1


def test_standard_input_in_utf16_is_named_too() -> None:
    result = CliRunner().invoke(main, ["ask", "--json", "--batch", "-"], input='{"id": "1"}'.encode("utf-16"))
    assert (result.exit_code, result.stderr) == (1, "Standard input is UTF-16; save it as UTF-8.\n")
