"""The log of failures and slow requests: it says where something failed, and never what was asked."""

import logging
import traceback

from corpus.errors import StoredIndexError

_log = logging.getLogger(__name__)


def log_failure(what: str, error: Exception) -> None:
    """Log the kind of error and where it was raised, but not its message, which may hold the question.

    What an index or a server of vectors says is logged: it is of no question, and says what to do.
    """
    where = "".join(traceback.format_tb(error.__traceback__))
    kind = type(error).__name__
    said = f"{kind} ({error})" if isinstance(error, StoredIndexError) else kind
    facts = {"event": "failure", "what": what, "error": said, "where": where}
    _log.error("%s failed with %s at:\n%s", what, said, where, extra={"facts": facts})


def log_slow(address: str, seconds: float) -> None:
    """Log a request that took long; `address` names no more than what is there for everybody."""
    facts = {"event": "slow request", "address": address, "seconds": round(seconds, 1)}
    _log.warning("A request to %s took %.0f s.", address, seconds, extra={"facts": facts})
