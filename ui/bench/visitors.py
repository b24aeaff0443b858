"""Visitors of a page, who ask as a browser does, and what each of them saw."""

import json
import random
import re
import time
import uuid
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from html import unescape
from threading import Barrier
from typing import Any

import httpx

from ui.html.addresses import ANSWERS

# Seconds before a question is sent again whose connection broke, and what a proxy says where no server answers.
_PAUSES, _AWAY = (0.5, 2.0), (502, 503, 504)
_QUESTION = re.compile(r'<h2 class="question">.*?</span>(.*?)</h2>', re.DOTALL)
_ASKED = re.compile(r'data-asked="(.*?)"')
_OFFERS = re.compile(r'data-further="(.*?)"')
_TURN = re.compile(r'<article class="turn [^"]*\b(answered|partial|not_found|out_of_scope)"')


@dataclass(frozen=True, slots=True)
class Wait:
    """One question of a visitor: the seconds until its answer was shown, and the conversation as it then stood.

    `offers` are the seconds until the questions to ask next were offered too.
    """

    seconds: float
    questions: tuple[str, ...]
    statuses: tuple[str, ...]
    offers: float = 0.0


class Visitor:
    """A visitor who asks on the page as its script does, in a conversation of their own."""

    def __init__(self, address: str) -> None:
        self._http = httpx.Client(base_url=address, timeout=120)
        self._conversation = uuid.uuid4().hex
        self._turns: list[str] = []

    def ask(self, question: str) -> Wait:
        """Ask, wait until the answer is shown, then wait for the questions that are offered after it."""
        started = time.perf_counter()
        asked = [json.loads(unescape(turn)) for turn in _ASKED.findall("".join(self._turns))]
        sent = {"conversation": self._conversation, "question": question, "asked": asked}
        news = self._news(sent)
        shown = self._wait(news, time.perf_counter() - started)
        if later := _OFFERS.search(news["below"]):
            self._http.get(unescape(later[1])).raise_for_status()
        return replace(shown, offers=time.perf_counter() - started)

    def _news(self, sent: Mapping[str, Any]) -> dict[str, Any]:
        """The last line of the reply; asked again where the connection breaks, as the page's script does."""
        for pause in (*_PAUSES, None):
            with suppress(httpx.TransportError):
                reply = self._http.post(ANSWERS.lstrip("/"), params={"of": self._conversation}, json=sent)
                if reply.status_code not in _AWAY:
                    return last_news(reply.raise_for_status().text)
            if pause:
                time.sleep(pause)
        raise RuntimeError(f"No server answered '{sent['question']}'.")

    def _wait(self, news: dict[str, Any], seconds: float) -> Wait:
        """The conversation as the browser puts it together."""
        if problem := news.get("problem"):
            raise RuntimeError(f"The page said: {problem}")
        self._turns = [*self._turns[: news["kept"]], *news["turns"]]
        html = "".join(self._turns)
        return Wait(seconds, tuple(map(unescape, _QUESTION.findall(html))), tuple(_TURN.findall(html)))


def last_news(reply: str) -> dict[str, Any]:
    """The last line of a reply, as JSON; empty lines only say that the server is alive."""
    news: dict[str, Any] = json.loads([line for line in reply.splitlines() if line][-1])
    return news


def visit_all(
    address: str, asked: Sequence[Sequence[str]], reading: tuple[float, float] = (0.0, 0.0)
) -> list[list[Wait]]:
    """Have visitors all begin at once, and each ask their own questions one after the other.

    `reading` are the fewest and the most seconds for which they read an answer.
    """
    visitors = [Visitor(address) for _ in asked]
    barrier = Barrier(len(visitors))

    def visit(visitor: Visitor, questions: Sequence[str]) -> list[Wait]:
        barrier.wait()
        return [_and_read(visitor.ask(question), *reading) for question in questions]

    with ThreadPoolExecutor(len(visitors)) as pool:
        return list(pool.map(visit, visitors, asked))


def _and_read(wait: Wait, fewest: float, most: float) -> Wait:
    time.sleep(random.uniform(fewest, most))  # noqa: S311 - nothing secret
    return wait


def strangers(asked: Sequence[Sequence[str]], waits: Sequence[Sequence[Wait]]) -> int:
    """How many conversations ever held anything but the visitor's own questions, in the order asked."""
    return sum(
        any(wait.questions != tuple(questions[:number]) for number, wait in enumerate(own, start=1))
        for questions, own in zip(asked, waits, strict=True)
    )
