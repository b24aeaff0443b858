"""A disk that is full while the library changes or answers: one clear line, and the old library answers."""

import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ui.faults.ashgrove import Ashgrove, begin
from ui.faults.commands import Ran
from ui.faults.figures import Figures
from ui.faults.work import Arguments, adding, answering, indexing, rebuilding, removing, replacing

_FAULT = "the disk full while indexing, importing and answering"
_UNMOUNTED = "not run: only root can mount a small disk ('unshare --map-root-user --mount' makes you root for that)"
_SIZE = 48 * 2**20
# What is left of the disk at random, up to this: a change of the small library needs about as much.
_MOST_LEFT = 600_000
_WORKS: tuple[Callable[[Ashgrove], Arguments], ...] = (adding, replacing, removing, indexing, answering, rebuilding)
# What a command says while it goes on, and not of what stopped it.
_STEPS = ("Getting ready", "Updating the index", "Building the index", "Opening the library")


def full_disk(folder: Path, models: Path, seed: int, times: int) -> Figures:
    """Commands on a small disk that is full or nearly; `models` is an index on another disk that has them.

    Where no disk can be mounted there are no figures, but the reason.
    """
    disk = folder / "disk"
    disk.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", f"size={_SIZE}", "tmpfs", str(disk)]
    if not shutil.which("mount") or subprocess.run(mounting, capture_output=True, check=False).returncode:  # noqa: S603
        return Figures(_FAULT, 0, (), (), _UNMOUNTED)
    try:
        return _filled(begin(folder, models, disk), random.Random(seed), times)  # noqa: S311 - nothing secret
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)  # noqa: S603, S607


def _filled(place: Ashgrove, chance: random.Random, times: int) -> Figures:
    problems: list[str] = []
    seconds: list[float] = []
    stopped = 0
    for n in range(times):
        work = _WORKS[n % len(_WORKS)]
        arguments = work(place)
        with _left(place.store, 0 if n < len(_WORKS) else chance.randrange(_MOST_LEFT)):
            ran = place.run(*arguments)
            asked = place.run(*answering(place))
        stopped += bool(ran.status)
        seconds.append(asked.seconds)
        # Documents that were changed by hand are the library now, and an index that cannot follow says so.
        followed = work is not indexing or ran.status == 0
        lost = place.wrong_in_batch(asked) if followed or asked.status == 0 else _unclear(asked)
        wrong = [*_unclear(ran), *(f"then asking: {one}" for one in lost), *_changed(place)]
        problems += [f"the disk was full, {work.__name__} {n}: {one}" for one in wrong]
    seen = f"{stopped} commands stopped, each with one line; the others had room enough"
    return Figures(_FAULT, times, tuple(problems), tuple(seconds), seen)


@contextmanager
def _left(disk: Path, size: int) -> Iterator[None]:
    """Only so many bytes of a disk are left, for as long as the context lasts."""
    ballast = disk / "ballast"
    with ballast.open("wb") as file:
        free = shutil.disk_usage(disk).free - size
        block = b"\x01" * 2**16
        for _ in range(max(0, free) // len(block)):
            file.write(block)
        file.flush()
    try:
        yield
    finally:
        ballast.unlink()


def _unclear(ran: Ran) -> list[str]:
    """What is wrong with how a command ended: one line says what and what to do, where it did not do its work."""
    lines = [line for line in ran.complained.splitlines() if line.strip() and not line.startswith(_STEPS)]
    if ran.status == 0 and "Traceback" not in ran.complained:
        return []
    told = len(lines) == 1 and ran.status == 1 and ("room" in lines[0] or "No space left" in lines[0])
    return [] if told else [f"it ended with {ran.status} and said: {' '.join(lines)[-300:]}"]


def _changed(place: Ashgrove) -> list[str]:
    """What is wrong with the next change, which has room, and must leave nothing but what it was for."""
    place.age()
    ran = place.run(*replacing(place))
    if ran.status:
        return [f"the next change said {ran.complained.strip()[-300:]}"]
    place.settle(max(place.versions))
    return [f"{one} stayed" for one in place.litter()]
