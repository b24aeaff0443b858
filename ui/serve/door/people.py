"""The file of those who may sign in: it is read again when it changes, and people are added to it."""

import contextlib
import os
import secrets
import time
from collections.abc import Callable
from pathlib import Path

from corpus.utf8 import read_utf8
from ui.serve.access import KEEPER, AccessError, Credentials, parted, read_credentials
from ui.serve.door.passwords import LONGEST, LONGEST_NAME, composed, hashed
from ui.serve.running.log import tell

# Seconds between two looks at whether the file has changed.
_INTERVAL = 1.0
_STILL = "The file of people has changed and cannot be used: {error} Those whom it named before may still sign in."


class PeopleFile:
    """The people in a file as it now is; where it cannot be used any more, those whom it named before."""

    def __init__(self, path: Path, clock: Callable[[], float] = time.monotonic) -> None:
        """Raises AccessError where it cannot be used from the beginning."""
        self._path, self._clock = path, clock
        self._state, self._now = _state_of(path), read_credentials(path)
        self._next_look = clock() + _INTERVAL

    @property
    def now(self) -> Credentials:
        """Those whom it names, at most a second ago."""
        if self._clock() >= self._next_look:
            self._next_look = self._clock() + _INTERVAL
            if (state := _state_of(self._path)) != self._state:
                self._state = state
                self._read()
        return self._now

    def _read(self) -> None:
        try:
            self._now = read_credentials(self._path)
        except AccessError as error:
            tell("people", _STILL.format(error=error))


def add_person(path: Path, name: str, password: str, *, keeper: bool) -> bool:
    """Write the person's line, the other lines staying as they are, and say whether the name is new in the file.

    Who was a keeper stays one. The file is replaced in one step, and only its owner can read it.

    Raises AccessError where the name or the password cannot be used, and where the file cannot be read or written.
    """
    name = composed(name.strip())
    _check(name, password)
    try:
        lines = _lines(path)
        theirs = [line for line in lines if parted(line)[0] == name and not line.startswith("#")]
        keeper = keeper or any(line.strip().startswith(KEEPER) for line in theirs)
        new = f"{KEEPER if keeper else ''}{name}:{hashed(password)}"
        at = lines.index(theirs[0]) if theirs else len(lines)
        kept = [line for line in lines if line not in theirs]
        _write(path.resolve(), [*kept[:at], new, *kept[at:]])
    except (OSError, UnicodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else f"it {error}"
        raise AccessError(f"{name} was not added: {path} cannot be read and written: {reason}.") from error
    return not theirs


def _check(name: str, password: str) -> None:
    """Raises AccessError for what the file could not hold, or nobody could type."""
    if not name or len(name) > LONGEST_NAME or not name.isprintable() or ":" in name or name.startswith(("#", KEEPER)):
        raise AccessError(
            f"A name has 1 to {LONGEST_NAME} characters, none of them a colon, and does not begin with # or 'keeper '."
        )
    if not password or len(password) > LONGEST or not password.isprintable():
        raise AccessError(f"A password has 1 to {LONGEST} characters that can be typed on one line.")


def _lines(path: Path) -> list[str]:
    if not path.exists():
        return []
    return read_utf8(path).removesuffix("\n").split("\n")


def _write(path: Path, lines: list[str]) -> None:
    made = path.with_name(f"{path.name}-{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines)
            file.flush()
            os.fsync(file.fileno())
        made.replace(path)
    finally:
        with contextlib.suppress(OSError):
            made.unlink(missing_ok=True)


def _state_of(path: Path) -> tuple[int, int, int] | None:
    """What changes whenever a file is written or replaced; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
