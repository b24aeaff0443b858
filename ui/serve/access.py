"""Who may use the page: names and passwords from a file or a variable, and how often one visitor may ask."""

import hmac
import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import EvenhandError

HOST = "127.0.0.1"


class AccessError(EvenhandError):
    """What names the people who may use the page cannot be used."""


@dataclass(frozen=True, slots=True, repr=False)
class Credentials:
    """Passwords by name; never printed."""

    passwords: Mapping[str, str]

    def match(self, name: str, password: str) -> bool:
        """Whether this is a known name with its password; takes as long for a wrong one as for a right one."""
        known = self.passwords.get(name)
        right = hmac.compare_digest((known or "").encode(), password.encode("utf-8", "replace"))
        return right and known is not None


@dataclass(frozen=True, slots=True)
class Access:
    """How the page is reached: by which address, by whom (None: anybody), how often, and whether by tools too."""

    host: str = HOST
    credentials: Credentials | None = None
    requests_per_minute: int = 300
    tools: bool = False

    @property
    def warning(self) -> str:
        """What the person who starts the page must know; "" where there is nothing to fear."""
        if self.credentials or is_loopback(self.host):
            return ""
        return (
            f"Warning: the page is open to everybody who can reach {self.host} on your network, and nobody is asked "
            "for a password. Name people and passwords with --auth FILE, or leave out --host."
        )


def is_loopback(host: str) -> bool:
    """Whether an address is this machine's alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def read_credentials(path: Path) -> Credentials:
    """The people a file names, one `name:password` a line; empty lines and those that begin with # are left out.

    Raises AccessError when it cannot be read, when other people of the machine can read it, or when it names nobody.
    """
    try:
        shared = path.stat().st_mode & 0o077
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise AccessError(f"{path} cannot be read: {reason}; name a file of lines 'name:password'.") from error
    if shared:
        raise AccessError(f"{path} holds passwords and others can read it; run 'chmod 600 {path}'.")
    return parse_credentials(text, str(path))


def parse_credentials(text: str, source: str) -> Credentials:
    """The people that lines name. Raises AccessError saying where, never what, is wrong."""
    passwords: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        name, _, password = line.partition(":")
        if not name.strip() or not password:
            raise AccessError(f"Line {number} of {source} is not 'name:password'.")
        passwords[name.strip()] = password
    if not passwords:
        raise AccessError(f"{source} names nobody; write one 'name:password' a line.")
    return Credentials(passwords)
