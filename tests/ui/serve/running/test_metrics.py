"""The figures that Prometheus reads, in its own reader."""

import sys
from types import SimpleNamespace
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assistant.answer import Answer
from ui.counts import Counts
from ui.serve.running.metrics import metrics_routes
from ui.serve.running.stopping import Requests

SECRET = "Was Zebedee bullied?"


@pytest.fixture
def live() -> Any:
    library = SimpleNamespace(documents={"a": 1}, passages={("a", "1"): 1, ("a", "2"): 1})
    return SimpleNamespace(counts=Counts(), now=SimpleNamespace(library=library, edition="0123"))


@pytest.fixture
def client(live: Any) -> TestClient:
    app = Starlette(routes=metrics_routes(live))
    return TestClient(Requests(live.counts).around(app))


def figures(client: TestClient) -> dict[tuple[str, str], float]:
    """Each sample by its name and its labels' values."""
    families = text_string_to_metric_families(client.get("/metrics").text)
    return {(s.name, " ".join(s.labels.values())): s.value for family in families for s in family.samples}


def test_they_tell_what_became_of_questions_and_of_the_library(client: TestClient, live: Any) -> None:
    answer = Answer(SECRET, SECRET, "partial", milliseconds={"search": 60.0, "answer": 20.0, "total": 80.0})
    list(live.counts.counting(lambda _: iter([answer]))(SECRET))
    told = figures(client)
    assert told["evenhand_questions_total", "partial"] == 1
    assert told["evenhand_questions_total", "answered"] == 0
    assert told["evenhand_question_seconds_bucket", "0.05 search"] == 0
    assert told["evenhand_question_seconds_bucket", "0.1 search"] == 1
    assert told["evenhand_question_seconds_bucket", "+Inf search"] == 1
    assert told["evenhand_question_seconds_sum", "total"] == pytest.approx(0.08)
    assert (told["evenhand_documents", ""], told["evenhand_passages", ""]) == (1, 2)
    assert told["evenhand_library_info", "0123"] == 1
    assert "Zebedee" not in client.get("/metrics").text


def test_they_tell_which_requests_were_refused(client: TestClient) -> None:
    from starlette.responses import Response

    counts = Counts()
    for status in (200, 401, 413, 429, 429, 404):
        TestClient(Requests(counts).around(Response(status_code=status))).get("/")
    assert counts.refused == {"sign-in": 1, "size": 1, "limit": 2, "stopping": 0}


def test_without_the_package_nothing_is_there(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "prometheus_client", None)
    assert client.get("/metrics").status_code == 404
