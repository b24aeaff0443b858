"""A chat model behind a real server on this machine: what it says, and every way in which it says nothing."""

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


def test_it_is_read_piece_by_piece_without_a_key(chat_server: Any) -> None:
    chat_server.will(pieces=("Five ", "principles [1]."))
    assert said(chat_server) == "Five principles [1]."


def test_it_is_told_the_rules_and_the_question_and_nothing_else(chat_server: Any) -> None:
    chat_server.will(pieces=("Yes.",))
    said(chat_server)
    messages = chat_server.asked[0]["messages"]
    assert [(m["role"], m["content"]) for m in messages] == [("system", "rules"), ("user", "question")]


def test_a_server_in_the_house_is_asked_for_its_likeliest_words(chat_server: Any) -> None:
    chat_server.will(pieces=("Yes.",))
    said(chat_server)
    assert chat_server.asked[0]["temperature"] == 0


def test_silence_is_said(chat_server: Any) -> None:
    chat_server.will()
    assert why(chat_server) == "it gave no reply that can be read"


def test_ten_megabytes_are_not_read(chat_server: Any) -> None:
    chat_server.will(pieces=("Equality. " * 1000,) * 1000)
    assert why(chat_server) == "it wrote far more than an answer"


def test_a_server_that_drips_is_left_when_the_time_is_up(chat_server: Any) -> None:
    """Each word comes long before any time limit of the connection."""
    chat_server.will(pieces=("word ",) * 200, pause=0.1)
    assert why(chat_server, seconds=1) == "it took longer than 1 seconds"


def test_a_server_that_hangs_is_left_when_the_time_is_up(chat_server: Any) -> None:
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
def test_a_status_is_said_in_plain_words(status: int, words: str, chat_server: Any) -> None:
    chat_server.will(status=status, body='{"error": {"message": "SECRET QUESTION"}}')
    message = why(chat_server)
    assert words in message
    assert "SECRET" not in message


@pytest.mark.parametrize("body", ["", "not json", '{"choices": 7}', "<html>"])
def test_a_malformed_reply_is_said(body: str, chat_server: Any) -> None:
    chat_server.will(body=body)
    assert why(chat_server) == "it gave no reply that can be read"


def test_nothing_at_the_address_is_said(chat_server: Any) -> None:
    model = ChatModel("openai:fake", "http://127.0.0.1:9/v1", 20)
    with pytest.raises(ModelStoppedError, match="it could not be reached"):
        list(model.stream("rules", "question"))


def test_a_key_that_is_missing_is_said_when_it_is_opened() -> None:
    with pytest.raises(ModelError, match="OPENAI_API_KEY"):
        ChatModel("openai:fake")


def test_a_package_that_is_missing_is_named() -> None:
    with pytest.raises(ModelError, match=r"pip install 'evenhand\[ollama\]'"):
        ChatModel("ollama:fake")


def test_a_name_without_a_provider_is_refused() -> None:
    with pytest.raises(ModelError, match="Check EVENHAND_MODEL"):
        ChatModel("nothing-anybody-knows")


def test_without_a_model_nothing_of_langchains_chat_models_is_loaded() -> None:
    code = (
        "import sys, assistant.assistant;"
        "print([name for name in sys.modules if name.split('.')[0] in ('langchain', 'langchain_openai', 'openai')])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
