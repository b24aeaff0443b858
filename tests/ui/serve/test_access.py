from pathlib import Path

import pytest

from ui.serve.access import (
    Access,
    AccessError,
    Credentials,
    is_loopback,
    is_shared,
    parse_credentials,
    read_credentials,
)
from ui.serve.door.passwords import hashed

ANN, BEN = hashed("s3cret:with colon"), hashed("pâss")


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people"
    path.write_text(f"# Our staff\n\nann:{ANN}\n ben :{BEN}\n", encoding="utf-8")
    path.chmod(0o600)
    return path


def test_a_file_names_people_and_their_passwords(people: Path) -> None:
    credentials = read_credentials(people)
    assert credentials.match("ann", "s3cret:with colon")
    assert credentials.match("ben", "pâss")


@pytest.mark.parametrize(("name", "typed"), [("Zoë", "Zoe\u0308"), ("Zoe\u0308", "Zoë")])
def test_a_name_is_the_same_however_its_letters_are_composed(name: str, typed: str) -> None:
    assert parse_credentials(f"{name}:{BEN}", "the file").match(typed, "pa\u0302ss")


def test_a_file_written_on_windows_is_read(people: Path) -> None:
    people.write_bytes(f"\ufeffann:{ANN}\r\nkeeper ben:{BEN}\r\n".encode())
    credentials = read_credentials(people)
    assert credentials.passwords == {"ann": ANN, "ben": BEN}
    assert credentials.keepers == {"ben"}


@pytest.mark.parametrize("name", ["ann", "", "carl", "Ann", "keeper ann", "ann:"])
@pytest.mark.parametrize("password", ["s3cret", "", "pâss", ANN])
def test_nobody_else_is_let_in(name: str, password: str, people: Path) -> None:
    assert not read_credentials(people).match(name, password)


def test_nobody_is_let_in_where_nobody_is_named() -> None:
    assert not Credentials({}).match("", "")


def test_a_password_is_never_printed(people: Path) -> None:
    credentials = read_credentials(people)
    shown = f"{credentials!r} {Access(credentials=credentials, secret='of the sessions')!r}"
    assert ANN not in shown
    assert "of the sessions" not in shown


def test_a_file_that_others_can_read_is_refused(people: Path) -> None:
    people.chmod(0o640)
    with pytest.raises(AccessError, match="others can read it; run 'chmod 600"):
        read_credentials(people)


@pytest.mark.parametrize(("mode", "shared"), [(0o600, False), (0o640, False), (0o440, False), (0o604, True)])
def test_a_file_of_another_owner_may_be_lent_to_our_group(
    mode: int, shared: bool, people: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    people.chmod(mode)
    monkeypatch.setattr("os.geteuid", lambda: people.stat().st_uid + 1)
    assert is_shared(people) is shared


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "names nobody"),
        (" \r\n\n\t", "names nobody"),
        ("# none\n", "names nobody"),
        (f"ann:{ANN}\nbentheman\n", "Line 2 of"),
        ("ann:\n", "Line 1 of"),
        (f":{ANN}\n", "Line 1 of"),
        ("ann:s3cret\n", "Line 1 of the file does not hold a hashed password.*--add-user"),
        (f"ann:{ANN}\nkeeper bentheman:$argon2id$v=19$\n", "Line 2 of the file does not hold a hashed password"),
        (f"ann:{ANN[:-30]}\n", "Line 1 of the file does not hold a hashed password"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_line_without_what_it_holds(text: str, said: str) -> None:
    with pytest.raises(AccessError, match=said) as raised:
        parse_credentials(text, "the file")
    assert not [each for each in ("ann", "bentheman", "s3cret", "$", "\n") if each in str(raised.value)]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(AccessError, match="cannot be read: No such file"):
        read_credentials(tmp_path / "gone")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "::1", "localhost"])
def test_this_machine_alone_needs_no_warning(host: str) -> None:
    assert is_loopback(host)
    assert Access(host).warning == ""


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "office.example"])
def test_an_open_page_is_warned_of_unless_people_sign_in(host: str) -> None:
    assert "nobody is asked for a password" in Access(host).warning
    assert Access(host, Credentials({"ann": ANN})).warning == ""
