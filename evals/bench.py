"""Speed and memory on this machine, beside what we aim for; `make bench` runs it."""

import os
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from evals.questions import load_questions

# Questions asked before the clock starts, so that everything is loaded.
_WARM = 5
_RUNS, _PAGE_RUNS = 3, 2
_LONGEST_START = 180  # seconds
_HOST = "127.0.0.1"
_IMPORT = (
    "import sys, time; start = time.perf_counter(); import assistant; took = time.perf_counter() - start; "
    "sys.exit('torch is imported') if 'torch' in sys.modules else print(took)"
)
# By its module rather than its script, so that the code beside this file is what runs.
_EVENHAND = (sys.executable, "-c", "from ui.cli.main import main; main()")
_QUESTION = "What does FREDA stand for?"


class BenchError(Exception):
    """Something that was to be measured did not work."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """One line of the table; `aim` is the highest value that meets our aim, None where there is no aim."""

    name: str
    value: float
    unit: str
    aim: float | None = None


def main() -> None:
    """Measure everything and print the table."""
    load = os.getloadavg()[0]
    measurements = [Measurement("import assistant, without torch", _median(_import_seconds), "s", 0.2)]
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        measurements += [
            Measurement("index from nothing, after imports", _build_seconds(index), "s", 30),
            Measurement("evenhand index, nothing changed", _median(lambda: _command_seconds(index, "index")), "s"),
            Measurement(
                "evenhand ask from a cold start", _median(lambda: _command_seconds(index, "ask", _QUESTION)), "s", 8
            ),
            Measurement("page ready", _median(lambda: _page_seconds(index), _PAGE_RUNS), "s", 12),
            *_question_measurements(index),
        ]
    measurements.append(Measurement("memory at its highest", _gigabytes(), "GB", 1.2))
    sys.stdout.write(f"{_machine(load)}\n\n{measurement_table(measurements)}\n")


def measurement_table(measurements: Sequence[Measurement]) -> str:
    """The measurements in Markdown, each with its aim and whether that is met."""
    return "\n".join(["| what | measured | aim, at most | |", "| --- | ---: | ---: | --- |", *map(_row, measurements)])


def _row(one: Measurement) -> str:
    measured = f"| {one.name} | {one.value:.2f} {one.unit} |"
    if one.aim is None:
        return f"{measured} – | – |"
    return f"{measured} {one.aim:g} {one.unit} | {'met' if one.value <= one.aim else 'missed'} |"


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest of the values that at least this share of them does not exceed."""
    return sorted(values)[max(0, -int(-len(values) * share // 1) - 1)]


def free_port() -> int:
    """A port on which nothing listens now."""
    with socket.socket() as free:
        free.bind((_HOST, 0))
        return int(free.getsockname()[1])


def seconds_until_served(command: Sequence[str], port: int, **variables: str) -> float:
    """From the start of a command until it serves a page at / on a port of this machine; then it is stopped.

    Raises BenchError where the command ends before that, or takes more than three minutes.
    """
    started = time.perf_counter()
    environment, nothing = {**os.environ, **variables}, subprocess.DEVNULL
    with subprocess.Popen(command, env=environment, stdout=nothing, stderr=nothing) as process:  # noqa: S603
        try:
            wait_until_served(process, port)
            return time.perf_counter() - started
        finally:
            process.kill()


def wait_until_served(process: "subprocess.Popen[bytes]", port: int) -> None:
    """Wait until a process serves a page at / on a port of this machine.

    Raises BenchError where it ends before that, or takes more than three minutes.
    """
    started, command = time.perf_counter(), subprocess.list2cmdline(process.args)  # type: ignore[arg-type]
    while not _is_served(port):
        if process.poll() is not None:
            raise BenchError(f"'{command}' ended before its page was ready.")
        if time.perf_counter() - started > _LONGEST_START:
            raise BenchError(f"'{command}' served no page within {_LONGEST_START} seconds.")
        time.sleep(0.02)


def _is_served(port: int) -> bool:
    connection = HTTPConnection(_HOST, port, timeout=10)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _import_seconds() -> float:
    """In a fresh interpreter. Raises CalledProcessError when the import brings in torch."""
    return float(_run([sys.executable, "-c", _IMPORT]))


def _build_seconds(index: Path) -> float:
    """Loading the model, and everything that `evenhand index` does after its imports."""
    import chromadb  # noqa: F401 - imported before the clock starts

    from indexing.embed import SentenceEmbedder
    from indexing.stored.build import build_index

    SentenceEmbedder()  # it imports what it needs
    return _seconds(lambda: build_index(index, SentenceEmbedder()))


def _command_seconds(index: Path, *arguments: str) -> float:
    """A whole command in a process of its own, from its start to its end."""
    return _seconds(lambda: _run([*_EVENHAND, *arguments], EVENHAND_INDEX=str(index)))


def _page_seconds(index: Path) -> float:
    port = free_port()
    command = [*_EVENHAND, "chat", "--no-browser", "--port", str(port)]
    return seconds_until_served(command, port, EVENHAND_INDEX=str(index))


def _run(command: Sequence[str], **variables: str) -> str:
    environment = {**os.environ, **variables}
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout  # noqa: S603


def _question_measurements(index: Path) -> list[Measurement]:
    """The first question of every `dev` item: answered end to end, and only embedded right after that."""
    from assistant.assistant import Assistant
    from assistant.settings import Settings
    from indexing.stored.models import open_embedder

    settings = Settings(index=index)
    assistant, embedder = Assistant.open(settings), open_embedder(index, settings.embedding_model)
    questions = [item.turns[0].question for item in load_questions(split="dev")]
    answered: list[float] = []
    embedded: list[float] = []
    for question in [*questions[:_WARM], *questions]:
        answered.append(1000 * _seconds(assistant.ask, question))
        embedded.append(1000 * _seconds(embedder.encode, [question]))
    answered, embedded = answered[_WARM:], embedded[_WARM:]
    return [
        Measurement(f"one question of {len(questions)}, p50", percentile(answered, 0.5), "ms", 150),
        Measurement(f"one question of {len(questions)}, p95", percentile(answered, 0.95), "ms", 500),
        Measurement("embedding it alone, p50", percentile(embedded, 0.5), "ms"),
        Measurement("ratio of the two, p50", percentile(answered, 0.5) / percentile(embedded, 0.5), "times"),
    ]


def _seconds(work: Callable[..., object], *arguments: object) -> float:
    started = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - started


def _median(measure: Callable[[], float], runs: int = _RUNS) -> float:
    return statistics.median(measure() for _ in range(runs))


def _gigabytes() -> float:
    """The most memory that this process held while it indexed and answered; Linux counts in KiB, macOS in bytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most * (1 if sys.platform == "darwin" else 1024) / 1e9


def _machine(load: float) -> str:
    return f"{os.cpu_count()} cores, of which {load:.1f} were busy before the measurements began"


if __name__ == "__main__":
    main()
