"""Answers take priority over background work, since the processor has few cores."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import anyio

# Seconds that background work waits for answers at most, and seconds between its looks at whether any is in progress.
_LONGEST_WAIT, _INTERVAL = 10.0, 0.01


class Precedence:
    """Counts the answers in progress, on the one event loop of a server."""

    def __init__(self) -> None:
        self._answers = 0
        self._next = anyio.Lock()

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Hold this while an answer is made."""
        self._answers += 1
        try:
            yield
        finally:
            self._answers -= 1

    @asynccontextmanager
    async def background(self) -> AsyncIterator[None]:
        """Hold this for background work, one piece at a time.

        It begins when no answer is in progress, or after the longest wait.
        """
        latest = anyio.current_time() + _LONGEST_WAIT
        async with self._next:
            while self._answers and anyio.current_time() < latest:
                await anyio.sleep(_INTERVAL)
            yield
