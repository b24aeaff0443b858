"""What became of faults, as lines of a table."""

from collections.abc import Sequence
from dataclasses import dataclass

_HEAD = ("| fault | times | survived | slowest | what was seen |", "| --- | ---: | ---: | ---: | --- |")


@dataclass(frozen=True, slots=True)
class Figures:
    """One kind of fault: how often it was made, what went wrong, and the seconds of each answer or recovery.

    `problems` are those that were not survived, one sentence each; `seen` says what else is worth knowing.
    """

    fault: str
    times: int
    problems: tuple[str, ...]
    seconds: tuple[float, ...]
    seen: str = ""

    @property
    def survived(self) -> bool:
        """Whether nothing went wrong."""
        return not self.problems


def table(every: Sequence[Figures]) -> str:
    """The figures in Markdown."""
    return "\n".join([*_HEAD, *map(_line, every)])


def _line(one: Figures) -> str:
    survived = one.times - min(one.times, len(one.problems))
    slowest = f"{max(one.seconds):.1f} s" if one.seconds else "–"
    seen = "; ".join([*([one.seen] if one.seen else []), *one.problems[:3]])
    return f"| {one.fault} | {one.times} | {survived} | {slowest} | {_in_cell(seen)} |"


def _in_cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
