from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.answer import Answer
from ui.ask.events import AskEvents
from ui.ask.received import Asked, NewQuestion, ToSave
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
        yield Answer(question, question, "out_of_scope", "No.", (), (), (), ())

    offered = SimpleNamespace(starters={})
    now = SimpleNamespace(assistant=SimpleNamespace(stream=stream), library=library, edition="one", offered=offered)
    live: Any = SimpleNamespace(now=now, counts=Counts())
    return AskEvents(live)


def held(*questions: str) -> dict[str, Any]:
    """A conversation as the browser holds it."""
    return {"conversation": CONVERSATION, "asked": [Asked(question=one) for one in questions]}


def ask(events: AskEvents, *questions: str) -> dict[str, Any]:
    """What the server sends to the last of these questions."""
    *before, last = questions
    [news] = events.ask(NewQuestion(**held(*before), question=last, edition="one"))
    return news


def test_a_conversation_that_the_server_lacks_is_asked_again(events: AskEvents, asked: list[str]) -> None:
    assert ask(events, "Bread?", "Cake?")["kept"] == 0  # all of it is drawn
    assert asked == ["Bread?", "Cake?"]


def test_what_the_server_holds_is_not_asked_again(events: AskEvents, asked: list[str]) -> None:
    ask(events, "Bread?")
    assert ask(events, "Bread?", "Cake?")["kept"] == 1
    assert asked == ["Bread?", "Cake?"]


def test_of_a_conversation_only_what_the_server_lacks_is_asked_again(events: AskEvents, asked: list[str]) -> None:
    ask(events, "Bread?")
    ask(events, "Bread?", "Cake?", "Tea?")
    assert asked == ["Bread?", "Cake?", "Tea?"]


def test_what_the_browser_does_not_name_is_no_part_of_the_conversation(events: AskEvents, asked: list[str]) -> None:
    ask(events, "Bread?")
    ask(events, "Bread?", "Cake?")
    news = ask(events, "Bread?", "Tea?")
    assert asked == ["Bread?", "Cake?", "Tea?"]
    assert "Cake" not in "".join(news["turns"])


def test_of_very_many_questions_only_the_latest_are_asked_again(events: AskEvents, asked: list[str]) -> None:
    ask(events, "Bread?")
    ask(events, "Bread?", *map(str, range(40)))
    assert asked == ["Bread?", *(str(number) for number in range(9, 40))]


def test_saving_a_conversation_puts_nothing_in_the_place_of_what_was_answered(
    events: AskEvents, asked: list[str]
) -> None:
    """A page may show a model's answers of another server, which stay as they are."""
    sent = ToSave(**held("Bread?", "Cake?"), format="md")
    assert "Cake?" in events.save(sent).decode()
    asked.clear()
    events.save(sent)
    assert asked == ["Bread?", "Cake?"]
