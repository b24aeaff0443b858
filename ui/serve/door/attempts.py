"""Wrong passwords make the next try wait: for a visitor's address, for a name, and for a name from an address."""

import math
import time
from collections.abc import Callable

from cachetools import TTLCache

# Wrong tries before anybody waits, and the longest wait in seconds, which doubles from one second with each more.
_OF_ONE, _OF_MANY, _LONGEST = 5, 20, 60
# Seconds until wrong tries are forgotten, and until it is forgotten that a name signed in from an address.
_FORGOTTEN, _FAMILIAR = 15 * 60, 30 * 24 * 3600
_MOST = 10_000

_Key = tuple[str, str]


class Attempts:
    """Counts wrong tries, in memory. It is used from the server's event loop alone, so it needs no lock.

    Nobody else can keep a person out for long: a name that has signed in from an address before waits there only for
    wrong tries with this name from this address.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        # Wrong tries and the time of the last one, by name and address; "" stands for any.
        self._wrong: TTLCache[_Key, tuple[int, float]] = TTLCache(3 * _MOST, _FORGOTTEN, clock)
        self._familiar: TTLCache[_Key, None] = TTLCache(_MOST, _FAMILIAR, clock)

    def wait(self, name: str, address: str) -> int:
        """Seconds until this name may be tried from this address; 0 for at once."""
        until = max(self._until(key) for key in self._keys(name, address))
        return max(0, math.ceil(until - self._clock()))

    def begin(self, name: str, address: str) -> None:
        """Count a try as wrong, before it is checked: many at once do not slip through."""
        for key in self._keys(name, address):
            wrong, _ = self._wrong.get(key, (0, 0.0))
            self._wrong[key] = (wrong + 1, self._clock())

    def right(self, name: str, address: str) -> None:
        """The try that was begun turned out right."""
        for key in self._keys(name, address):
            wrong, last = self._wrong.pop(key, (0, 0.0))
            # Whoever has one password may not use it to try others' without an end.
            if wrong > 1 and key != (name, address):
                self._wrong[key] = (wrong - 1, last)
        self._familiar[name, address] = None

    def _keys(self, name: str, address: str) -> list[_Key]:
        of_both = (name, address)
        return [of_both] if of_both in self._familiar else [of_both, (name, ""), ("", address)]

    def _until(self, key: _Key) -> float:
        wrong, last = self._wrong.get(key, (0, 0.0))
        more = wrong - (_OF_ONE if all(key) else _OF_MANY)
        return last + min(2.0 ** (more - 1), _LONGEST) if more > 0 else 0.0
