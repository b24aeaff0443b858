"""`python -m ui.faults` makes every fault on purpose and prints what became of it, as a table in Markdown."""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from ui.faults.ashgrove import ashgrove
from ui.faults.chroma import chroma_server, faults_of_chroma
from ui.faults.clocks import clock_jumps
from ui.faults.figures import Figures, table
from ui.faults.frozen import frozen_replica
from ui.faults.full import full_disk
from ui.faults.hostile import hostile_requests
from ui.faults.killed import killed_commands

_SEED, _KILLS, _INPUTS = 17, 100, 1000
_KINDS = ("killed", "hostile", "frozen", "chroma", "clocks", "full")
# How often a replica is frozen, and for how many seconds: longer than nginx waits for it.
_FROZEN, _SECONDS = 1, 45.0
_JUMPS, _FILLED = 6, 12


def main(arguments: list[str] | None = None) -> int:
    """Make the faults and print the table; 1 where one was not survived."""
    options = _options(arguments)
    sys.stdout.write(f"Seed {options.seed}.\n\n")
    every: list[Figures] = []
    for name, make in _faults(options).items():
        if name in options.only:
            started = time.perf_counter()
            every += make()
            sys.stderr.write(f"{name}: {time.perf_counter() - started:.0f} s\n")
    sys.stdout.write(f"{table(every)}\n")
    for problem in [problem for one in every for problem in one.problems]:
        sys.stderr.write(f"{problem}\n")
    return 0 if all(one.survived for one in every) else 1


def _faults(options: argparse.Namespace) -> dict[str, Callable[[], list[Figures]]]:
    """What makes the faults, by the name of their kind."""
    return {
        "killed": lambda: list(_killed(options)),
        "hostile": lambda: [_hostile(options)],
        "frozen": lambda: [_frozen()],
        "chroma": lambda: list(_chroma()),
        "clocks": lambda: [_clocks()],
        "full": lambda: [_full(options)],
    }


def _clocks() -> Figures:
    with ashgrove() as place:
        return clock_jumps(place, _JUMPS)


def _full(options: argparse.Namespace) -> Figures:
    with ashgrove() as place, TemporaryDirectory() as folder:
        return full_disk(Path(folder), place.index, options.seed, _FILLED)


def _frozen() -> Figures:
    with ashgrove() as place:
        return frozen_replica(place, _FROZEN, _SECONDS)


def _chroma() -> Iterator[Figures]:
    with (
        TemporaryDirectory() as folder,
        chroma_server(Path(folder)) as server,
        ashgrove(EVENHAND_CHROMA_URL=server.url) as place,
    ):
        yield from faults_of_chroma(place, server)


def _killed(options: argparse.Namespace) -> Iterator[Figures]:
    with ashgrove() as place:
        yield from killed_commands(place, options.seed, options.kills)


def _hostile(options: argparse.Namespace) -> Figures:
    """To a server in this process, whose routes are known, over the library that comes with Evenhand."""
    from evals.bench import free_port
    from ui.cli.opening import open_assistant
    from ui.serve.access import Access
    from ui.serve.app import launch

    assistant = open_assistant()
    page = launch(assistant, free_port(), Access(requests_per_minute=100_000, tools=True))
    try:
        return hostile_requests(page, options.inputs, options.seed, [assistant.settings.index.parent, Path.home()])
    finally:
        page.close(verbose=False)


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m ui.faults", description="Make faults, and see what is survived.")
    parser.add_argument(
        "--seed", type=int, default=_SEED, help=f"what the random moments and inputs come from ({_SEED})"
    )
    parser.add_argument("--kills", type=int, default=_KILLS, help=f"how many commands are killed ({_KILLS})")
    parser.add_argument("--inputs", type=int, default=_INPUTS, help=f"how many hostile inputs are sent ({_INPUTS})")
    parser.add_argument("--only", nargs="+", default=_KINDS, choices=_KINDS, help="only these kinds")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
