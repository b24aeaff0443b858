"""Twenty visitors at once: how long they wait, and whether each sees only their own conversation.

The page is in one process and the visitors are in another.
"""

import os
import subprocess
import sys
import time

from evals.bench import Measurement, free_port, measurement_table, percentile
from evals.questions import load_questions
from ui.bench.visitors import Visitor, strangers, visit_all

VISITORS, QUESTIONS = 20, 10
# A visitor reads an answer for between this many and that many seconds before asking again.
_READING = (2.5, 7.5)


def _asked() -> list[list[str]]:
    """Each visitor's questions, from `dev`; no two visitors ask the same question at the same time."""
    questions = [item.turns[0].question for item in load_questions(split="dev")]
    return [[questions[(visitor * 7 + n) % len(questions)] for n in range(QUESTIONS)] for visitor in range(VISITORS)]


def visitors(address: str) -> None:
    """What the visitors' process does: visit the page, and print the measurements."""
    asked = _asked()
    Visitor(address).ask(asked[0][0])  # so that everything is loaded
    started = time.perf_counter()
    waits = visit_all(address, asked)
    took = time.perf_counter() - started
    seconds, offers = zip(*((wait.seconds, wait.offers) for own in waits for wait in own), strict=True)
    measurements = [
        Measurement(
            f"{VISITORS} visitors, {QUESTIONS} questions each without a pause: p50", percentile(seconds, 0.5), "s"
        ),
        Measurement("p95", percentile(seconds, 0.95), "s", 3),
        Measurement("p95 until questions to ask next are offered", percentile(offers, 0.95), "s"),
        Measurement("questions without an answer or a refusal", VISITORS * QUESTIONS - len(seconds), "", 0),
        Measurement("visitors who saw another's conversation", strangers(asked, waits), "", 0),
        Measurement("questions a second", len(seconds) / took, ""),
    ]
    with_reading = [wait.seconds for own in visit_all(address, asked, _READING) for wait in own]
    measurements += [
        Measurement("the same, reading each answer for about five seconds: p50", percentile(with_reading, 0.5), "s"),
        Measurement("p95", percentile(with_reading, 0.95), "s", 1),
    ]
    sys.stdout.write(f"{measurement_table(measurements)}\n")


def measure() -> None:
    """Serve the page as `evenhand chat` does, and send the visitors to it."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    from ui.cli.opening import open_assistant
    from ui.serve.access import Access
    from ui.serve.app import launch

    page = launch(open_assistant(), free_port(), Access(requests_per_minute=100_000))
    started = time.process_time()
    try:
        subprocess.run([sys.executable, "-m", "ui.bench.twenty", page.local_url], check=True)  # noqa: S603
    finally:
        page.close(verbose=False)
    each = (time.process_time() - started) / (2 * VISITORS * QUESTIONS)
    # Unlike the waits, this hardly depends on what else the machine is doing.
    sys.stdout.write(f"The server used {1000 * each:.0f} ms of one core for each question and its offers.\n")


if __name__ == "__main__":
    visitors(sys.argv[1])
