"""Who waits for an answer goes before what can wait: the cores are few."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import anyio

# Seconds that what can wait lets answers go first, and between looks whether there are any in work.
_PATIENCE, _LOOK = 10.0, 0.01


class Precedence:
    """Counts the answers in work, on the one event loop of a server."""

    def __init__(self) -> None:
        self._answers = 0
        self._next = anyio.Lock()

    @contextmanager
    def answering(self) -> Iterator[None]:
        """An answer is in work."""
        self._answers += 1
        try:
            yield
        finally:
            self._answers -= 1

    @asynccontextmanager
    async def waiting(self) -> AsyncIterator[None]:
        """Something that can wait, one at a time: it begins when no answer is in work, or has waited for long."""
        latest = anyio.current_time() + _PATIENCE
        async with self._next:
            while self._answers and anyio.current_time() < latest:
                await anyio.sleep(_LOOK)
            yield
