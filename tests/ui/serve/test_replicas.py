"""Two servers behind a real nginx that sends each request to either: no visitor needs the one that answered before."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import Barrier
from typing import Any

import httpx
import pytest
from playwright.sync_api import expect

from assistant.assistant import Assistant
from evals.bench import free_port
from ui.bench.visitors import Visitor, Wait, strangers
from ui.serve.access import Access
from ui.serve.app import launch

pytestmark = [pytest.mark.browser, pytest.mark.model]

TOPICS = ("FREDA", "equality", "human rights", "bullying", "interpreters")
ASKED = ["What is {}?", "Tell me more about that", "and in social care?", "Who is responsible for it?"]


@contextmanager
def replica(index: Path, port: int) -> Iterator["subprocess.Popen[bytes]"]:
    """A server of its own, as the command starts it."""
    settings = {"EVENHAND_INDEX": str(index), "EVENHAND_PORT": str(port), "EVENHAND_REQUESTS_PER_MINUTE": "100000"}
    command = [sys.executable, "-c", "from ui.cli.main import main; main()", "chat", "--no-browser"]
    server = subprocess.Popen(command, env={**os.environ, **settings}, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            with suppress(httpx.TransportError):
                if httpx.get(f"http://127.0.0.1:{port}/readyz").is_success:
                    break
            time.sleep(0.1)
        yield server
    finally:
        server.kill()
        server.wait()


def conversations(count: int) -> list[list[str]]:
    return [[question.format(TOPICS[number % len(TOPICS)]) for question in ASKED] for number in range(count)]


def hold(address: str, asked: Sequence[Sequence[str]], at_once: int, half: Callable[[], object]) -> list[list[Wait]]:
    """Hold conversations, some at the same time; `half` is called when the first of them are half way."""
    middle = Barrier(at_once, action=half)

    def talk(number: int) -> list[Wait]:
        visitor, waits = Visitor(address), []
        for n, question in enumerate(asked[number]):
            if number < at_once and n == len(asked[number]) // 2:
                middle.wait(120)
            waits.append(visitor.ask(question))
        return waits

    with ThreadPoolExecutor(at_once) as pool:
        return list(pool.map(talk, range(len(asked))))


def kill_in_the_middle(nginx: Any, folder: Path, index: Path, count: int, at_once: int) -> None:
    """Of conversations on two replicas, one of which is killed half way, none may lose or mix up anything."""
    ports, asked = [free_port(), free_port()], conversations(count)
    with ExitStack() as stack:
        first, _ = [stack.enter_context(replica(index, port)) for port in ports]
        address = stack.enter_context(nginx(folder, ports, ""))
        waits = hold(address, asked, at_once, lambda: first.send_signal(signal.SIGKILL))
    assert [len(own) for own in waits] == [len(ASKED)] * count
    assert strangers(asked, waits) == 0
    same = [{tuple(own[-1].statuses) for own in waits[n :: len(TOPICS)]} for n in range(len(TOPICS))]
    assert [len(statuses) for statuses in same] == [1] * len(TOPICS)  # whoever answered, and however often


def test_conversations_go_on_when_one_of_two_servers_is_killed(nginx: Any, tmp_path: Path, real_index: Path) -> None:
    kill_in_the_middle(nginx, tmp_path, real_index, 5, 5)


@pytest.mark.soak
@pytest.mark.timeout(900)
def test_two_hundred_conversations_go_on_when_one_of_two_servers_is_killed(
    nginx: Any, tmp_path: Path, real_index: Path
) -> None:
    kill_in_the_middle(nginx, tmp_path, real_index, 200, 20)


def test_a_page_needs_no_server_twice(nginx: Any, tmp_path: Path, assistant: Assistant, browser: Any, ask: Any) -> None:
    pages = [launch(assistant, free_port(), Access(requests_per_minute=100_000)) for _ in range(2)]
    context = browser.new_context(reduced_motion="reduce", accept_downloads=True)
    try:
        with nginx(tmp_path, [page.server_port for page in pages], "") as address:
            view = context.new_page()
            view.goto(address)
            view.locator("#log [data-ready]").wait_for(state="attached")
            for turn, question in enumerate(("What does FREDA stand for?", "Tell me more about them"), start=1):
                ask(view, question, turn)
            assert "FREDA" in view.locator("#turn-2 .searched").inner_text()
            view.locator(".further .offer").first.wait_for()
            pages[0].close(verbose=False)
            turn = ask(view, "and in social care?", 3)
            turn.locator(".card").first.get_by_role("button", name="Add to excerpts").first.click()
            with view.expect_download():
                view.get_by_role("button", name="Save as Markdown").click()
            view.get_by_role("link", name="Excerpts").click()
            expect(view.locator("#basket li").first).to_be_visible()
    finally:
        context.close()
        for page in pages:
            page.close(verbose=False)
