"""Files that commands read and write, and what they print."""

import errno
import io
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

import click

from corpus.errors import EvenhandError
from corpus.utf8 import utf8_lines


class OutputError(EvenhandError):
    """The result of a command cannot be written where it should go."""


class InputError(EvenhandError):
    """What a command should read is not there."""


# What programs open as a file of their own kind; plain text under such a name is a file that nothing opens.
_NOT_TEXT = {".doc", ".docx", ".html", ".odt", ".ods", ".pdf", ".ppt", ".pptx", ".rtf", ".xls", ".xlsx"}


def check_output(
    path: Path | None, *, makes_folder: bool = False, ending: str = "", writes: Sequence[str] = ()
) -> None:
    """Find out before anything is loaded that a file could not be written, or not as its name says. Raises OutputError.

    `makes_folder` says that the folder is made if it is not there; `ending` is that of the files that are made, where
    they are no plain text. `writes` are the endings to choose from, where these are known.
    """
    if path is None:
        return
    named = path.suffix.lower()
    if named in _NOT_TEXT and named != ending:
        known = f"Evenhand writes {', '.join(writes)}: give" if writes else "Give"
        raise OutputError(f"{path} would not hold what '{named}' says. {known} the file another ending.")
    folder = next((parent for parent in path.parents if parent.exists()), path.parent) if makes_folder else path.parent
    if path.is_dir():
        raise _error(path, errno.EISDIR)
    if not folder.is_dir():
        raise _error(path, errno.ENOTDIR if folder.exists() else errno.ENOENT)
    if not os.access(path if path.exists() else folder, os.W_OK):
        raise _error(path, errno.EACCES)


def check_input(*paths: Path | None) -> None:
    """Find out before anything is loaded that a file or folder to read is not there. Raises InputError."""
    for path in paths:
        if path is not None and not path.exists():
            raise InputError(f"There is no {path}; name a file or folder that is there.")


def read_lines(file: IO[bytes]) -> IO[str]:
    """The lines of an open file. Raises InputError where it is saved in another encoding than UTF-8."""
    try:
        return utf8_lines(file)
    except UnicodeError as error:
        name = getattr(file, "name", "")
        shown = Path(name).name if isinstance(name, str) and name and name != "<stdin>" else "Standard input"
        raise InputError(f"{shown} {error}; save it as UTF-8.") from error


def write_what_can_be_written() -> None:
    """Have standard output and error write a question mark for what their encoding lacks, such as an emoji in cp1252.

    Otherwise the first such character would end a command, and what it had yet to say were lost.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def json_line(value: Any) -> str:
    """A value as JSON on one line, in the characters that standard output can write; the others are escaped."""
    line = json.dumps(value, ensure_ascii=False)
    try:
        line.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return json.dumps(value)
    return line


def echo_json(value: Any) -> None:
    """Print a value as JSON on one line."""
    click.echo(json_line(value))


def write_output(path: Path, content: bytes) -> None:
    """Write a file. Raises OutputError where that is not possible."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise _error(path, error.errno or errno.EIO) from error


def _error(path: Path, number: int) -> OutputError:
    return OutputError(f"{path} cannot be written: {os.strerror(number)}; name another file.")
