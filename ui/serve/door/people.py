"""Adds a person to the file of those who may sign in, or gives them another password."""

import contextlib
import os
import secrets
from pathlib import Path

from corpus.utf8 import read_utf8
from ui.serve.access import KEEPER, AccessError, parted
from ui.serve.door.passwords import LONGEST, LONGEST_NAME, composed, hashed


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
