"""The log of unexpected failures: it says where something failed, and never what was asked."""

import logging
import traceback

_log = logging.getLogger(__name__)


def log_failure(what: str, error: Exception) -> None:
    """Log the kind of error and where it was raised, but not its message, which may hold the question."""
    where = "".join(traceback.format_tb(error.__traceback__))
    _log.error("%s failed with %s at:\n%s", what, type(error).__name__, where)
