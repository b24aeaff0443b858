"""The page follows the library: the index changes, and who asks next gets the new one."""

import os
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from corpus.errors import StoredIndexError
from ui.live import LiveAssistant, Snapshot


class FakeAssistant:
    """Counts how often it was opened, and fails to where it is told to."""

    def __init__(self, index: Path, documents: dict[str, Any] | None = None) -> None:
        self.index, self.opened, self.fails = index, 0, False
        self.settings = SimpleNamespace(index=index, curated=None)
        self.searcher = SimpleNamespace(documents=documents or {}, passages=[], cross_encoder=None)

    def reopened(self) -> "FakeAssistant":
        self.opened += 1
        if self.fails:
            raise StoredIndexError("The index is not whole.")
        return FakeAssistant(self.index, {"new": SimpleNamespace(id="new", title="New", body="New.", sections=())})


class Clock:
    def __init__(self) -> None:
        self.time = 0.0

    def __call__(self) -> float:
        return self.time


def switch(index: Path, build: str) -> None:
    """Puts another build in force, as `build_index` does."""
    (index / "next").write_text(build)
    (index / "next").replace(index / "current")
    os.utime(index / "current", ns=(1, len(build)))


@pytest.fixture
def fake(tmp_path: Path) -> FakeAssistant:
    switch(tmp_path, "one")
    return FakeAssistant(tmp_path)


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is started in the background is done at once."""

    class Thread:
        def __init__(self, target: Callable[[], None], **_: object) -> None:
            self.start = target

    monkeypatch.setattr("ui.live.Thread", Thread)


def test_a_changed_index_is_noticed_within_a_second_and_served_from_then_on(fake: Any, at_once: None) -> None:
    clock = Clock()
    live = LiveAssistant(fake, clock)
    first = live.now
    switch(fake.index, "two!")
    assert live.now is first  # it was looked at less than a second ago
    clock.time = 1.5
    assert live.now is not first
    assert list(live.now.library.documents) == ["new"]
    assert first.library.documents == {}
    assert fake.opened == 1


def test_an_index_that_is_as_it_was_is_not_opened_again(fake: Any, at_once: None) -> None:
    clock = Clock()
    live = LiveAssistant(fake, clock)
    for clock.time in range(10):
        assert live.now.assistant is fake
    assert live.refresh().assistant is fake
    assert fake.opened == 0


def test_the_page_s_own_change_is_served_at_once(fake: Any) -> None:
    live, told = LiveAssistant(fake), list[Snapshot]()
    live.on_change(told.append)
    switch(fake.index, "two!")
    assert list(live.refresh().library.documents) == ["new"]
    assert live.now is live.refresh()
    assert told == [live.now]


def test_an_index_that_cannot_be_opened_leaves_the_earlier_one_and_is_tried_again(
    fake: Any, at_once: None, caplog: pytest.LogCaptureFixture
) -> None:
    clock = Clock()
    live, fake.fails = LiveAssistant(fake, clock), True
    switch(fake.index, "two!")
    clock.time = 2
    assert live.now.assistant is fake
    assert "StoredIndexError" in caplog.text
    clock.time = 4
    assert (live.now.assistant, fake.opened) == (fake, 1)  # not at every request
    clock.time, fake.fails = 8, False
    assert list(live.now.library.documents) == ["new"]


def test_who_waits_for_the_change_is_told_why_it_cannot_be_opened(fake: Any) -> None:
    live, fake.fails = LiveAssistant(fake), True
    switch(fake.index, "two!")
    with pytest.raises(StoredIndexError, match="not whole"):
        live.refresh()
    assert live.now.assistant is fake


def test_the_cross_encoder_is_loaded_before_anybody_asks(fake: Any, at_once: None) -> None:
    read: list[str] = []
    fake.searcher.cross_encoder = SimpleNamespace(log_odds=lambda question, words: read.extend(words))
    LiveAssistant(fake).warm()
    assert read
