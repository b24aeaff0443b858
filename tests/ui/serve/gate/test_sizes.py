"""A request that is too large is refused, whatever it says of its length, and no other is."""

import json
from typing import Any

import pytest

from ui.serve.gate.sizes import Sized

MB = b"x" * 1_000_000


@pytest.mark.parametrize(("length", "status"), [("8000001", 413), ("8000000", 200), ("8", 200)])
def test_a_request_that_says_it_is_too_large_is_not_even_read(
    length: str, status: int, request_to: Any, application: Any
) -> None:
    assert request_to(Sized(application), "POST", content_length=length).status == status
    assert len(application.scopes) == (status == 200)


def test_one_that_does_not_say_its_length_is_served(request_to: Any, application: Any) -> None:
    reply = request_to(Sized(application), "POST", parts=[MB] * 8)
    assert (reply.status, reply.body) == (200, b"8000000")


@pytest.mark.parametrize("headers", [{}, {"content_length": "5"}])
def test_one_that_turns_out_too_large_is_cut_off(headers: dict[str, str], request_to: Any, application: Any) -> None:
    reply = request_to(Sized(application), "POST", parts=[MB] * 9, **headers)
    assert reply.status == 413
    assert "at most 8,000,000 bytes" in json.loads(reply.body)["detail"]


def test_what_the_application_says_of_a_request_that_is_cut_off_is_not_sent(request_to: Any) -> None:
    async def app(_scope: Any, receive: Any, send: Any) -> None:
        while (await receive())["type"] == "http.request":
            pass
        await send({"type": "http.response.start", "status": 400, "headers": []})
        await send({"type": "http.response.body", "body": b"broken off"})

    assert request_to(Sized(app), "POST", parts=[MB] * 9).status == 413


def test_a_failure_of_the_application_stays_one(request_to: Any) -> None:
    async def app(*_: Any) -> None:
        raise LookupError

    with pytest.raises(LookupError):
        request_to(Sized(app), "POST", parts=[MB])


def test_a_file_for_the_library_may_be_larger_than_any_other_request(request_to: Any, application: Any) -> None:
    def added(size: int, path: str = "/library/add") -> tuple[int, str]:
        reply = request_to(Sized(application), "POST", path, content_length=str(size))
        return reply.status, reply.body.decode()

    assert added(200_000_000) == (200, "0")
    assert added(200_000_000, "/library/add/token")[0] == 413
    status, said = added(201_000_000)
    assert (status, json.loads(said)["detail"]) == (413, "That is too large: at most 200 MB can be added at once.")
