"""One at a time in a folder: other threads and programs wait, and a program that is killed holds nothing."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from indexing.stored.lock import locked

HOLDS = """
import sys, time
from pathlib import Path
from indexing.stored.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def waits_in(folder: Path) -> tuple[threading.Thread, threading.Event, list[str]]:
    """A thread that wants to hold a folder, what happens when it has to wait, and what it did."""
    waiting, done = threading.Event(), list[str]()

    def work() -> None:
        with locked(folder, waiting.set):
            done.append("held")

    thread = threading.Thread(target=work)
    thread.start()
    return thread, waiting, done


def test_another_thread_waits_and_says_so(tmp_path: Path) -> None:
    with locked(tmp_path / "new"):
        thread, waiting, done = waits_in(tmp_path / "new")
        assert waiting.wait(10)
        assert done == []
    thread.join(10)
    assert done == ["held"]


def test_the_same_thread_may_hold_it_twice(tmp_path: Path) -> None:
    with locked(tmp_path), locked(tmp_path, lambda: pytest.fail("it waits for itself")):
        pass


def test_a_program_that_is_killed_holds_nothing(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLDS, str(tmp_path)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        thread, waiting, done = waits_in(tmp_path)
        assert waiting.wait(10)
        process.kill()
        thread.join(10)
        assert done == ["held"]
