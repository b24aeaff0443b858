"""Asks a server the questions whose answers are known, as its page does."""

import time
import uuid
from contextlib import suppress
from html import unescape

import httpx

from evals.bench import BenchError
from ui.bench.visitors import last_news
from ui.faults.ashgrove import CHANGED, KEPT
from ui.html.addresses import ANSWERS

_LONGEST = 120.0


def ready(address: str, seconds: float = _LONGEST) -> float:
    """Wait until a server is ready; how many seconds that took. Raises BenchError where it takes longer."""
    started = time.perf_counter()
    while (took := time.perf_counter() - started) < seconds:
        with suppress(httpx.TransportError):
            if httpx.get(f"{address}readyz", timeout=10).is_success:
                return took
        time.sleep(0.1)
    raise BenchError(f"The server at {address} was not ready within {seconds:.0f} seconds.")


def known_answers(address: str, person: tuple[str, str] | None = None) -> dict[str, str]:
    """What a server says to the questions whose answers are known, by their ids.

    `person` is a name with its password, where it asks for one.
    """
    return {id_: answer(address, question, person) for id_, question in (("kept", KEPT), ("changed", CHANGED))}


def answer(address: str, question: str, person: tuple[str, str] | None = None) -> str:
    """What the page shows of the answer to one question, or why there is none."""
    sent = {"conversation": uuid.uuid4().hex, "question": question, "asked": []}
    reply = httpx.post(f"{address}{ANSWERS.lstrip('/')}", json=sent, timeout=_LONGEST, auth=person)
    news = last_news(reply.raise_for_status().text)
    return unescape(news.get("problem") or "".join(news["turns"]))
