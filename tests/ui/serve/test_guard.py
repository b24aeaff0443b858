"""What stands before the server, tried on an application that only says that it was reached."""

import asyncio
import base64
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from ui.serve.access import Credentials
from ui.serve.guard import Guard, RateLimit

BEN = {"authorization": "Basic " + base64.b64encode(b"ben:s3cret").decode()}


class Clock:
    """A clock that stands until it is moved."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


async def reached(_scope: Any, _receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"{}"})


def request(guard: Guard, method: str, path: str, visitor: str = "10.0.0.1", **headers: str) -> tuple[int, Any, Any]:
    """Status, headers and JSON of the answer to one request."""
    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    pairs = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": method, "path": path, "headers": pairs, "client": (visitor, 1)}
    # In a thread of its own: where a browser is open, this one has a loop that runs already.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(guard(scope, None, send))).result()  # type: ignore[arg-type]
    return sent[0]["status"], dict(sent[0]["headers"]), json.loads(sent[1]["body"])


def post(guard: Guard, visitor: str = "10.0.0.1", path: str = "/gradio_api/queue/join") -> int:
    return request(guard, "POST", path, visitor, content_length="2")[0]


def test_a_visitor_may_do_so_much_a_minute_and_goes_on_after_a_while() -> None:
    clock = Clock()
    limit = RateLimit(3, clock)
    assert [limit.wait("ann") for _ in range(4)] == [0, 0, 0, 20]
    clock.now += 19
    assert limit.wait("ann") == pytest.approx(1)
    clock.now += 1
    assert [limit.wait("ann"), limit.wait("ann")] == [0, 20]
    clock.now += 3600
    assert [limit.wait("ann") for _ in range(4)] == [0, 0, 0, 20]


def test_one_visitor_does_not_use_up_what_another_may_do() -> None:
    guard = Guard(reached, RateLimit(2, Clock()))
    assert [post(guard), post(guard), post(guard)] == [200, 200, 429]
    assert post(guard, "10.0.0.2") == 200


def test_only_the_latest_visitors_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.serve.guard._VISITORS", 2)
    limit = RateLimit(1, Clock())
    assert [limit.wait(name) > 0 for name in ("ann", "ben", "ann", "carl", "ben")] == [False, False, True, False, False]


def test_a_visitor_is_forgotten_after_a_minute() -> None:
    clock = Clock()
    limit = RateLimit(2, clock)
    limit.wait("ann")
    clock.now += 59
    limit.wait("ben")
    assert set(limit._left) == {"ann", "ben"}
    clock.now += 1
    limit.wait("ben")
    assert set(limit._left) == {"ben"}


def test_too_many_requests_are_told_when_to_come_back() -> None:
    guard = Guard(reached, RateLimit(1, Clock()))
    post(guard)
    status, headers, body = request(guard, "POST", "/login", content_length="2")
    assert (status, headers[b"retry-after"]) == (429, b"60")
    assert "wait 60 s" in body["detail"]


def test_reading_files_is_not_counted_and_searching_is() -> None:
    guard = Guard(reached, RateLimit(1, Clock()))
    assert [request(guard, "GET", path)[0] for path in ("/", "/look/base.css", "/help")] == [200, 200, 200]
    assert [request(guard, "GET", path)[0] for path in ("/excerpts", "/library/bread")] == [200, 429]


@pytest.mark.parametrize(
    ("headers", "status"),
    [({"content_length": "8000001"}, 413), ({}, 411), ({"content_length": "-1"}, 411), ({"content_length": "8"}, 200)],
)
def test_a_request_of_no_or_too_great_a_length_is_refused(headers: dict[str, str], status: int) -> None:
    assert request(Guard(reached, RateLimit(9, Clock())), "POST", "/", **headers)[0] == status


@pytest.mark.parametrize("path", ["/mcp", "/mcp/"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_tools_need_the_password_where_there_is_one(path: str, method: str) -> None:
    guard = Guard(reached, RateLimit(99, Clock()), Credentials({"ben": "s3cret"}))
    status, headers, _ = request(guard, method, path, content_length="2")
    assert (status, headers[b"www-authenticate"]) == (401, b'Basic realm="Evenhand"')
    assert request(guard, method, path, content_length="2", **BEN)[0] == 200
    assert request(Guard(reached, RateLimit(99)), method, path, content_length="2")[0] == 200


@pytest.mark.parametrize(
    "given", ["Basic !!", "Basic", "Bearer s3cret", "Basic " + base64.b64encode(b"ben:x").decode()]
)
def test_a_wrong_password_does_not_open_the_tools(given: str) -> None:
    guard = Guard(reached, RateLimit(99, Clock()), Credentials({"ben": "s3cret"}))
    assert request(guard, "POST", "/mcp", content_length="2", authorization=given)[0] == 401


def test_passwords_cannot_be_tried_faster_than_the_limit() -> None:
    guard = Guard(reached, RateLimit(1, Clock()), Credentials({"ben": "s3cret"}))
    assert [post(guard, path="/mcp"), post(guard, path="/mcp")] == [401, 429]


def test_a_file_for_the_library_may_be_larger_than_any_other_request() -> None:
    guard = Guard(reached, RateLimit(100))

    def added(size: int, path: str = "/library/add") -> tuple[int, str]:
        status, _, body = request(guard, "POST", path, content_length=str(size))
        return status, body.get("detail", "")

    assert added(200_000_000) == (200, "")
    assert added(200_000_000, "/library/add/token")[0] == 413
    assert added(201_000_000) == (413, "That is too large: at most 200 MB can be added at once.")
