from pathlib import Path

import pytest

from ui.serve.access import Access, AccessError, Credentials, is_loopback, parse_credentials, read_credentials


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people"
    path.write_text("# Our staff\n\nann:s3cret:with colon\n ben :pâss\n", encoding="utf-8")
    path.chmod(0o600)
    return path


def test_a_file_names_people_and_their_passwords(people: Path) -> None:
    credentials = read_credentials(people)
    assert credentials.match("ann", "s3cret:with colon")
    assert credentials.match("ben", "pâss")


def test_a_file_written_on_windows_is_read(people: Path) -> None:
    people.write_bytes(b"\xef\xbb\xbfann:s3cret\r\nben:other\r\n")
    credentials = read_credentials(people)
    assert credentials.match("ann", "s3cret")
    assert credentials.match("ben", "other")


def test_a_variable_may_have_windows_line_ends() -> None:
    assert parse_credentials("ann:s3cret\r\nben:other", "the variable").match("ann", "s3cret")


def test_a_password_may_hold_a_line_separator(people: Path) -> None:
    people.write_text("ann:one\u2028two\x0bthree\n", encoding="utf-8")
    assert read_credentials(people).match("ann", "one\u2028two\x0bthree")


@pytest.mark.parametrize(("name", "password"), [("ann", "s3cret"), ("ann", ""), ("", ""), ("carl", ""), ("ben", "ann")])
def test_nobody_else_is_let_in(name: str, password: str, people: Path) -> None:
    assert not read_credentials(people).match(name, password)


def test_a_password_is_never_printed(people: Path) -> None:
    credentials = read_credentials(people)
    assert "s3cret" not in f"{credentials!r} {Access(credentials=credentials)!r}"


def test_a_file_that_others_can_read_is_refused(people: Path) -> None:
    people.chmod(0o640)
    with pytest.raises(AccessError, match="others can read it; run 'chmod 600"):
        read_credentials(people)


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "names nobody"), ("# none\n", "names nobody"), ("ann:x\nbentheman\n", "Line 2 of"), ("ann:\n", "Line 1 of")],
)
def test_what_names_nobody_is_said_without_what_it_holds(text: str, said: str) -> None:
    with pytest.raises(AccessError, match=said) as raised:
        parse_credentials(text, "the file")
    assert "ann" not in str(raised.value)
    assert "bentheman" not in str(raised.value)


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
    assert Access(host, Credentials({"ann": "x"})).warning == ""
