"""Files saved on Windows are read, or named for what they are."""

import io
from pathlib import Path

import pytest

from corpus.utf8 import read_utf8, utf8_lines

TEXT = "Café – “one”\nTwo ≥ 1\n"


@pytest.fixture(params=["utf-8", "utf-8-sig"])
def encoding(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_utf8_is_read_with_and_without_its_mark(tmp_path: Path, encoding: str, end: str) -> None:
    content = TEXT.replace("\n", end).encode(encoding)
    (tmp_path / "file").write_bytes(content)
    assert read_utf8(tmp_path / "file") == TEXT
    assert list(utf8_lines(io.BytesIO(content))) == TEXT.splitlines(keepends=True)


@pytest.mark.parametrize("other", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_another_encoding_is_named(tmp_path: Path, other: str) -> None:
    content = "{one}\n".encode(other)
    (tmp_path / "file").write_bytes(content)
    name = "is UTF-32" if other == "utf-32" else "is UTF-16"
    with pytest.raises(UnicodeError, match=name):
        read_utf8(tmp_path / "file")
    with pytest.raises(UnicodeError, match=name):
        utf8_lines(io.BytesIO(content))


def test_lines_are_read_as_they_come() -> None:
    class Dribble(io.RawIOBase):
        """Gives a line at a time, as a program does that waits for each answer."""

        def __init__(self) -> None:
            self.left = [b"one\n", b"two\n"]

        def readable(self) -> bool:
            return True

        def readinto(self, into: bytearray) -> int:  # type: ignore[override]
            line = self.left.pop(0) if self.left else b""
            into[: len(line)] = line
            return len(line)

    file = Dribble()
    assert next(utf8_lines(file)) == "one\n"  # type: ignore[arg-type]
    assert file.left == [b"two\n"]


def test_bytes_that_are_not_utf8_do_not_end_a_batch() -> None:
    assert list(utf8_lines(io.BytesIO(b"ca\xe9\nnext\n"))) == ["ca\ufffd\n", "next\n"]


def test_nothing_is_no_lines(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert read_utf8(tmp_path / "file") == ""
    assert list(utf8_lines(io.BytesIO(b""))) == []
