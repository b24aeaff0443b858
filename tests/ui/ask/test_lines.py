import asyncio
from collections.abc import AsyncGenerator, Callable
from typing import Any

from ui.ask.events import News
from ui.ask.routes import Lines


def test_while_an_answer_takes_long_the_server_says_that_it_is_alive(apart: Callable[..., Any]) -> None:
    sent: list[bytes] = []

    async def lines() -> AsyncGenerator[News]:
        await asyncio.sleep(0.1)
        yield {"problem": "None."}

    async def send(message: Any) -> None:
        sent.append(message.get("body", b"start"))

    async def reply() -> None:
        await Lines(lines(), alive=0.03)({"type": "http"}, asyncio.Event().wait, send)

    apart(reply())
    start, *alive, line, end = sent
    assert (start, line, end) == (b"start", b'{"problem": "None."}\n', b"")
    assert set(alive) == {b"\n"}


def test_a_visitor_who_goes_away_gives_up_the_place_at_once(apart: Callable[..., Any]) -> None:
    """What the lines are made from is closed before the reply ends, and not when it is next cleared up."""
    done: list[str] = []

    async def lines() -> AsyncGenerator[News]:
        try:
            while True:
                yield {"statements": "One."}
        finally:
            done.append("closed")

    async def reply() -> None:
        gone = asyncio.Event()

        async def receive() -> dict[str, Any]:
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            if message["type"] == "http.response.body":
                gone.set()
            await asyncio.sleep(0)

        await Lines(lines())({"type": "http"}, receive, send)
        done.append("ended")

    apart(reply())
    assert done == ["closed", "ended"]
