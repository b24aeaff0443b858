from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.answer import Answer
from ui.ask.events import AskEvents
from ui.ask.received import Asked, ToSave
from ui.counts import Counts

CONVERSATION = "0123456789abcdef"


@pytest.fixture
def asked() -> list[str]:
    """What the assistant was asked, in order."""
    return []


@pytest.fixture
def events(library: Any, asked: list[str]) -> AskEvents:
    def stream(question: str, *_: Any, **__: Any) -> Iterator[Answer]:
        asked.append(question)
        yield Answer(question, question, "answered", "Yes.", (), (), (), ())

    now = SimpleNamespace(assistant=SimpleNamespace(stream=stream), library=library, edition="one")
    live: Any = SimpleNamespace(now=now, counts=Counts())
    return AskEvents(live)


def save(events: AskEvents, *questions: str) -> str:
    """The conversation of these questions as it is saved, which is what the server knows of it."""
    sent = ToSave(conversation=CONVERSATION, asked=[Asked(question=one) for one in questions], format="md")
    return events.save(sent).decode()


def test_a_conversation_that_the_server_lacks_is_asked_again(events: AskEvents, asked: list[str]) -> None:
    assert "Cake?" in save(events, "Bread?", "Cake?")
    assert asked == ["Bread?", "Cake?"]


def test_of_a_conversation_only_what_the_server_lacks_is_asked_again(events: AskEvents, asked: list[str]) -> None:
    save(events, "Bread?", "Cake?")
    asked.clear()
    assert "Bread?" in save(events, "Bread?", "Cake?", "Tea?")
    assert asked == ["Tea?"]


def test_what_the_browser_does_not_name_is_no_part_of_the_conversation(events: AskEvents, asked: list[str]) -> None:
    save(events, "Bread?", "Cake?")
    asked.clear()
    assert "Cake" not in save(events, "Bread?", "Tea?")
    assert asked == ["Tea?"]


def test_of_very_many_questions_only_the_latest_are_asked_again(events: AskEvents, asked: list[str]) -> None:
    save(events, "Bread?")
    asked.clear()
    save(events, "Bread?", *map(str, range(40)))
    assert asked == [str(number) for number in range(10, 40)]
