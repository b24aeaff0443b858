"""The secret that signs the sessions: the setting, or a file beside the index, which the first start makes."""

import os
import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ui.serve.access import AccessError, is_shared

if TYPE_CHECKING:
    from assistant.settings import Settings

_SHORTEST = 32
_WARNING = (
    "Warning: {path} cannot be written ({reason}), so people must sign in again whenever Evenhand is started. Give it "
    "a secret of at least 32 characters in the variable EVENHAND_SECRET, or a folder that it can write to.\n"
)


def secret_of(settings: "Settings") -> str:
    """The secret in force. Raises AccessError where there is a file that cannot be used.

    Where no file can be made, it is a secret of this process, and whoever starts Evenhand is told so.
    """
    if settings.secret:
        return settings.secret.get_secret_value()
    path = settings.index.parent / "secret"
    try:
        if not path.exists():
            _make(path)
    except OSError as error:
        sys.stderr.write(_WARNING.format(path=path, reason=error.strerror))
        return secrets.token_urlsafe(_SHORTEST)
    return _read(path)


def _make(path: Path) -> None:
    """Write a new secret in one step; where another process was faster, its secret stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_name(f"{path.name}-{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(f"{secrets.token_urlsafe(_SHORTEST)}\n")
        try:
            os.link(made, path)
        except FileExistsError:
            return
    finally:
        made.unlink(missing_ok=True)


def _read(path: Path) -> str:
    """Raises AccessError where the file cannot be read, others can read it, or it holds no secret."""
    try:
        shared = is_shared(path)
        secret = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not text"
        raise AccessError(f"{path} cannot be read: {reason}; remove it, or set EVENHAND_SECRET.") from error
    if shared:
        raise AccessError(f"{path} signs the sessions and others can read it; run 'chmod 600 {path}'.")
    if len(secret) < _SHORTEST:
        raise AccessError(f"{path} holds no secret of at least {_SHORTEST} characters; remove it.")
    return secret
