"""A chat model behind a real server on this machine: its replies, and every way in which it can fail to reply."""

import subprocess
import sys
from typing import Any

import pytest

from assistant.writing.model import ChatModel, ModelStoppedError
from corpus.errors import ModelError

pytest.importorskip("langchain_openai", reason="the extra 'openai' is not installed")


def said(server: Any, seconds: float = 20) -> str:
    return "".join(ChatModel("openai:fake", server.url, seconds).stream("rules", "question"))


def why(server: Any, seconds: float = 20) -> str:
    with pytest.raises(ModelStoppedError) as stopped:
        said(server, seconds)
    return str(stopped.value)


@pytest.fixture(autouse=True)
def _no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)


def test_a_reply_is_read_as_it_arrives_and_needs_no_key(chat_server: Any) -> None:
    chat_server.will(pieces=("Five ", "principles [1]."))
    assert said(chat_server) == "Five principles [1]."


def test_the_model_is_sent_the_rules_and_the_question_and_nothing_else(chat_server: Any) -> None:
    chat_server.will(pieces=("Yes.",))
    said(chat_server)
    messages = chat_server.asked[0]["messages"]
    assert [(m["role"], m["content"]) for m in messages] == [("system", "rules"), ("user", "question")]


def test_a_local_server_is_asked_for_its_likeliest_words(chat_server: Any) -> None:
    chat_server.will(pieces=("Yes.",))
    said(chat_server)
    assert chat_server.asked[0]["temperature"] == 0


def test_an_empty_reply_is_reported(chat_server: Any) -> None:
    chat_server.will()
    assert why(chat_server) == "it gave no reply that can be read"


def test_a_reply_of_ten_megabytes_is_not_read(chat_server: Any) -> None:
    chat_server.will(pieces=("Equality. " * 1000,) * 1000)
    assert why(chat_server) == "it wrote far more than an answer"


def test_a_server_that_drips_is_dropped_when_the_time_is_up(chat_server: Any) -> None:
    """Each word comes well within any time limit of the connection."""
    chat_server.will(pieces=("word ",) * 200, pause=0.1)
    assert why(chat_server, seconds=1) == "it took longer than 1 seconds"


def test_a_server_that_hangs_is_dropped_when_the_time_is_up(chat_server: Any) -> None:
    chat_server.will(pieces=("", "late"), pause=3)
    assert "took" in why(chat_server, seconds=1)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (429, "too many requests"),
        (401, "does not accept the key"),
        (404, "does not know it"),
        (500, "no reply that can be read"),
    ],
)
def test_a_status_is_reported_in_plain_words(status: int, words: str, chat_server: Any) -> None:
    chat_server.will(status=status, body='{"error": {"message": "SECRET QUESTION"}}')
    message = why(chat_server)
    assert words in message
    assert "SECRET" not in message


@pytest.mark.parametrize("body", ["", "not json", '{"choices": 7}', "<html>"])
def test_a_malformed_reply_is_reported(body: str, chat_server: Any) -> None:
    chat_server.will(body=body)
    assert why(chat_server) == "it gave no reply that can be read"


def test_an_address_without_a_server_is_reported(chat_server: Any) -> None:
    model = ChatModel("openai:fake", "http://127.0.0.1:9/v1", 20)
    with pytest.raises(ModelStoppedError, match="it could not be reached"):
        list(model.stream("rules", "question"))


def test_a_missing_key_is_reported_when_the_model_is_opened() -> None:
    with pytest.raises(ModelError, match="OPENAI_API_KEY"):
        ChatModel("openai:fake")


def test_a_missing_package_is_named() -> None:
    with pytest.raises(ModelError, match=r"pip install 'evenhand\[ollama\]'"):
        ChatModel("ollama:fake")


def test_a_name_without_a_provider_is_refused() -> None:
    with pytest.raises(ModelError, match="Check EVENHAND_MODEL"):
        ChatModel("nothing-anybody-knows")


def test_without_a_model_no_chat_library_is_loaded() -> None:
    code = (
        "import sys, assistant.assistant;"
        "print([name for name in sys.modules if name.split('.')[0] in ('langchain', 'langchain_openai', 'openai')])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1", "ftp://proxy", "http://127.0.0.1:1", "http://proxy:port"])
def test_a_server_on_this_machine_is_asked_whatever_proxies_are_set(
    proxy: str, chat_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALL_PROXY", proxy)
    chat_server.will(pieces=("Five.",))
    assert said(chat_server) == "Five."


def test_a_socks_proxy_without_its_package_is_told_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:1")
    with pytest.raises(ModelError, match=r"cannot be asked through a SOCKS proxy.*'pip install socksio'"):
        ChatModel("openai:small", "http://model.example/v1")


def test_a_proxy_is_still_asked_for_a_server_elsewhere_and_its_fault_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    with pytest.raises(ModelStoppedError, match="it could not be reached"):
        list(ChatModel("openai:small", "http://model.invalid/v1").stream("Rules.", "Question?"))
