"""Stopping an answer that is being made, at once.

Gradio's own way ends everything that a visitor waits for, and a question asked right after it as well.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from anyio import CancelScope

# A visitor's session and the number of a question in it.
Asked = tuple[str, int]


class Stops:
    """Knows the answers in the making, on the one event loop of a server."""

    def __init__(self) -> None:
        self._scopes: dict[Asked, CancelScope] = {}

    @contextmanager
    def stoppable(self, asked: Asked) -> Iterator[CancelScope]:
        """Hold this while a step of an answer is made; it is left early where the answer is stopped."""
        with CancelScope() as scope:
            self._scopes[asked] = scope
            try:
                yield scope
            finally:
                del self._scopes[asked]

    def stop(self, asked: Asked) -> None:
        """End the step in the making, if there is one."""
        if asked in self._scopes:
            self._scopes[asked].cancel()
