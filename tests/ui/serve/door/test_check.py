import asyncio
from collections.abc import Callable, Mapping
from threading import Lock
from time import sleep
from typing import Any

import pytest

from ui.serve.access import Credentials
from ui.serve.door.attempts import Attempts
from ui.serve.door.check import Check, Checked

Apart = Callable[..., Any]


class Slow(Credentials):
    """Credentials whose passwords are not hashed, which take a while to compare, and count how many are compared."""

    __slots__ = ("busy", "lock", "most", "times")

    def __init__(self, passwords: Mapping[str, str]) -> None:
        super().__init__(passwords)
        for name, value in {"busy": 0, "most": 0, "times": 0, "lock": Lock()}.items():
            object.__setattr__(self, name, value)

    def count(self, more: int) -> None:
        with self.lock:
            object.__setattr__(self, "busy", self.busy + more)
            object.__setattr__(self, "most", max(self.most, self.busy))
            object.__setattr__(self, "times", self.times + max(more, 0))

    def match(self, name: str, password: str) -> bool:
        self.count(1)
        sleep(0.05)
        self.count(-1)
        return self.passwords.get(name) == password


@pytest.fixture
def slow() -> Any:
    return Slow({"ann": "one", "ben": "two"})


async def all_of(check: Check, *tries: tuple[str, str, str]) -> list[Checked]:
    return list(await asyncio.gather(*(check(*each) for each in tries)))


def test_a_right_password_is_compared_once_and_then_remembered(slow: Any, apart: Apart) -> None:
    async def run() -> None:
        check = Check(slow, Attempts())
        assert await all_of(check, *[("ann", "one", "a")] * 20) == [Checked("ann")] * 20
        assert await check("ann", "one", "a") == Checked("ann")
        assert slow.times == 1

    apart(run())


def test_a_remembered_password_that_was_changed_is_wrong(slow: Any, apart: Apart) -> None:
    async def run() -> None:
        check = Check(slow, Attempts())
        await check("ann", "one", "a")
        slow.passwords["ann"] = "new"
        assert await check("ann", "one", "a") == Checked()
        assert await check("ann", "new", "a") == Checked("ann")

    apart(run())


def test_two_are_compared_at_a_time_and_the_server_goes_on(slow: Any, apart: Apart) -> None:
    async def run() -> int:
        check, turns = Check(slow, Attempts()), 0
        task = asyncio.gather(*(check(f"name {number}", "x", f"address {number}") for number in range(10)))
        while not task.done():
            await asyncio.sleep(0.002)
            turns += 1
        assert slow.most == 2
        return turns

    assert apart(run()) > 20


def test_many_tries_at_once_do_not_slip_through(slow: Any, apart: Apart) -> None:
    async def run() -> None:
        found = await all_of(Check(slow, Attempts()), *(("ann", f"guess {number}", "a") for number in range(40)))
        assert slow.times == 6
        assert sum(each.wait > 0 for each in found) == 34

    apart(run())


def test_who_must_wait_is_not_told_whether_the_password_is_right_even_where_it_is_remembered(
    slow: Any, apart: Apart
) -> None:
    async def run() -> None:
        check = Check(slow, Attempts())
        assert await check("ann", "one", "hers") == Checked("ann")
        for number in range(6):
            await check("ann", f"guess {number}", "theirs")
        assert (await check("ann", "one", "theirs")).wait
        assert await check("ann", "one", "hers") == Checked("ann")

    apart(run())


def test_a_visitor_who_goes_away_takes_nothing_from_others(slow: Any, apart: Apart) -> None:
    async def run() -> None:
        check = Check(slow, Attempts())
        gone, stays = (asyncio.create_task(check("ann", "one", "a")) for _ in range(2))
        await asyncio.sleep(0.01)
        gone.cancel()
        assert await stays == Checked("ann")

    apart(run())


@pytest.mark.parametrize("given", [("", "one"), ("ann", ""), ("a" * 101, "one"), ("ann", "o" * 1001), (" ", "x")])
def test_what_nobody_can_be_called_is_not_compared(given: tuple[str, str], slow: Any, apart: Apart) -> None:
    assert apart(Check(slow, Attempts())(*given, "a")) == Checked()
    assert slow.times == 0


def test_a_flood_waits_outside(slow: Any, apart: Apart) -> None:
    async def run() -> None:
        found = await all_of(Check(slow, Attempts()), *((f"name {n}", "x", f"address {n}") for n in range(80)))
        assert sum(each.wait > 0 for each in found) == 30

    apart(run())
