from pathlib import Path

import pytest

from ui.serve.access import AccessError, read_credentials
from ui.serve.door.passwords import LONGEST
from ui.serve.door.people import PeopleFile, add_person


@pytest.fixture
def people(tmp_path: Path) -> Path:
    return tmp_path / "people"


def test_a_new_file_is_readable_by_its_owner_alone(people: Path) -> None:
    assert add_person(people, "ann", "one", keeper=True)
    assert people.stat().st_mode & 0o777 == 0o600
    assert read_credentials(people).keepers == {"ann"}
    assert [each.name for each in people.parent.iterdir()] == ["people"]


def test_the_other_lines_stay_as_they_are(people: Path) -> None:
    people.write_bytes("\ufeff# Ours\r\n\r\ncarl:plain\r\n#ann:old\r\nann:old\r\nkeeper ann:older\r\nlast:x".encode())
    assert not add_person(people, "ann", "one", keeper=False)
    lines = people.read_text().split("\n")
    assert lines[:4] == ["# Ours", "", "carl:plain", "#ann:old"]
    assert lines[4].startswith("keeper ann:$argon2id$")  # who was a keeper stays one
    assert lines[5:] == ["last:x", ""]
    assert people.stat().st_mode & 0o777 == 0o600


def test_a_link_stays_a_link(people: Path, tmp_path: Path) -> None:
    (tmp_path / "real").touch()
    people.symlink_to(tmp_path / "real")
    add_person(people, "ann", "one", keeper=False)
    assert people.is_symlink()
    assert read_credentials(tmp_path / "real").match("ann", "one")


@pytest.mark.parametrize("name", ["", " ", "a:b", "#ann", "keeper ann", "a\nb", "a\tb", "a" * 101])
def test_a_name_that_the_file_could_not_hold_is_refused(name: str, people: Path) -> None:
    with pytest.raises(AccessError, match="A name has"):
        add_person(people, name, "one", keeper=False)
    assert not people.exists()


@pytest.mark.parametrize("password", ["", "a\nb", "\x00", "p" * (LONGEST + 1), "\ufffd\n"])
def test_a_password_that_nobody_could_type_is_refused(password: str, people: Path) -> None:
    with pytest.raises(AccessError, match="A password has") as raised:
        add_person(people, "ann", password, keeper=False)
    assert not password or password not in str(raised.value)
    assert not people.exists()


@pytest.mark.parametrize("name", ["Zoë", "O'Brien-Smith", "ann@example.org", "安娜", "keeper"])
def test_names_may_be_as_people_are_called(name: str, people: Path) -> None:
    add_person(people, name, "one", keeper=False)
    assert read_credentials(people).match(name, "one")


def test_what_cannot_be_written_is_said(people: Path, tmp_path: Path) -> None:
    with pytest.raises(AccessError, match=r"ann was not added: .*gone/people cannot be read and written: No such"):
        add_person(tmp_path / "gone" / "people", "ann", "one", keeper=False)
    people.write_bytes(b"\xff")
    with pytest.raises(AccessError, match="not UTF-8"):
        add_person(people, "ann", "one", keeper=False)
    assert people.read_bytes() == b"\xff"


def test_a_file_that_changes_is_read_again_and_one_that_breaks_is_not(
    people: Path, caplog: pytest.LogCaptureFixture
) -> None:
    now = [0.0]
    add_person(people, "ann", "one", keeper=False)
    file = PeopleFile(people, lambda: now[0])
    add_person(people, "ben", "two", keeper=True)
    assert set(file.now.passwords) == {"ann"}  # it was read less than a second ago
    now[0] += 1
    assert (set(file.now.passwords), file.now.keepers) == ({"ann", "ben"}, {"ben"})
    for broken in ("ann:plain", ""):
        people.write_text(broken)
        now[0] += 1
        with caplog.at_level("INFO", "ui.serve"):
            assert set(file.now.passwords) == {"ann", "ben"}
    people.unlink()
    now[0] += 1
    assert set(file.now.passwords) == {"ann", "ben"}
    add_person(people, "carl", "three", keeper=False)
    now[0] += 1
    assert set(file.now.passwords) == {"carl"}
    assert "Those whom it named before may still sign in" in caplog.messages[0]
    assert "plain" not in caplog.text
