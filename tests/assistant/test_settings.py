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
        (b"passages = 51", r"^Setting 'passages' must be a whole number from 1 to 50\."),
        (b"passages = ", r"^evenhand\.toml is not valid TOML: "),
        (b"\xff\xfep", r"^evenhand\.toml is UTF-16; save it as UTF-8\.$"),
        (b"p\xff", r"^evenhand\.toml is not UTF-8 \(byte 1\); save it as UTF-8\.$"),
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
    write(b'credentials = "ann:s3cret"')
    assert "s3cret" not in repr(load_settings())


@pytest.mark.parametrize("name", sorted(set(Settings.model_fields) - {"credentials"}))
def test_an_empty_variable_or_line_is_one_that_is_not_set(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    default = load_settings()
    monkeypatch.setenv(f"EVENHAND_{name.upper()}", "")
    assert load_settings() == default
    monkeypatch.delenv(f"EVENHAND_{name.upper()}")
    write(f'{name} = ""'.encode())
    assert load_settings() == default


def test_empty_credentials_are_not_overlooked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENHAND_CREDENTIALS", "")
    found = load_settings().credentials
    assert found is not None
    assert found.get_secret_value() == ""


def test_an_empty_variable_leaves_what_the_file_says(monkeypatch: pytest.MonkeyPatch) -> None:
    write(b"passages = 3")
    monkeypatch.setenv("EVENHAND_PASSAGES", "")
    assert load_settings().passages == 3


def test_the_address_of_a_database_is_not_printed() -> None:
    write(b'feedback = "postgresql://ann:s3cret@here/db"')
    assert "s3cret" not in repr(load_settings())


def test_without_a_home_an_installed_evenhand_asks_for_a_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.settings._ROOT", Path("not-a-checkout"))
    monkeypatch.setattr("assistant.settings.user_data_path", lambda _: Path("~/.local/share/evenhand"))
    with pytest.raises(SettingsError, match=r"There is no home folder to keep the index in; set EVENHAND_INDEX"):
        load_settings()


def test_trusted_proxies_are_addresses_or_networks_parted_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().trusted_proxies == ()
    monkeypatch.setenv("EVENHAND_TRUSTED_PROXIES", "10.0.0.5, 172.30.0.0/16,fd00::/8")
    assert [str(one) for one in load_settings().trusted_proxies] == ["10.0.0.5/32", "172.30.0.0/16", "fd00::/8"]
    monkeypatch.setenv("EVENHAND_TRUSTED_PROXIES", "10.0.0.5,proxy.example")
    with pytest.raises(SettingsError, match=r"Setting 'trusted_proxies.1': .*IPv4 or IPv6 network"):
        load_settings()
