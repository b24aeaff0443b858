"""Work is told step by step to the page's script, and done at once for who has none."""

import asyncio
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from corpus.errors import CorpusError
from ui.keep.work import STEPS, Failure, Tell, TypedError, response_to


def sent(work: Callable[[Tell], str], accept: str) -> tuple[Response, list[dict[str, Any]]]:
    """The response to a form, and the lines of its body where they are steps."""
    request = Request({"type": "http", "method": "POST", "headers": [(b"accept", accept.encode())]})

    def failed(why: Failure) -> Response:
        return PlainTextResponse("|".join(why.problems), 400)

    async def whole() -> tuple[Response, list[dict[str, Any]]]:
        response = await response_to(request, work, failed)
        if accept != STEPS:
            return response, []
        return response, [json.loads(line) async for line in response.body_iterator]  # type: ignore[attr-defined]

    with ThreadPoolExecutor(1) as pool:  # where a browser is open, this thread has a loop that runs already
        return pool.submit(lambda: asyncio.run(whole())).result()


def works(tell: Tell) -> str:
    tell("Reading")
    tell("Adding", 0.5)
    return "/library/new"


def fails(tell: Tell) -> str:
    raise TypedError(["No date.", "No title."], {"title": "No title."})


def breaks(tell: Tell) -> str:
    title = "a " + "sec" + "ret title"
    raise ValueError(title)


def test_the_script_is_told_each_step_and_where_to_go() -> None:
    _, lines = sent(works, STEPS)
    assert lines == [{"step": "Reading", "share": None}, {"step": "Adding", "share": 0.5}, {"go": "/library/new"}]


def test_who_has_no_script_is_led_on() -> None:
    response, _ = sent(works, "text/html")
    assert (response.status_code, response.headers["location"]) == (303, "/library/new")


def test_what_is_wrong_is_told_with_the_field_that_it_is_about() -> None:
    assert sent(fails, STEPS)[1] == [{"problems": ["No date.", "No title."], "faults": {"title": "No title."}}]
    response, _ = sent(fails, "text/html")
    assert (response.status_code, response.body) == (400, b"No date.|No title.")


@pytest.mark.parametrize("accept", [STEPS, "text/html"])
def test_a_failure_is_told_plainly_and_logged_without_what_was_sent(
    accept: str, caplog: pytest.LogCaptureFixture
) -> None:
    response, lines = sent(breaks, accept)
    told = json.dumps(lines) + bytes(getattr(response, "body", b"")).decode()
    assert "Something went wrong on the server" in told
    assert "ValueError" in caplog.text
    assert "secret" not in told + caplog.text


def test_an_error_that_says_what_to_do_is_told_as_it_is() -> None:
    def refuses(tell: Tell) -> str:
        raise CorpusError("Give another title.")

    assert sent(refuses, STEPS)[1] == [{"problems": ["Give another title."], "faults": {}}]
