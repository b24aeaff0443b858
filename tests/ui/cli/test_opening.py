"""Messages name a command as a person can type it."""

import sys
from pathlib import Path

import pytest

from ui.cli.opening import as_typed

MESSAGE = "There is no index in here; run 'evenhand index'."


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with an environment, which is where we are; the command is not on the PATH."""
    programs = tmp_path / "evenhand" / ".venv" / "bin"
    programs.mkdir(parents=True)
    (programs / "evenhand").touch(mode=0o755)
    monkeypatch.setattr(sys, "executable", str(programs / "python"))
    monkeypatch.setenv("PATH", "/usr/bin")
    monkeypatch.chdir(tmp_path / "evenhand")
    return tmp_path / "evenhand"


def test_in_a_checkout_it_is_the_path_from_there(checkout: Path) -> None:
    assert as_typed(MESSAGE) == "There is no index in here; run '.venv/bin/evenhand index'."


def test_elsewhere_it_is_the_whole_path(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(checkout.parent)
    assert as_typed(MESSAGE).endswith("run 'evenhand/.venv/bin/evenhand index'.")
    monkeypatch.chdir("/")
    assert as_typed(MESSAGE).endswith("/evenhand/.venv/bin/evenhand index'.")


def test_on_the_path_it_is_its_name(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"/usr/bin:{checkout}/.venv/bin")
    assert as_typed(MESSAGE) == MESSAGE


def test_a_command_of_another_installation_on_the_path_is_not_meant(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = checkout.parent / "bin"
    other.mkdir()
    (other / "evenhand").touch(mode=0o755)
    monkeypatch.setenv("PATH", str(other))
    assert "'.venv/bin/evenhand index'" in as_typed(MESSAGE)


def test_other_words_in_quotes_stay(checkout: Path) -> None:
    assert (
        as_typed("Set 'guidance' to true, or run 'make install'.") == "Set 'guidance' to true, or run 'make install'."
    )
