"""The variables that name proxies: what they say never breaks a start, nor is a proxy asked for this machine itself."""

import ipaddress
import os
import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_NAMES = ("no_proxy", "NO_PROXY")
# A host, with or without a port, or the end of a host's name.
_HOST = re.compile(r"\*|\*?\.?[\w-]+(\.[\w-]+)*\.?(:\d{1,5})?", re.ASCII)


def spare_loopback() -> None:
    """Have no proxy asked for this machine, and leave out exceptions that httpx takes for a broken address.

    These are ranges of IPv6 addresses, above all: with one of them, no client can even be made.
    """
    said = next((os.environ[name] for name in _NAMES if os.environ.get(name)), "")
    kept = [entry for entry in map(_usable, said.split(",")) if entry]
    os.environ.update(dict.fromkeys(_NAMES, ",".join(dict.fromkeys([*kept, *_LOOPBACK]))))


@contextmanager
def without_proxies() -> Iterator[None]:
    """While it lasts, no client of this program knows of a proxy, so that no value of the variables can harm it."""
    taken = {name: os.environ.pop(name) for name in list(os.environ) if name.lower().endswith("_proxy")}
    try:
        yield
    finally:
        os.environ.update(taken)


def clients_of(host: str) -> AbstractContextManager[None]:
    """Where clients of a host are made: if the host is this machine, no proxy is known while they are."""
    return without_proxies() if host in _LOOPBACK or host.startswith("127.") else nullcontext()


def _usable(entry: str) -> str | None:
    """An exception as httpx reads it; None where it would not."""
    entry = entry.strip()
    bare = re.sub(r"^\[(.*)\](:\d+)?$", r"\1", entry)
    try:
        network = ipaddress.ip_network(bare, strict=False)
    except ValueError:
        return entry if _HOST.fullmatch(entry) else None
    if network.version == 4:
        return bare
    return str(network.network_address) if network.num_addresses == 1 else None
