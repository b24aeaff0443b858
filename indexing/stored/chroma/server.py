"""A store of vectors on a Chroma server: one machine's, a distributed one, or Chroma Cloud."""

import os
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from corpus.errors import SettingsError, StoredIndexError
from corpus.proxies import clients_of
from indexing.stored.chroma.store import VectorStore, reason_of

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from httpx import Timeout

# Seconds until a server must have taken a connection, answered a search, and taken or given many vectors.
_CONNECTING, ANSWERING, STORING = 3.0, 5.0, 60.0
_PORTS = {"http": 8000, "https": 443}
# How the version begins of all servers that speak as this client does.
_VERSION = "1."
_ADVICE = "start it, or correct the setting 'chroma_url'"


@dataclass(frozen=True, slots=True)
class _Server:
    """A server as `chroma_url` names it, without what is secret in `place`."""

    scheme: str
    host: str
    port: int
    tenant: str
    database: str
    token: str = field(repr=False)

    @property
    def place(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"

    @property
    def headers(self) -> dict[str, str]:
        return {"X-Chroma-Token": self.token} if self.token else {}


def open_server(url: str, prefix: str, seconds: float = ANSWERING) -> VectorStore:
    """The collections of a server whose names begin with `prefix`; it must answer anything within so many seconds.

    Raises StoredIndexError where it does not, or is none that speaks as we do; SettingsError for a malformed address.
    """
    server = read_url(url)
    return VectorStore(_client(server, seconds), f"the Chroma server at {server.place}", f"{_ADVICE}.", prefix)


def read_url(url: str) -> _Server:
    """The server that an address `http(s)://TOKEN@host:port/tenant/database` names.

    Tenant, database and token may be left out, and are then what Chroma's own variables say: CHROMA_TENANT,
    CHROMA_DATABASE, CHROMA_API_KEY. Raises SettingsError.
    """
    wrong = SettingsError("Setting 'chroma_url': write http://host:port or https://host, with /tenant/database if any.")
    try:
        split = urlsplit(url)
        port = split.port
    except ValueError as error:
        raise wrong from error
    tenant, _, database = split.path.strip("/").partition("/")
    if split.scheme not in _PORTS or not split.hostname or (tenant and not database) or "/" in database:
        raise wrong
    return _Server(
        split.scheme,
        split.hostname,
        port or _PORTS[split.scheme],
        unquote(tenant) or os.environ.get("CHROMA_TENANT", "default_tenant"),
        unquote(database) or os.environ.get("CHROMA_DATABASE", "default_database"),
        unquote(split.password or split.username or "") or os.environ.get("CHROMA_API_KEY", ""),
    )


@lru_cache(maxsize=8)
def _client(server: _Server, seconds: float) -> "ClientAPI":
    """One client for all that asks the same server."""
    import httpx

    timeout = httpx.Timeout(seconds, connect=_CONNECTING)
    with clients_of(server.host):
        _check(server, timeout)
        try:
            client = _connected(server)
        except Exception as error:  # Chroma raises its own errors and httpx's, and ValueError for most
            raise StoredIndexError(
                f"The Chroma server at {server.place} does not take us ({reason_of(error)}); does it have the tenant "
                f"'{server.tenant}' and the database '{server.database}', and is the token right?"
            ) from error
    client._server._session.timeout = timeout  # Chroma waits for ever, and has no setting for it
    return client


def _connected(server: _Server) -> "ClientAPI":
    import chromadb
    from chromadb.config import Settings

    return chromadb.HttpClient(
        server.host,
        server.port,
        ssl=server.scheme == "https",
        headers=server.headers,
        settings=Settings(anonymized_telemetry=False),
        tenant=server.tenant,
        database=server.database,
    )


def _check(server: _Server, timeout: "Timeout") -> None:
    """Raises StoredIndexError where the server does not answer in time, or not as a Chroma server of our version."""
    import httpx

    try:
        answer = httpx.get(f"{server.place}/api/v2/version", headers=server.headers, timeout=timeout)
        version = answer.json() if answer.is_success else None
    except ValueError:
        version = None
    except (httpx.HTTPError, ImportError) as error:  # without a package for it, httpx cannot use a proxy of that kind
        raise StoredIndexError(
            f"The Chroma server at {server.place} cannot be reached ({reason_of(error)}); {_ADVICE}."
        ) from error
    if not isinstance(version, str):
        raise StoredIndexError(f"What answers at {server.place} is no Chroma server of version 1; {_ADVICE}.")
    if not version.startswith(_VERSION):
        raise StoredIndexError(
            f"The Chroma server at {server.place} has version {version}, and Evenhand needs version 1; update it."
        )
