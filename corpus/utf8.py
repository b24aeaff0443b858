"""Text files that people write -> their text: UTF-8, with or without the mark that Windows' editors put first."""

import codecs
import io
from pathlib import Path
from typing import IO, cast

_OTHERS = {
    codecs.BOM_UTF32_LE: "UTF-32",  # before UTF-16, whose mark it begins with
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
_LONGEST_MARK = 4


def read_utf8(path: Path) -> str:
    """The text of a file; line ends of any kind become line feeds.

    Raises UnicodeError, which says what the file is in words that follow its name, and OSError.
    """
    content = path.read_bytes()
    _check(content[:_LONGEST_MARK])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnicodeError(f"is not UTF-8 (byte {error.start})") from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def utf8_lines(file: IO[bytes]) -> IO[str]:
    """An open file as lines of text, in which bytes that are not UTF-8 become question marks.

    Raises UnicodeError as `read_utf8` does, where the file begins as one of another encoding.
    """
    buffered = file if isinstance(file, io.BufferedReader) else io.BufferedReader(cast("io.RawIOBase", file))
    _check(buffered.peek(_LONGEST_MARK)[:_LONGEST_MARK])
    return io.TextIOWrapper(buffered, encoding="utf-8-sig", errors="replace")


def _check(start: bytes) -> None:
    """Raise UnicodeError where a file begins with another encoding's mark, or with half a character of UTF-16."""
    found = next((name for mark, name in _OTHERS.items() if start.startswith(mark)), None)
    if found or b"\0" in start[:2]:
        raise UnicodeError(f"is {found or 'UTF-16'}")
