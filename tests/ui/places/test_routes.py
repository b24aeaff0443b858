import json
import logging
from collections.abc import Iterator

import httpx
import pytest

from assistant.assistant import Assistant
from indexing.search import Searcher
from ui.ask.offers import candidates
from ui.ask.precedence import Precedence
from ui.html.addresses import offers_address
from ui.live import LiveAssistant, Snapshot
from ui.places.routes import Places

pytestmark = pytest.mark.model


@pytest.fixture
def client(assistant: Assistant) -> Iterator[httpx.Client]:
    from starlette.applications import Starlette
    from starlette.testclient import TestClient

    with TestClient(Starlette(routes=Places(LiveAssistant(assistant), Precedence()).routes())) as client:
        yield client


@pytest.mark.parametrize(
    "address", ["/library", "/library/promoting-equality", "/help", "/excerpts", "/excerpts?topic=care"]
)
def test_every_place_is_served_and_lets_only_our_own_files_run(client: httpx.Client, address: str) -> None:
    reply = client.get(address)
    assert reply.status_code == 200
    assert '<html lang="en">' in reply.text
    assert "default-src 'none'" in reply.headers["content-security-policy"]
    assert "script-src 'self';" in reply.headers["content-security-policy"]


def test_a_missing_document_says_so_and_links_to_the_library(client: httpx.Client) -> None:
    reply = client.get("/library/%3Cb%3Egone")
    assert reply.status_code == 404
    assert "No such document" in reply.text
    assert "gone" not in reply.text


@pytest.mark.parametrize("name", ["base.css", "basket.js", "icon.svg"])
def test_style_sheets_scripts_and_the_icon_are_served(client: httpx.Client, name: str) -> None:
    assert client.get(f"/look/{name}").status_code == 200


@pytest.mark.parametrize("name", ["gone.css", "..%2Fapp.py", "%2e%2e/app.py"])
def test_no_other_file_is_served(client: httpx.Client, name: str) -> None:
    assert client.get(f"/look/{name}").status_code == 404


def test_a_basket_is_drawn_and_exported(client: httpx.Client, searcher: Searcher) -> None:
    passage = searcher.passages[0]
    basket = json.dumps([{"document": passage.document, "anchor": passage.anchor, "topic": "care", "note": ""}])
    assert passage.anchor in client.post("/excerpts/basket", content=basket).text
    reply = client.post("/excerpts/file", data={"basket": basket, "format": "csv", "topic": "Équité – care"})
    assert reply.headers["content-type"].startswith("text/csv")
    assert reply.headers["content-disposition"] == (
        "attachment; filename=\"excerpts.csv\"; filename*=UTF-8''%C3%89quit%C3%A9%20%E2%80%93%20care.csv"
    )
    assert passage.text.split("\n")[0] in reply.text


@pytest.mark.parametrize("basket", ["", "[]", "x", "[" * 10**5, '[{"document": "\\u0000"}]'])
def test_a_basket_that_cannot_be_exported_says_why(client: httpx.Client, basket: str) -> None:
    reply = client.post("/excerpts/file", data={"basket": basket, "format": "docx"})
    assert reply.status_code == 400
    assert "That could not be done" in reply.text


def test_a_title_and_fields_beyond_those_of_our_form_are_bounded(client: httpx.Client, searcher: Searcher) -> None:
    passage = searcher.passages[0]
    basket = json.dumps([{"document": passage.document, "anchor": passage.anchor}])
    reply = client.post("/excerpts/file", data={"basket": basket, "format": "md", "topic": "care " * 100_000})
    assert reply.status_code == 200
    assert len(reply.text) < 20_000
    reply = client.post("/excerpts/file", content="a=b&" * 100_000 + "format=md")
    assert (reply.status_code, "none of ours" in reply.text) == (400, True)


def test_a_body_larger_than_any_basket_is_not_read(client: httpx.Client) -> None:
    reply = client.post("/excerpts/basket", content=b"x" * 2_000_001)
    assert reply.status_code == 400
    assert "too many excerpts" in reply.text


def test_a_topic_that_is_too_long_is_reported_plainly(client: httpx.Client, assistant: Assistant) -> None:
    topic = "a" * (assistant.longest_question + 1)
    assert f"shorten it to at most {assistant.longest_question:,}" in client.get(f"/excerpts?topic={topic}").text


def test_a_failure_is_reported_plainly_and_logged_without_the_topic(
    client: httpx.Client, searcher: Searcher, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*asked: object) -> None:
        raise ValueError(f"cannot search for {asked}")

    monkeypatch.setattr(searcher, "search", fail)
    with caplog.at_level(logging.ERROR):
        reply = client.get("/excerpts?topic=secret+topic")
    assert reply.status_code == 500
    assert "Something went wrong on the server" in reply.text
    assert "ValueError" in caplog.text
    assert "secret" not in caplog.text


def test_questions_to_ask_next_are_looked_up(client: httpx.Client, assistant: Assistant) -> None:
    numbers = candidates(assistant.ask("What does FREDA stand for?"), [], Snapshot.of(assistant))
    reply = client.get(offers_address(numbers))
    assert reply.text.count("data-ask=") == 3
    assert client.get(offers_address(numbers, (), [("status", "historical")])).text == ""
    assert client.get("/offers").text == ""
