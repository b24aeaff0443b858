"""Checks a name with its password: beside the server's event loop, a few at once, and not too often."""

import asyncio
import hmac
import secrets
from dataclasses import dataclass

from anyio import CapacityLimiter, to_thread
from cachetools import TTLCache

from ui.serve.access import People
from ui.serve.door.attempts import Attempts
from ui.serve.door.passwords import LONGEST, LONGEST_NAME, composed

# Each check keeps a core busy, which answers need too.
_AT_ONCE, _WAITING = 2, 50
# For so many seconds a right password is not hashed again: programs send it with each request.
_REMEMBERED = 300


@dataclass(frozen=True, slots=True)
class Checked:
    """Who it is (None: nobody we know); or for how many seconds nothing is checked, after too many wrong tries."""

    name: str | None = None
    wait: int = 0


class Check:
    """Checks names and passwords of the people who then may sign in."""

    def __init__(self, people: People, attempts: Attempts) -> None:
        self._people, self._attempts = people, attempts
        # Digests with a key of this process: no password is kept.
        self._key = secrets.token_bytes()
        self._right: TTLCache[bytes, str] = TTLCache(1000, _REMEMBERED)
        self._running: dict[tuple[bytes, str], asyncio.Task[bool]] = {}
        self._limiter = CapacityLimiter(_AT_ONCE)

    async def __call__(self, name: str, password: str, address: str) -> Checked:
        """Whose name and password these are; `address` is the visitor's, whose wrong tries count."""
        name = composed(name.strip())
        if not 0 < len(name) <= LONGEST_NAME or not 0 < len(password) <= LONGEST:
            return Checked()
        pair = hmac.digest(self._key, f"{name}\0{password}".encode("utf-8", "replace"), "sha256")
        # Requests that send the same at the same time wait for one check, and count as one try.
        task = self._running.get((pair, address))
        if task is None:
            wait = self._attempts.wait(name, address) or (1 if len(self._running) >= _WAITING else 0)
            if wait:
                return Checked(wait=wait)
            stored = self._people.now.passwords.get(name)
            if stored is not None and self._right.get(pair) == stored:
                return Checked(name)
            task = self._begun(pair, name, password, address)
        return Checked(name) if await asyncio.shield(task) else Checked()

    def _begun(self, pair: bytes, name: str, password: str, address: str) -> asyncio.Task[bool]:
        self._attempts.begin(name, address)  # at once, so that many at the same time do not slip through
        task = self._running[pair, address] = asyncio.create_task(self._is_right(pair, name, password, address))
        task.add_done_callback(lambda _: self._running.pop((pair, address)))
        return task

    async def _is_right(self, pair: bytes, name: str, password: str, address: str) -> bool:
        credentials = self._people.now
        right = await to_thread.run_sync(credentials.match, name, password, limiter=self._limiter)
        if right:
            self._attempts.right(name, address)
            self._right[pair] = credentials.passwords[name]
        return right
