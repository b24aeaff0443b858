"""How often one visitor may ask, and who counts as one."""

import json
from typing import Any

import pytest

from ui.serve.gate.limit import Limited, RateLimit, visitor


class Clock:
    """A clock that stands until it is moved."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


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


def test_only_the_latest_visitors_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.serve.gate.limit._VISITORS", 2)
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


def test_one_visitor_does_not_use_up_what_another_may_do(request_to: Any, application: Any) -> None:
    limited = Limited(application, RateLimit(2, Clock()))
    assert [request_to(limited, "POST").status for _ in range(3)] == [200, 200, 429]
    assert request_to(limited, "POST", visitor="10.0.0.2").status == 200


def test_too_many_requests_are_told_when_to_come_back(request_to: Any, application: Any) -> None:
    limited = Limited(application, RateLimit(1, Clock()))
    request_to(limited, "POST")
    reply = request_to(limited, "POST", "/login")
    assert (reply.status, reply.headers[b"retry-after"]) == (429, b"60")
    assert "wait 60 s" in json.loads(reply.body)["detail"]


def test_reading_files_is_not_counted_and_searching_is(request_to: Any, application: Any) -> None:
    limited = Limited(application, RateLimit(1, Clock()))
    assert [request_to(limited, path=path).status for path in ("/", "/look/base.css", "/help")] == [200, 200, 200]
    assert [request_to(limited, path=path).status for path in ("/excerpts", "/library/bread")] == [200, 429]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("10.0.0.1", "10.0.0.1", True),
        ("10.0.0.1", "10.0.0.2", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("fe80::1%eth0", "fe80::2%eth0", True),
        ("::ffff:10.0.0.1", "10.0.0.1", True),
        ("::ffff:10.0.0.1", "::ffff:10.0.0.2", False),
        ("testclient", "other", False),
    ],
)
def test_one_home_is_one_visitor(one: str, other: str, same: bool) -> None:
    assert (visitor({"client": (one, 1)}) == visitor({"client": (other, 2)})) is same


def test_a_socket_without_an_address_is_a_visitor_too() -> None:
    assert visitor({"client": None}) == visitor({}) == ""
