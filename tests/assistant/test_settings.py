"""Settings come from a file and from variables, and their faults are named."""

from pathlib import Path

import pytest

from assistant.settings import Settings, load_settings
from corpus.errors import SettingsError


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(content: bytes) -> None:
    Path("evenhand.toml").write_bytes(content)


def test_without_a_file_every_setting_has_its_default() -> None:
    assert load_settings().passages == Settings.model_fields["passages"].default


@pytest.mark.parametrize(
    "content",
    [b"passages = 3\nport = 8000\n", b"\xef\xbb\xbfpassages = 3\nport = 8000\n", b"passages = 3\r\nport = 8000\r\n"],
    ids=["plain", "byte order mark", "CRLF"],
)
def test_the_file_is_read_however_an_editor_saves_it(content: bytes) -> None:
    write(content)
    assert (load_settings().passages, load_settings().port) == (3, 8000)


def test_arguments_take_precedence_over_variables_and_variables_over_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    write(b'passages = 3\nport = 8000\nmodel = "one"')
    monkeypatch.setenv("EVENHAND_PASSAGES", "4")
    monkeypatch.setenv("EVENHAND_MODEL", "two")
    settings = load_settings("three")
    assert (settings.passages, settings.port, settings.model) == (4, 8000, "three")
    assert load_settings("").model == ""


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"top_k = 3", r"^Unknown setting 'top_k' in evenhand\.toml; the settings are index, "),
        (b"passages = 51", r"^Setting 'passages': .*50"),
        (b"passages = ", r"^evenhand\.toml is not valid TOML: "),
        (b"\xff\xfep", r"^evenhand\.toml is not valid TOML: "),
    ],
)
def test_a_fault_of_the_file_is_named(content: bytes, said: str) -> None:
    write(content)
    with pytest.raises(SettingsError, match=said):
        load_settings()


def test_an_unknown_variable_is_named_with_the_known_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENHAND_TOP_K", "3")
    with pytest.raises(SettingsError, match=r"^Unknown setting EVENHAND_TOP_K; the settings are .*EVENHAND_PASSAGES"):
        load_settings()


def test_passwords_are_not_printed() -> None:
    write(b'credentials = "ann:secret"')
    assert "secret" not in repr(load_settings())
