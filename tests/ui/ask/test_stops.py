"""A visitor stops an answer of their own, and nobody else's."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import anyio

from ui.ask.stops import Stops


async def step(stops: Stops, session: str) -> bool:
    """Takes a while; whether it was stopped."""
    with stops.stoppable((session, 1)) as scope:
        await anyio.sleep(0.2)
    return scope.cancelled_caught


async def stopped_of_two() -> list[bool]:
    stops = Stops()
    steps = [asyncio.ensure_future(step(stops, session)) for session in ("mine", "theirs")]
    await anyio.sleep(0.05)
    for asked in (("mine", 1), ("mine", 2), ("nobody", 1)):
        stops.stop(asked)
    return await asyncio.gather(*steps)


def test_a_visitor_stops_one_answer_of_their_own() -> None:
    with ThreadPoolExecutor(1) as pool:  # the main thread has a loop of Playwright's
        assert pool.submit(lambda: asyncio.run(stopped_of_two())).result() == [True, False]
