"""Whatever Gradio cannot read is told to its caller as the caller's fault, and no word of it is logged."""

import json
import logging
from typing import Any

import pytest

from ui.api.plain_errors import FAILED
from ui.serve.gate.calls import Calls

RUN = "/gradio_api/run/ask"


def replying(status: int, body: bytes = b"", fault: Exception | None = None) -> Any:
    """An application that begins a reply, and then either fails or ends it."""

    async def app(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": status, "headers": []})
        if fault:
            raise fault
        await send({"type": "http.response.body", "body": body})

    return app


@pytest.mark.parametrize("path", [RUN, "/assets/x.js", "/gradio_api/call/ask/unknown"])
def test_what_cannot_be_read_is_the_callers_fault(path: str, request_to: Any, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        reply = request_to(Calls(replying(200, fault=ValueError("was Zebedee bullied"))), "POST", path)
    assert reply.status == 400
    assert "cannot be read" in json.loads(reply.body)["detail"]
    assert "ValueError" in caplog.text
    assert "Zebedee" not in caplog.text


@pytest.mark.parametrize(
    ("status", "said", "shown"), [(500, "order: no such", 400), (500, FAILED, 500), (200, "fine", 200), (404, "", 404)]
)
def test_a_status_says_whose_fault_it_is(status: int, said: str, shown: int, request_to: Any) -> None:
    body = json.dumps({"error": said}).encode()
    reply = request_to(Calls(replying(status, body)), "POST", RUN)
    assert (reply.status, reply.body) == (shown, body)


def test_elsewhere_a_failure_stays_one(request_to: Any) -> None:
    with pytest.raises(LookupError):
        request_to(Calls(replying(200, fault=LookupError())), "GET", "/topics")
