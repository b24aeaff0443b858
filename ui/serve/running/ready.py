"""Whether a question can be answered at this moment: the models are loaded, the library can be searched."""

import time
from threading import Lock

from corpus.errors import EvenhandError
from ui.failures import log_failure
from ui.live import LiveAssistant
from ui.serve.running.stopping import Requests

# What is searched for to find out, and for how many seconds the result counts: anybody may ask.
_TRIED, _COUNTS = "equality", 2.0
_STOPPING = "The server is being stopped."
_BROKEN = "The library cannot be searched; the log says where it failed."


class Readiness:
    """Says why no question can be answered; any thread may ask."""

    def __init__(self, live: LiveAssistant, requests: Requests) -> None:
        self._live, self._requests = live, requests
        self._lock, self._until, self._problem = Lock(), 0.0, ""

    def __call__(self) -> str:
        """The reason in a sentence; "" where questions can be answered."""
        if self._requests.is_stopping:
            return _STOPPING
        return self._live.loading or self._searching()

    def _searching(self) -> str:
        with self._lock:
            if time.monotonic() >= self._until:
                self._problem = self._searched()
                self._until = time.monotonic() + _COUNTS
            return self._problem

    def _searched(self) -> str:
        try:
            self._live.now.assistant.searcher.search(_TRIED, 1)
        except EvenhandError as error:
            return str(error)
        except Exception as error:  # noqa: BLE001 - whatever it is, who asks is told
            log_failure("A search for the readiness", error)
            return _BROKEN
        return ""
