"""Who may use the page (names and passwords, from a file or a variable), and how often one visitor may ask."""

import ipaddress
import os
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from corpus.errors import EvenhandError
from corpus.utf8 import read_utf8
from ui.serve.door.passwords import composed, is_hash, is_password

HOST = "127.0.0.1"
# What a line begins with that names somebody who may add and remove documents.
KEEPER = "keeper "
_HOW = "evenhand chat --auth FILE --add-user NAME"


class AccessError(EvenhandError):
    """The file or variable that names who may use the page cannot be used."""


@dataclass(frozen=True, slots=True, repr=False)
class Credentials:
    """Hashed passwords by name, which are never printed; `keepers` may add, replace and remove documents."""

    passwords: Mapping[str, str]
    keepers: Set[str] = frozenset()

    def match(self, name: str, password: str) -> bool:
        """Whether this is a known name with its password; it takes the same time whichever is wrong."""
        name = composed(name)
        # For a name that is not known, somebody's password is compared all the same.
        stored = self.passwords.get(name) or next(iter(self.passwords.values()), "")
        return is_password(stored, password) and name in self.passwords

    @property
    def now(self) -> "Credentials":
        """These; nothing changes them."""
        return self


class People(Protocol):
    """Who may use the page, at any moment."""

    @property
    def now(self) -> Credentials:
        """Those who may at this moment."""


@dataclass(frozen=True, slots=True)
class Access:
    """The address of the page, who may use it (None: anybody), how often, and whether tools are offered too.

    `secret` signs the cookies of those who sign in; without one they end when the server does. What
    `trusted_proxies` say of where a request comes from is believed.
    """

    host: str = HOST
    credentials: People | None = None
    requests_per_minute: int = 300
    tools: bool = False
    root_path: str = ""
    secret: str | None = field(default=None, repr=False)
    trusted_proxies: Sequence[ipaddress.IPv4Network | ipaddress.IPv6Network] = ()

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
    """The people in a file of lines `name:HASH`, or `keeper name:HASH` for those who look after the library.

    Empty lines and lines that begin with # are ignored.

    Raises AccessError when the file cannot be read, when other users of the machine can read it, when it names nobody,
    and when it holds a password as it is typed.
    """
    try:
        shared = is_shared(path)
        text = read_utf8(path)
    except (OSError, UnicodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else f"it {error}"
        raise AccessError(f"{path} cannot be read: {reason}; '{_HOW}' makes such a file.") from error
    if shared:
        raise AccessError(f"{path} holds passwords and others can read it; run 'chmod 600 {path}'.")
    return parse_credentials(text, str(path))


def is_shared(path: Path) -> bool:
    """Whether users of this machine can read a file who should not. Raises OSError where there is none.

    A file of another owner's, such as a secret of a container's, may be lent to our group: we could not read it
    otherwise. Elsewhere than on POSIX the mode says nothing.
    """
    if os.name != "posix":
        return False
    found = path.stat()
    return bool(found.st_mode & (0o077 if found.st_uid == os.geteuid() else 0o007))


def parse_credentials(text: str, source: str) -> Credentials:
    """The people in lines of text. Raises AccessError saying which line is wrong, but not what is in it."""
    passwords: dict[str, str] = {}
    keepers: set[str] = set()
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        if not (line := line.strip()) or line.startswith("#"):
            continue
        name, stored = parted(line)
        if not name or not stored:
            raise AccessError(f"Line {number} of {source} is not 'name:HASH'; '{_HOW}' writes such lines.")
        if not is_hash(stored):
            raise AccessError(
                f"Line {number} of {source} does not hold a hashed password; set the password again with '{_HOW}'."
            )
        passwords[name] = stored
        if line.startswith(KEEPER):
            keepers.add(name)
    if not passwords:
        raise AccessError(f"{source} names nobody, so nobody could sign in; add people with '{_HOW}'.")
    return Credentials(passwords, frozenset(keepers))


def parted(line: str) -> tuple[str, str]:
    """The name on a line of the file, and what is stored of the password; "" for what is missing."""
    name, _, stored = line.strip().removeprefix(KEEPER).partition(":")
    return composed(name.strip()), stored.strip()
