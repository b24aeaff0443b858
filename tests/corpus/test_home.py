"""A user id without a name, and without a home folder, runs every command."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.home import NOWHERE, assume_home

ROOT = Path(__file__).parents[2]


def test_a_home_that_is_named_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ann")
    assume_home()
    assert os.environ["HOME"] == "/home/ann"


@pytest.fixture(scope="module")
def nobody() -> list[str]:
    """What runs a program as a user id without a name, who may read everything (the code lies anywhere)."""
    if os.geteuid() != 0 or shutil.which("setpriv") is None:
        pytest.skip("only root can run a program as another user, by setpriv")
    ids = ["--reuid", "12345", "--regid", "12345", "--clear-groups"]
    return ["setpriv", *ids, "--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"]


def run(nobody: list[str], folder: Path, code: str) -> "subprocess.CompletedProcess[str]":
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "EVENHAND_INDEX": str(folder / "index")}
    command = [*nobody, sys.executable, "-B", "-W", "error", "-c", code]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, env=environment, check=False)


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the user without a name."""
    made = tmp_path_factory.mktemp("nobody")
    os.chown(made, 12345, 12345)
    return made


def test_the_user_has_no_home_and_no_name(nobody: list[str], folder: Path) -> None:
    asked = run(nobody, folder, "from pathlib import Path; Path.home()")
    assert "Could not determine home directory" in asked.stderr


def test_chroma_can_be_imported_without_a_home(nobody: list[str], folder: Path) -> None:
    made = run(nobody, folder, "from corpus.home import assume_home; assume_home(); import chromadb")
    assert (made.returncode, made.stderr) == (0, "")
    assert list(folder.iterdir()) == []  # no folder of the name "~"


COMMANDS = [
    ["--help"],
    ["library", "list"],
    ["corpus", "check"],
    ["feedback", "export"],
    ["eval", "--check", "nothing.jsonl"],
    ["chat", "--no-browser", "--host", "192.0.2.1"],
]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_command_works_or_says_one_plain_line(nobody: list[str], folder: Path, words: list[str]) -> None:
    done = run(nobody, folder, f"from ui.cli.main import main; main({words!r})")
    assert done.returncode == 0 or (done.returncode == 1 and done.stderr.count("\n") == 1), done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in folder.iterdir()] == []


def test_the_command_line_has_a_home(nobody: list[str], folder: Path) -> None:
    code = """
import os
from ui.cli.main import main
try:
    main(["library", "list"])
finally:
    print(os.environ["HOME"])
"""
    assert run(nobody, folder, code).stdout.endswith(f"{NOWHERE}\n")
