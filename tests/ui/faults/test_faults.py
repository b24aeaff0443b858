"""A fixed small part of the faults; `make soak` makes all of them (`python -m ui.faults`)."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from evals.bench import free_port
from ui.faults.__main__ import main
from ui.faults.ashgrove import Ashgrove, begin
from ui.faults.commands import Ran
from ui.faults.figures import Figures, table
from ui.faults.full import full_disk
from ui.faults.hostile import hostile_requests
from ui.faults.killed import killed
from ui.faults.work import adding, answering, replacing
from ui.serve.access import Access
from ui.serve.app import launch

SEED = 17


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, real_index: Path) -> Ashgrove:
    return begin(tmp_path_factory.mktemp("ashgrove"), real_index)


@pytest.mark.model
def test_commands_that_are_killed_leave_a_library_that_answers_and_no_litter(place: Ashgrove) -> None:
    figures = killed(place, "changing", 3, [adding, replacing, answering], random.Random(SEED))
    assert figures.problems == ()
    assert len(figures.seconds) == 3


@pytest.mark.model
def test_what_was_not_survived_is_noticed(place: Ashgrove) -> None:
    (place.library / ".staged").mkdir(exist_ok=True)
    for left in ("index/builds/killed", "index/parts/new-killed", "library/.staged/killed", "tmp/evenhand-killed"):
        (place.store / left).mkdir()
        assert place.litter() == [left]
        (place.store / left).rmdir()
    assert place.wrong_in({"kept": "", "changed": "at least 2 days"}) != []
    assert "it ended with 1" in place.wrong_in_batch(Ran(1, "", "Traceback", 0.0))[2]


@pytest.fixture
def page(assistant: Assistant) -> Iterator[object]:
    page = launch(assistant, free_port(), Access(requests_per_minute=100_000, tools=True))
    yield page
    page.close(verbose=False)


@pytest.mark.model
def test_hostile_requests_break_nothing_and_learn_nothing(page: object, real_index: Path) -> None:
    assert hostile_requests(page, 150, SEED, [real_index.parent]).problems == ()


def test_a_reply_that_tells_too_much_is_noticed(page: object) -> None:
    figures = hostile_requests(page, 20, SEED, [Path("ok"), Path("html")])
    assert any("the reply holds" in problem for problem in figures.problems)


@pytest.mark.model
def test_a_full_disk_is_told_and_the_old_library_answers(tmp_path: Path, real_index: Path) -> None:
    figures = full_disk(tmp_path, real_index, SEED, 2)
    if not figures.times:
        pytest.skip(figures.seen)
    assert figures.problems == ()


def test_the_table_says_what_was_survived_and_what_was_not() -> None:
    lines = table([Figures("one", 3, ("a |\nb",), (1.0, 2.51), "seen"), Figures("none", 0, (), ())]).splitlines()
    assert lines[2:] == ["| one | 3 | 2 | 2.5 s | seen; a \\| b |", "| none | 0 | 0 | – |  |"]


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_every_fault_is_survived(capfd: pytest.CaptureFixture[str]) -> None:
    with capfd.disabled():
        assert main([]) == 0
