"""Who may use the page (names and passwords, from a file or a variable), and how often one visitor may ask."""

import hmac
import ipaddress
from collections.abc import Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import EvenhandError

HOST = "127.0.0.1"
# What a line begins with that names somebody who may add and remove documents.
_KEEPER = "keeper "


class AccessError(EvenhandError):
    """The file or variable that names who may use the page cannot be used."""


@dataclass(frozen=True, slots=True, repr=False)
class Credentials:
    """Passwords by name, which are never printed; `keepers` may add, replace and remove documents."""

    passwords: Mapping[str, str]
    keepers: Set[str] = frozenset()

    def match(self, name: str, password: str) -> bool:
        """Whether this is a known name with its password; it takes the same time whichever is wrong."""
        known = self.passwords.get(name)
        right = hmac.compare_digest((known or "").encode(), password.encode("utf-8", "replace"))
        return right and known is not None


@dataclass(frozen=True, slots=True)
class Access:
    """The address of the page, who may use it (None: anybody), how often, and whether tools are offered too."""

    host: str = HOST
    credentials: Credentials | None = None
    requests_per_minute: int = 300
    tools: bool = False
    root_path: str = ""

    @property
    def warning(self) -> str:
        """What to tell whoever starts a page that is open to everybody; "" for any other page."""
        if self.credentials or is_loopback(self.host):
            return ""
        return (
            f"Warning: the page is open to everybody who can reach {self.host} on your network, and nobody is asked "
            "for a password. Name people and passwords with --auth FILE, or leave out --host."
        )


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def read_credentials(path: Path) -> Credentials:
    """The people in a file of lines `name:password`, or `keeper name:password` for those who look after the library.

    Empty lines and lines that begin with # are ignored.

    Raises AccessError when the file cannot be read, when other users of the machine can read it, and when it names
    nobody.
    """
    try:
        shared = path.stat().st_mode & 0o077
        # Windows editors may write a byte order mark first.
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise AccessError(f"{path} cannot be read: {reason}; name a file of lines 'name:password'.") from error
    if shared:
        raise AccessError(f"{path} holds passwords and others can read it; run 'chmod 600 {path}'.")
    return parse_credentials(text, str(path))


def parse_credentials(text: str, source: str) -> Credentials:
    """The people in lines of text. Raises AccessError saying which line is wrong, but not what is in it."""
    passwords: dict[str, str] = {}
    keepers: set[str] = set()
    # Not splitlines(), which also splits at rarer characters that a password may hold.
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        name, _, password = line.removeprefix(_KEEPER).partition(":")
        if not name.strip() or not password:
            raise AccessError(f"Line {number} of {source} is not 'name:password'.")
        passwords[name.strip()] = password
        if line.startswith(_KEEPER):
            keepers.add(name.strip())
    if not passwords:
        raise AccessError(f"{source} names nobody; write one 'name:password' a line.")
    return Credentials(passwords, frozenset(keepers))
