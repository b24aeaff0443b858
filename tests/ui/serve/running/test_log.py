"""What a server says on standard error."""

import io
import json
import logging
import sys
import threading
import traceback
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from ui.failures import log_failure, log_slow
from ui.serve.running.log import begin_log, take_over_server_log, tell

SECRET = "Was Zebedee bullied?"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def said_to(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Any], Any]]:
    """Begins the log on a stream, and ends it after the test."""
    root, ui = logging.getLogger(), logging.getLogger("ui")
    before = (list(root.handlers), root.level, ui.level)

    def begin(stream: Any) -> Any:
        monkeypatch.setattr(sys, "stderr", stream)
        begin_log()
        take_over_server_log()
        return stream

    monkeypatch.setattr(traceback, "print_exc", traceback.print_exc)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    yield begin
    logging.captureWarnings(capture=False)
    root.handlers, root.level, ui.level = before


def fail() -> None:
    try:
        {}[SECRET]
    except LookupError as error:
        log_failure("A turn", error)
        logging.getLogger("uvicorn.error").exception("Failed on %s", SECRET)


def test_it_is_one_object_a_line_and_holds_no_question(said_to: Any) -> None:
    stream = said_to(io.StringIO())
    tell("start", "Evenhand is here.", address="http://here/")
    log_slow("/answers", 12.3)
    fail()
    start, slow, failure, other = (json.loads(line) for line in stream.getvalue().splitlines())
    assert (start["level"], start["event"], start["address"]) == ("info", "start", "http://here/")
    assert start["time"].endswith("+00:00")
    assert (slow["event"], slow["address"], slow["seconds"]) == ("slow request", "/answers", 12.3)
    assert (failure["event"], failure["what"], failure["error"]) == ("failure", "A turn", "KeyError")
    assert "test_log.py" in failure["where"]
    assert (other["logger"], other["error"]) == ("uvicorn.error", "KeyError")
    assert "Zebedee" not in stream.getvalue()


def test_in_a_terminal_it_is_plain_sentences(said_to: Any) -> None:
    stream = said_to(Terminal())
    tell("start", "Evenhand is here.", address="http://here/")
    fail()
    lines = stream.getvalue().splitlines()
    assert lines[0] == "Evenhand is here."
    assert "A turn failed with KeyError at:" in lines
    assert "uvicorn.error: KeyError" in lines
    assert "Zebedee" not in stream.getvalue()


def test_what_libraries_print_of_errors_is_told_without_their_words(said_to: Any) -> None:
    stream = said_to(io.StringIO())
    try:
        {}[SECRET]
    except KeyError:
        traceback.print_exc()
    thread = threading.Thread(target=fail_in_thread)
    thread.start()
    thread.join()
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn(SECRET, UserWarning, stacklevel=1)
    events = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [event.get("error", event.get("logger")) for event in events] == ["KeyError", "LookupError", "py.warnings"]
    assert "Zebedee" not in stream.getvalue()


def fail_in_thread() -> None:
    raise LookupError(SECRET)
