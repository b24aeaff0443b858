"""One at a time in a folder, among threads and programs alike; filelock is confined to this file."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_NAME = ".lock"


def nobody_told() -> None:
    """What is done when there is nobody to tell that a lock is waited for."""


@contextmanager
def locked(folder: Path, waiting: Callable[[], object] = nobody_told) -> Iterator[None]:
    """Hold a folder, which is made if it is not there; a thread that holds it may do so again.

    Where somebody else holds it, `waiting` is called once, and then it waits. A program that is killed holds nothing.
    Raises OSError where nothing can be written in the folder.
    """
    from filelock import FileLock, Timeout

    folder.mkdir(parents=True, exist_ok=True)
    # The file stays: were it removed, one could hold the removed file and another the new one.
    lock = FileLock(folder / _NAME, is_singleton=True, preserve_lock_file=True, fallback_to_soft=False)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        waiting()
        lock.acquire()
    try:
        yield
    finally:
        lock.release()
