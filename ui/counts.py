"""What became of questions and requests, in numbers alone: never a word of them is kept."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import ParamSpec

from assistant.answer import Answer, Statement
from corpus.errors import QuestionError

# Upper bounds of the classes that seconds are counted in; what takes longer counts in one more.
BOUNDS = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0)
# Why a request is refused: too many, too large, not signed in, or on the way out.
REASONS = ("limit", "size", "sign-in", "stopping")
OUTCOMES = ("answered", "partial", "not_found", "out_of_scope", "invalid", "error", "stopped")
STAGES = ("search", "answer", "total")

_Asked = ParamSpec("_Asked")


@dataclass(slots=True)
class Seconds:
    """How many took how long, by class, and all of it together."""

    classes: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS) + 1))
    total: float = 0.0

    def add(self, seconds: float) -> None:
        """Count one more."""
        self.classes[bisect_left(BOUNDS, seconds)] += 1
        self.total += seconds


class Counts:
    """Counts questions by outcome, their seconds by stage, and refused requests by reason; any thread may."""

    def __init__(self) -> None:
        self.questions: Counter[str] = Counter(dict.fromkeys(OUTCOMES, 0))
        self.refused: Counter[str] = Counter(dict.fromkeys(REASONS, 0))
        self.seconds = {stage: Seconds() for stage in STAGES}
        self._lock = Lock()

    def refuse(self, reason: str) -> None:
        """Count a request that is refused, for one of REASONS."""
        with self._lock:
            self.refused[reason] += 1

    def counting(
        self, stream: Callable[_Asked, Iterator[Statement | Answer]]
    ) -> Callable[_Asked, Iterator[Statement | Answer]]:
        """The same as `stream`, which answers questions, with each of them counted when it ends.

        A question is "stopped" where nobody waits for its answer any more, and "invalid" where it can be put right.
        """

        def counted(*arguments: _Asked.args, **named: _Asked.kwargs) -> Iterator[Statement | Answer]:
            outcome, took = "stopped", dict[str, float]()
            try:
                for part in stream(*arguments, **named):
                    if isinstance(part, Answer):
                        outcome, took = part.status, dict(part.milliseconds)
                    yield part
            except QuestionError:
                outcome = "invalid"
                raise
            except Exception:
                outcome = "error"
                raise
            finally:
                self._count(outcome, took)

        return counted

    def _count(self, outcome: str, took: Mapping[str, float]) -> None:
        with self._lock:
            self.questions[outcome] += 1
            for stage in STAGES:
                if stage in took:
                    self.seconds[stage].add(took[stage] / 1000)
