"""What is logged when something fails that nobody foresaw: where, and never what was asked."""

import logging
import traceback

_log = logging.getLogger(__name__)


def log_failure(what: str, error: Exception) -> None:
    """Log the kind of the error and where it came from; its message is left out, since it can hold the question."""
    where = "".join(traceback.format_tb(error.__traceback__))
    _log.error("%s failed with %s at:\n%s", what, type(error).__name__, where)
