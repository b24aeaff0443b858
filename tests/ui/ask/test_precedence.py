"""Background work begins when no answer is in progress, one piece at a time, and never waits much too long."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from ui.ask.precedence import _LONGEST_WAIT, Precedence


async def background(precedence: Precedence, done: list[str], name: str) -> None:
    async with precedence.background():
        done.append(f"{name} begins")
        await asyncio.sleep(0.02)
        done.append(f"{name} ends")


def test_an_answer_goes_first_and_background_work_follows_one_piece_at_a_time(apart: Callable[..., Any]) -> None:
    done: list[str] = []

    async def work() -> None:
        precedence = Precedence()
        with precedence.answering():
            others = asyncio.gather(*(background(precedence, done, name) for name in "ab"))
            await asyncio.sleep(0.05)
            done.append("answered")
        await others

    apart(work())
    assert done == ["answered", "a begins", "a ends", "b begins", "b ends"]


def test_an_answer_that_comes_between_two_pieces_goes_before_the_second(apart: Callable[..., Any]) -> None:
    done: list[str] = []

    async def work() -> None:
        precedence = Precedence()
        others = asyncio.gather(*(background(precedence, done, name) for name in "ab"))
        await asyncio.sleep(0.01)
        with precedence.answering():
            await asyncio.sleep(0.05)
            done.append("answered")
        await others

    apart(work())
    assert done == ["a begins", "a ends", "answered", "b begins", "b ends"]


def test_background_work_does_not_wait_forever(apart: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """However many pieces wait before it; the fake clock moves on at each look for answers in progress."""
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
            await asyncio.gather(*(background(precedence, done, name) for name in "abcde"))
            done.append("answered")

    apart(work())
    assert [line.split()[-1] for line in done] == ["begins", "ends"] * 5 + ["answered"]
    assert _LONGEST_WAIT <= clock[0] < _LONGEST_WAIT + 1


def test_an_answer_that_failed_is_no_longer_in_progress(apart: Callable[..., Any]) -> None:
    done: list[str] = []

    async def work() -> None:
        precedence = Precedence()
        with pytest.raises(ZeroDivisionError), precedence.answering():
            raise ZeroDivisionError
        await background(precedence, done, "a")

    apart(work())
    assert done == ["a begins", "a ends"]
