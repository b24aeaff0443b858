"""Whether a server lives and is ready, as whoever watches over it is told."""

from types import SimpleNamespace
from typing import Any

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from corpus.errors import EvenhandError
from ui.counts import Counts
from ui.serve.running.health import Health
from ui.serve.running.ready import Readiness
from ui.serve.running.stopping import Requests


class Library:
    """A library whose search fails as it is told to."""

    def __init__(self) -> None:
        self.fails: Exception | None = None
        self.searches = 0

    def search(self, *_: Any) -> None:
        self.searches += 1
        if self.fails:
            raise self.fails


@pytest.fixture
def library() -> Library:
    return Library()


@pytest.fixture
def live(library: Library) -> Any:
    return SimpleNamespace(loading="", now=SimpleNamespace(assistant=SimpleNamespace(searcher=library)))


@pytest.fixture
def requests() -> Requests:
    return Requests(Counts())


@pytest.fixture
def client(live: Any, requests: Requests) -> TestClient:
    return TestClient(Health(requests.around(PlainTextResponse("served")), Readiness(live, requests)))


def test_a_server_that_lives_and_is_ready_says_so(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "alive"}
    assert client.get("/readyz").json() == {"status": "ready"}
    assert client.get("/other").text == "served"


def test_one_that_loads_its_models_is_not_ready_yet(client: TestClient, live: Any) -> None:
    live.loading = "The models are being loaded."
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["reason"]) == (503, "The models are being loaded.")
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    ("fails", "reason"),
    [(EvenhandError("Chroma is down."), "Chroma is down."), (LookupError("secret"), "The library cannot be searched")],
)
def test_one_whose_library_cannot_be_searched_says_why(
    fails: Exception, reason: str, client: TestClient, library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    library.fails = fails
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["reason"].startswith(reason)
    assert "secret" not in answer.text + caplog.text


def test_asking_again_and_again_costs_one_search(client: TestClient, library: Library) -> None:
    assert {client.get("/readyz").status_code for _ in range(20)} == {200}
    assert library.searches == 1


def test_one_that_is_being_stopped_lives_and_takes_nothing_new(client: TestClient, requests: Requests) -> None:
    assert requests.finish()
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503
    answer = client.get("/other")
    assert (answer.status_code, answer.headers["connection"]) == (503, "close")
    assert "try again" in answer.json()["detail"]
