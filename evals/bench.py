"""How fast and how large: figures of this machine beside the aims; run by `make bench`."""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.questions import load_questions

# Questions asked before the clock runs, so that everything is loaded and warm.
_WARM = 5
_RUNS = 3
_IMPORT = (
    "import sys, time; start = time.perf_counter(); import assistant; took = time.perf_counter() - start; "
    "sys.exit('torch is imported') if 'torch' in sys.modules else print(took)"
)


@dataclass(frozen=True, slots=True)
class Measurement:
    """One line of the table; `aim` is the most that `value` should be, None where there is no aim."""

    name: str
    value: float
    unit: str
    aim: float | None = None


def main() -> None:
    """Measure everything and print the table."""
    load = os.getloadavg()[0]
    figures = [Measurement("import assistant, without torch", _median(_import_seconds), "s", 0.2)]
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        figures.append(Measurement("index from nothing, after imports", _build_seconds(index), "s", 15))
        figures.append(Measurement("evenhand index, nothing changed", _median(lambda: _unchanged_seconds(index)), "s"))
        figures += _question_figures(index)
    figures.append(Measurement("memory at its highest", _gigabytes(), "GB", 1.2))
    sys.stdout.write(f"{_machine(load)}\n\n{table(figures)}\n")


def table(figures: Sequence[Measurement]) -> str:
    """The figures as Markdown, each with its aim and whether it is met."""
    rows = [
        f"| {figure.name} | {figure.value:.2f} {figure.unit} | "
        + (
            "– | – |"
            if figure.aim is None
            else f"{figure.aim:g} {figure.unit} | {_verdict(figure.value, figure.aim)} |"
        )
        for figure in figures
    ]
    return "\n".join(["| what | measured | aim, at most | |", "| --- | ---: | ---: | --- |", *rows])


def _verdict(value: float, aim: float) -> str:
    return "met" if value <= aim else "missed"


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest of the values that at least this share of them does not exceed."""
    return sorted(values)[max(0, -int(-len(values) * share // 1) - 1)]


def _import_seconds() -> float:
    """A fresh interpreter each time. Raises CalledProcessError when the import brings in torch."""
    return float(_run(["-c", _IMPORT]))


def _build_seconds(index: Path) -> float:
    """Loading the model, and everything that `evenhand index` does after its imports."""
    import chromadb  # noqa: F401 - imported before the clock runs

    from indexing.build import build_index
    from indexing.embed import SentenceEmbedder

    SentenceEmbedder()  # it imports what it needs
    return _seconds(lambda: build_index(index, SentenceEmbedder()))


def _unchanged_seconds(index: Path) -> float:
    """The whole command, from its start to its end."""
    command = ["-c", "from ui.cli.main import main; main()", "index"]
    return _seconds(lambda: _run(command, EVENHAND_INDEX=str(index)))


def _run(arguments: list[str], **variables: str) -> str:
    command, environment = [sys.executable, *arguments], {**os.environ, **variables}
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout  # noqa: S603


def _question_figures(index: Path) -> list[Measurement]:
    """Every first question of the dev split: answered end to end, and embedded alone right after."""
    from assistant.assistant import Assistant
    from assistant.settings import Settings
    from indexing.embed import SentenceEmbedder

    assistant, embedder = Assistant.open(Settings(index=index)), SentenceEmbedder()
    questions = [item.turns[0].question for item in load_questions(split="dev")]
    answered: list[float] = []
    embedded: list[float] = []
    for question in [*questions[:_WARM], *questions]:
        answered.append(1000 * _seconds(assistant.ask, question))
        embedded.append(1000 * _seconds(embedder.encode, [question]))
    answered, embedded = answered[_WARM:], embedded[_WARM:]
    return [
        Measurement(f"one question of {len(questions)}, p50", percentile(answered, 0.5), "ms", 30),
        Measurement(f"one question of {len(questions)}, p95", percentile(answered, 0.95), "ms", 60),
        Measurement("embedding it alone, p50", percentile(embedded, 0.5), "ms"),
        Measurement("ratio of the two, p50", percentile(answered, 0.5) / percentile(embedded, 0.5), "times"),
    ]


def _seconds(work: Callable[..., object], *arguments: object) -> float:
    started = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - started


def _median(measure: Callable[[], float]) -> float:
    return statistics.median(measure() for _ in range(_RUNS))


def _gigabytes() -> float:
    """What this process held at most, while it indexed and answered; Linux counts in KiB, macOS in bytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most * (1 if sys.platform == "darwin" else 1024) / 1e9


def _machine(load: float) -> str:
    return f"{os.cpu_count()} cores, of which {load:.1f} were at work before the measurement began"


if __name__ == "__main__":
    main()
