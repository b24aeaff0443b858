"""The endpoints for any HTTP client, tried on functions that need no library."""

from contextlib import nullcontext
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from corpus.errors import QuestionError
from ui.api.routes import ApiRoutes


def ask(question: str, times: int = 1) -> dict[str, Any]:
    if question == "?":
        raise QuestionError("The question is empty.")
    if question == "secret":
        raise LookupError(question)
    return {"answer": question * times}


def nothing() -> dict[str, Any]:
    return {}


@pytest.fixture
def client() -> TestClient:
    return TestClient(Starlette(routes=ApiRoutes({"ask": ask, "nothing": nothing}, nullcontext).routes()))


def test_one_request_brings_the_answer(client: TestClient) -> None:
    answer = client.post("/api/ask", json={"question": "Né?", "times": 2})
    assert (answer.status_code, answer.json()) == (200, {"answer": "Né?Né?"})
    assert client.post("/api/nothing").json() == {}


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"question": "?"}, "The question is empty."),
        ({"question": 5}, "question: Input should be a valid string."),
        ({}, "question: Missing required argument."),
        ({"question": "x", "topic": "y"}, "Only these arguments are known: question, times."),
        (["x"], "Send a JSON object"),
    ],
)
def test_what_can_be_put_right_is_said_plainly(client: TestClient, sent: Any, said: str) -> None:
    answer = client.post("/api/ask", json=sent)
    assert answer.status_code == 400
    assert answer.json()["error"].startswith(said)


@pytest.mark.parametrize("body", [b"{", b"\xff", b"[" * 100_000, b'{"question": ' + b"1" * 10_000 + b"}"])
def test_what_is_no_json_is_said_plainly(client: TestClient, body: bytes) -> None:
    assert client.post("/api/ask", content=body).status_code == 400


def test_a_failure_is_told_without_what_was_asked(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    answer = client.post("/api/ask", json={"question": "secret"})
    assert answer.status_code == 500
    assert "Something went wrong on the server" in answer.json()["error"]
    assert "secret" not in answer.text + caplog.text


def test_reading_an_address_asks_nothing(client: TestClient) -> None:
    assert client.get("/api/ask").status_code == 405
