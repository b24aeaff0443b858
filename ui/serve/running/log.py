"""What a server says on standard error: sentences in a terminal, elsewhere an object of JSON a line.

No question, name or topic is among it. Of what libraries log, only where it was and the kind of error are told: their
messages may hold anything.
"""

import json
import logging
import sys
import threading
import traceback
from datetime import UTC, datetime
from typing import Any

from ui.failures import log_failure

_log = logging.getLogger("ui.serve")
# Whose messages are our own.
_OURS = ("ui.", "corpus.", "indexing.", "assistant.")


def tell(event: str, sentence: str, **facts: Any) -> None:
    """Say that something happened: the `sentence` in a terminal, else the `event` with its facts too."""
    _log.info(sentence, extra={"facts": {"event": event, **facts}})


def begin_log() -> None:
    """Have everything that is logged from now on go to standard error, in our form.

    Call it before the first request can come: Gradio and threads print errors with their messages, and a call with too
    few values would have its question printed.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Sentences() if sys.stderr.isatty() else _Lines())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("ui").setLevel(logging.INFO)
    logging.captureWarnings(capture=True)
    traceback.print_exc = _log_error
    threading.excepthook = _log_error


def take_over_server_log() -> None:
    """Have Gradio's server log in our form too: it takes handlers of its own when it is started."""
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [], name != "uvicorn.access"


def _log_error(*_: Any, **__: Any) -> None:
    """Log the error that is being handled, instead of printing it."""
    error = sys.exc_info()[1]
    if isinstance(error, Exception):
        log_failure("What a library did", error)


class _Sentences(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        if "facts" in vars(record) or record.name.startswith(_OURS):
            return record.getMessage()
        facts = _of_others(record)
        return f"{facts['logger']}: {facts.get('error', record.levelname.lower())}\n{facts.get('where', '')}".rstrip()


class _Lines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        facts = vars(record).get("facts") or {"event": "message"}
        ours = "facts" in vars(record) or record.name.startswith(_OURS)
        facts = {**facts, "message": record.getMessage()} if ours else _of_others(record)
        time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        return json.dumps({"time": time, "level": record.levelname.lower(), **facts}, ensure_ascii=False)


def _of_others(record: logging.LogRecord) -> dict[str, Any]:
    facts: dict[str, Any] = {"event": "library", "logger": record.name, "line": f"{record.module}:{record.lineno}"}
    if record.exc_info and record.exc_info[0]:
        facts["error"] = record.exc_info[0].__name__
        facts["where"] = "".join(traceback.format_tb(record.exc_info[2]))
    return facts
