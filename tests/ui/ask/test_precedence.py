"""What can wait begins when no answer is in work, one at a time, and not much later than it must."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from ui.ask.precedence import _PATIENCE, Precedence


def run(work: Coroutine[Any, Any, None]) -> None:
    """In a thread of its own: Playwright has left a running loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, work).result()


async def rest(precedence: Precedence, done: list[str], name: str) -> None:
    async with precedence.waiting():
        done.append(f"{name} begins")
        await asyncio.sleep(0.02)
        done.append(f"{name} ends")


def test_an_answer_goes_first_and_what_waits_comes_one_by_one() -> None:
    done: list[str] = []

    async def work() -> None:
        precedence = Precedence()
        with precedence.answering():
            others = asyncio.gather(*(rest(precedence, done, name) for name in "ab"))
            await asyncio.sleep(0.05)
            done.append("answered")
        await others

    run(work())
    assert done == ["answered", "a begins", "a ends", "b begins", "b ends"]


def test_an_answer_that_comes_between_goes_before_the_next_that_waits() -> None:
    done: list[str] = []

    async def work() -> None:
        precedence = Precedence()
        others = asyncio.gather(*(rest(precedence, done, name) for name in "ab"))
        await asyncio.sleep(0.01)
        with precedence.answering():
            await asyncio.sleep(0.05)
            done.append("answered")
        await others

    run(work())
    assert done == ["a begins", "a ends", "answered", "b begins", "b ends"]


def test_nothing_waits_forever(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many wait before it; the clock goes on when one looks whether answers are in work."""
    done: list[str] = []
    clock = [0.0]

    async def look(seconds: float) -> None:
        clock[0] += seconds
        await asyncio.sleep(0)

    async def work() -> None:
        precedence = Precedence()
        monkeypatch.setattr("ui.ask.precedence.anyio.current_time", lambda: clock[0])
        monkeypatch.setattr("ui.ask.precedence.anyio.sleep", look)
        with precedence.answering():
            await asyncio.gather(*(rest(precedence, done, name) for name in "abcde"))
            done.append("answered")

    run(work())
    assert [line.split()[-1] for line in done] == ["begins", "ends"] * 5 + ["answered"]
    assert _PATIENCE <= clock[0] < _PATIENCE + 1


def test_an_answer_that_failed_or_was_stopped_is_no_longer_in_work() -> None:
    done: list[str] = []

    async def work() -> None:
        precedence = Precedence()
        with pytest.raises(ZeroDivisionError), precedence.answering():
            raise ZeroDivisionError
        await rest(precedence, done, "a")

    run(work())
    assert done == ["a begins", "a ends"]
