"""What other programs call, over the real server: with Gradio's client, and with the official client for tools."""

import asyncio
import base64
import io
import json
import re
import shlex
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import httpx2
import pytest
from gradio_client import Client
from mcp import Client as ToolsClient
from mcp.client.streamable_http import streamable_http_client

from assistant.assistant import Assistant
from assistant.excerpts.find import find_excerpts, in_document_order
from corpus.document import Document
from corpus.errors import QuestionError
from evals.bench import free_port
from ui.api.plain_errors import with_plain_errors
from ui.feedback import FeedbackFile
from ui.serve.access import Access, Credentials
from ui.serve.app import launch
from ui.serve.door.passwords import hashed

pytestmark = pytest.mark.model

FREDA = "What are the FREDA principles?"
TOPIC = "collecting equality data"
ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> FeedbackFile:
    return FeedbackFile(tmp_path_factory.mktemp("feedback") / "feedback.sqlite")


@pytest.fixture(scope="module")
def open_address(assistant: Assistant, kept: FeedbackFile) -> Iterator[str]:
    """A page with tools and feedback, for anybody."""
    page = launch(assistant, free_port(), Access(tools=True, requests_per_minute=10_000), kept)
    yield page.local_url
    page.close(verbose=False)


@pytest.fixture(scope="module")
def closed_address(assistant: Assistant) -> Iterator[str]:
    """A page with tools for one person with a password."""
    page = launch(assistant, free_port(), Access(credentials=Credentials({"ben": hashed("s3cret")}), tools=True))
    yield page.local_url
    page.close(verbose=False)


@pytest.fixture(scope="module")
def client(open_address: str) -> Client:
    return Client(open_address, verbose=False, analytics_enabled=False)


def same_answer(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two answers differ in nothing but the time they took."""
    one, other = ({**answer, "milliseconds": None} for answer in (one, other))
    return one == other


def use_tools(address: str, use: Callable[[Any], Any], **headers: str) -> Any:
    """What a function gets from the official client."""

    async def run() -> Any:
        async with (
            httpx2.AsyncClient(headers=headers) as http,
            ToolsClient(streamable_http_client(f"{address}mcp", http_client=http)) as tools,
        ):
            return await use(tools)

    # In a thread of its own: where a browser is open, this one has a loop that runs already.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(run())).result()


class TestEndpoints:
    def test_ask_gives_the_promised_json(self, client: Client, assistant: Assistant) -> None:
        answer = client.predict(question=FREDA, api_name="/ask")
        assert list(answer) == list(assistant.ask(FREDA).to_json())
        assert same_answer(answer, json.loads(json.dumps(assistant.ask(FREDA).to_json())))

    def test_a_follow_up_is_taken_with_its_history(self, client: Client) -> None:
        history = [{"question": "How much does it cost an NHS trust when somebody leaves?", "answer": "£4,500"}]
        answer = client.predict(question="and in social care?", history=history, api_name="/ask")
        assert "cost" in answer["query"]
        assert "£4,000" in answer["answer"]

    def test_documents_and_voices_narrow_what_is_answered_from(self, client: Client) -> None:
        answer = client.predict(question="What is equality?", documents=["promoting-equality"], api_name="/ask")
        assert {passage["document"] for passage in answer["passages"]} == {"promoting-equality"}
        answer = client.predict(question="What is equality?", statuses=["historical"], api_name="/ask")
        assert {passage["document"] for passage in answer["passages"]} == {"equality-objectives-action-plan"}

    def test_excerpts_are_those_of_the_assistant(self, client: Client, assistant: Assistant) -> None:
        found = find_excerpts(assistant.searcher, TOPIC)
        given = client.predict(topic=TOPIC, api_name="/excerpts")
        assert given == {"topic": TOPIC, "excerpts": [excerpt.to_json() for excerpt in found]}
        ordered = client.predict(topic=TOPIC, order="document", statuses=["historical"], api_name="/excerpts")
        expected = [one.anchor for one in in_document_order(found) if one.status == "historical"]
        assert [one["anchor"] for one in ordered["excerpts"]] == expected

    def test_documents_says_what_the_library_holds(self, client: Client, documents: dict[str, Document]) -> None:
        given = client.predict(api_name="/documents")["documents"]
        assert {one["id"] for one in given} == set(documents)
        (plan,) = [one for one in given if one["id"] == "equality-objectives-action-plan"]
        assert plan["status"] == "historical"
        assert plan["notes"]
        assert plan["passages"] > 10

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            ({"question": "?!"}, "is empty"),
            ({"question": "x" * 2001}, "at most 2,000"),
            ({"question": 5}, "question: Input should be a valid string"),
            ({"question": FREDA, "documents": ["nope"]}, "Unknown document 'nope'"),
            ({"question": FREDA, "voices": ["mine"]}, "voices.0: Input should be 'publisher'"),
            (
                {"question": FREDA, "documents": ["promoting-equality"], "statuses": ["historical"]},
                "No document passes these filters",
            ),
            ({"question": FREDA, "history": [{"question": "secret"}]}, "history.0.answer: Field required"),
        ],
    )
    def test_what_can_be_put_right_is_said_plainly(self, client: Client, arguments: Any, said: str) -> None:
        with pytest.raises(Exception, match=re.escape(said)) as raised:
            client.predict(**arguments, api_name="/ask")
        assert "secret" not in str(raised.value)

    def test_a_question_is_not_logged_whether_it_is_answered_or_refused(
        self, client: Client, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
    ) -> None:
        client.predict(question="Was Zebedee ever bullied?", api_name="/ask")
        with pytest.raises(Exception, match="Unknown document"):
            client.predict(question="Was Zebedee ever bullied?", documents=["nope"], api_name="/ask")
        assert "Zebedee" not in caplog.text + "".join(capfd.readouterr())

    def test_the_types_and_the_words_of_each_endpoint_can_be_read(self, open_address: str) -> None:
        described = httpx2.get(f"{open_address}gradio_api/openapi.json").json()
        assert {path.rsplit("/", 1)[-1] for path in described["paths"]} >= {"ask", "excerpts", "documents"}

    def test_feedback_is_kept_where_that_is_switched_on(self, client: Client, kept: FeedbackFile) -> None:
        said = {"question": FREDA, "status": "answered", "anchors": ["a b"], "helpful": False, "line": "No\nlist"}
        assert client.predict(**said, api_name="/feedback") == {"kept": True}
        (one,) = kept.all()
        assert (one.question, one.anchors, one.helpful, one.line) == (FREDA, ("a b",), False, "No list")

    def test_without_that_there_is_no_endpoint_for_it(self, address: str) -> None:
        client = Client(address, verbose=False, analytics_enabled=False)
        with pytest.raises(ValueError, match="Cannot find a function"):
            client.predict(api_name="/feedback")

    def test_the_example_of_the_documentation_runs(self, open_address: str) -> None:
        page = (ROOT / "docs" / "using-it.md").read_text()
        (example,) = re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
        assert "http://127.0.0.1:7860/" in example
        printed = io.StringIO()
        with redirect_stdout(printed):
            exec(example.replace("http://127.0.0.1:7860/", open_address), {})  # the example is our own
        assert "answered" in printed.getvalue()
        assert "Care Quality Commission (2018)" in printed.getvalue()

    def test_the_commands_of_the_documentation_run(self, open_address: str) -> None:
        if not shutil.which("curl"):
            pytest.skip("this machine has no curl")
        page = (ROOT / "docs" / "using-it.md").read_text()
        commands = re.findall(r"^\$ (curl .*/api/.*)$", page, re.MULTILINE)
        results = []
        for command in commands:
            called = subprocess.run(
                shlex.split(command.replace("http://127.0.0.1:7860/", open_address)), capture_output=True, check=True
            )
            results.append(json.loads(called.stdout))
        assert [next(iter(result)) for result in results] == ["question", "topic", "documents"]
        assert results[0]["status"] == "answered"
        assert results[1]["excerpts"]

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            ({"question": "x" * 7_000_000}, "has 7,000,000 characters"),
            ({"question": FREDA, "history": [{"question": "x" * 2001, "answer": ""}]}, "question of turn 1"),
            ({"question": FREDA, "history": [{"question": "x", "answer": "y" * 20_001}]}, "answer of turn 1"),
            ({"question": FREDA, "history": [{"question": "x", "answer": "y"}] * 201}, "201 turns"),
            ({"question": FREDA, "history": [{"question": "x", "answer": "y"}] * 100_000}, "100,000 entries"),
            ({"question": FREDA, "documents": ["x" * 7_000_000]}, "Unknown document 'xxx"),
            ({"question": FREDA, "documents": ["x"] * 1_000_000}, "documents has 1,000,000 entries"),
            ({"question": FREDA, "voices": ["x"] * 10_000}, "voices.0"),
        ],
    )
    def test_what_is_too_much_is_refused_at_once(self, open_address: str, arguments: Any, said: str) -> None:
        body = json.dumps(arguments)
        began = time.process_time()  # the server is in this process
        answer = httpx2.post(f"{open_address}api/ask", content=body, timeout=60)
        took = time.process_time() - began
        assert answer.status_code == 400
        assert said in answer.json()["error"]
        assert len(answer.text) < 1000
        assert took < 3  # it was 82 s; most of what it takes now, the test and its server take to send and parse


class TestTools:
    def test_they_are_the_same_three_with_their_docstrings(self, open_address: str) -> None:
        tools = use_tools(open_address, lambda client: client.list_tools()).tools
        assert [tool.name for tool in tools] == ["ask", "excerpts", "documents"]
        assert "word-for-word quotations" in tools[0].description
        assert tools[0].input_schema["required"] == ["question"]
        assert all(tool.annotations.read_only_hint for tool in tools)

    def test_ask_gives_the_promised_json(self, open_address: str, assistant: Assistant) -> None:
        result = use_tools(open_address, lambda client: client.call_tool("ask", {"question": FREDA}))
        expected = json.loads(json.dumps(assistant.ask(FREDA).to_json()))
        assert not result.is_error
        assert same_answer(result.structured_content, expected)
        assert same_answer(json.loads(result.content[0].text), expected)

    def test_excerpts_and_documents_answer_too(self, open_address: str, assistant: Assistant) -> None:
        found = use_tools(open_address, lambda client: client.call_tool("excerpts", {"topic": TOPIC}))
        assert found.structured_content["excerpts"] == [e.to_json() for e in find_excerpts(assistant.searcher, TOPIC)]
        library = use_tools(open_address, lambda client: client.call_tool("documents", {}))
        assert len(library.structured_content["documents"]) == len(assistant.searcher.documents)

    def test_what_can_be_put_right_is_said_plainly(self, open_address: str) -> None:
        result = use_tools(open_address, lambda client: client.call_tool("ask", {"question": "?!"}))
        assert result.is_error
        assert "The question is empty" in result.content[0].text

    def test_without_the_option_there_are_none(self, address: str) -> None:
        assert httpx2.post(f"{address}mcp", json={}).status_code in (404, 405)


class TestPassword:
    def test_the_endpoints_ask_for_it(self, closed_address: str) -> None:
        with pytest.raises(Exception, match=r"(?i)auth|login|credentials"):
            Client(closed_address, verbose=False, analytics_enabled=False).predict(api_name="/documents")
        client = Client(closed_address, auth=("ben", "s3cret"), verbose=False, analytics_enabled=False)
        assert client.predict(api_name="/documents")["documents"]

    def test_the_tools_ask_for_it(self, closed_address: str) -> None:
        assert httpx2.post(f"{closed_address}mcp", json={}).status_code == 401
        header = "Basic " + base64.b64encode(b"ben:s3cret").decode()
        found = use_tools(closed_address, lambda client: client.call_tool("documents", {}), authorization=header)
        assert found.structured_content["documents"]

    @pytest.mark.parametrize("path", ["excerpts?topic=carers", "library", "library/promoting-equality", "config"])
    def test_nothing_of_the_library_is_shown_without_it(self, path: str, closed_address: str) -> None:
        answer = httpx2.get(f"{closed_address}{path}", follow_redirects=False)
        assert answer.status_code in (303, 401)
        assert "carers" not in answer.text


def test_whatever_fails_is_said_plainly_and_logged_without_the_question(caplog: pytest.LogCaptureFixture) -> None:
    def ask(question: str) -> dict[str, Any]:
        raise LookupError(question)

    with pytest.raises(QuestionError, match="Something went wrong on the server"):
        with_plain_errors(ask, lambda message, _: QuestionError(message))("my secret question")
    assert "LookupError" in caplog.text
    assert "secret" not in caplog.text
