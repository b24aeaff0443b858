"""`python -m ui.faults` makes every fault on purpose and prints what became of it, as a table in Markdown."""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from ui.faults.ashgrove import Ashgrove, ashgrove
from ui.faults.chroma import chroma_server, faults_of_chroma
from ui.faults.clocks import clock_jumps
from ui.faults.figures import Figures, table
from ui.faults.frozen import frozen_replica
from ui.faults.full import full_disk
from ui.faults.hostile import hostile_requests
from ui.faults.killed import killed_commands

_SEED, _KILLS, _INPUTS = 17, 100, 1000
# How often a replica is frozen, and for how many seconds: longer than nginx waits for it.
_FROZEN, _SECONDS = 1, 45.0
_JUMPS, _FILLED = 6, 12

Make = Callable[[Ashgrove, argparse.Namespace], Iterator[Figures]]


def main(arguments: list[str] | None = None) -> int:
    """Make the faults and print the table; 1 where one was not survived."""
    options = _options(arguments)
    every: list[Figures] = []
    with ashgrove() as place:  # the others take its models, which are exported once
        for name in options.only:
            started = time.perf_counter()
            every += _KINDS[name](place, options)
            sys.stderr.write(f"{name}: {time.perf_counter() - started:.0f} s\n")
    sys.stdout.write(f"Seed {options.seed}.\n\n{table(every)}\n")
    for problem in [problem for one in every for problem in one.problems]:
        sys.stderr.write(f"{problem}\n")
    return 0 if all(one.survived for one in every) else 1


def _killed(place: Ashgrove, options: argparse.Namespace) -> Iterator[Figures]:
    yield from killed_commands(place, options.seed, options.kills)


def _full(place: Ashgrove, options: argparse.Namespace) -> Iterator[Figures]:
    with TemporaryDirectory() as folder:
        yield full_disk(Path(folder), place.index, options.seed, _FILLED)


def _hostile(place: Ashgrove, options: argparse.Namespace) -> Iterator[Figures]:
    """To a server in this process, whose routes are known."""
    from assistant.settings import load_settings
    from evals.bench import free_port
    from ui.cli.opening import open_assistant
    from ui.database import open_feedback
    from ui.serve.access import Access
    from ui.serve.app import launch

    settings = load_settings(index=place.index, library=place.library, guidance=False)
    feedback = open_feedback(str(place.folder / "feedback.sqlite"))
    access = Access(requests_per_minute=100_000, tools=True)
    page = launch(open_assistant(settings=settings), free_port(), access, feedback)
    try:
        yield hostile_requests(page, options.inputs, options.seed, [place.folder, Path.home()])
    finally:
        page.close(verbose=False)


def _clocks(place: Ashgrove, _: argparse.Namespace) -> Iterator[Figures]:
    with ashgrove(place.index) as other:
        yield clock_jumps(other, _JUMPS)


def _frozen(place: Ashgrove, _: argparse.Namespace) -> Iterator[Figures]:
    yield frozen_replica(place, _FROZEN, _SECONDS)


def _chroma(place: Ashgrove, _: argparse.Namespace) -> Iterator[Figures]:
    with (
        TemporaryDirectory() as folder,
        chroma_server(Path(folder)) as server,
        ashgrove(place.index, EVENHAND_CHROMA_URL=server.url) as other,
    ):
        yield from faults_of_chroma(other, server)


_KINDS: dict[str, Make] = {
    "killed": _killed,
    "full": _full,
    "hostile": _hostile,
    "clocks": _clocks,
    "frozen": _frozen,
    "chroma": _chroma,
}


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m ui.faults", description="Make faults, and see what is survived.")
    parser.add_argument("--seed", type=int, default=_SEED, help=f"where moments and inputs come from ({_SEED})")
    parser.add_argument("--kills", type=int, default=_KILLS, help=f"how many commands are killed ({_KILLS})")
    parser.add_argument("--inputs", type=int, default=_INPUTS, help=f"how many hostile inputs are sent ({_INPUTS})")
    parser.add_argument("--only", nargs="+", default=list(_KINDS), choices=list(_KINDS), help="only these kinds")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
