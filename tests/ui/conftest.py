"""The page as a visitor has it: one server and one Chromium for all tests, a fresh visit for each."""

import asyncio
import logging
import threading
import traceback
from collections.abc import Callable, Coroutine, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Semaphore
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.answer import Answer, Turn
from assistant.assistant import Assistant
from assistant.judge import judge
from corpus.about import About
from corpus.document import Document, Passage, Sentence
from corpus.errors import QuestionError
from corpus.split import split
from evals.bench import free_port
from ui.html.passages import Holdings
from ui.screenshot import browser_options
from ui.serve.access import Access
from ui.serve.app import launch
from ui.serve.errors import PageError

Visit = Callable[..., Any]


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    """A server has everything logged in its own way, as long as its process lives."""
    ours, root = logging.getLogger("ui"), logging.getLogger()
    before = root.handlers[:], root.level, ours.level, traceback.print_exc, threading.excepthook
    yield
    root.handlers[:], traceback.print_exc, threading.excepthook = before[0], before[3], before[4]
    root.setLevel(before[1])
    ours.setLevel(before[2])
    logging.captureWarnings(capture=False)


@pytest.fixture
def apart() -> Callable[..., Any]:
    """Runs a coroutine in another thread, since the main one may have a loop of Playwright's."""

    def apart(coroutine: Coroutine[Any, Any, Any]) -> Any:
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(asyncio.run, coroutine).result()

    return apart


@pytest.fixture(scope="session")
def address(assistant: Assistant) -> Iterator[str]:
    """Where the page is served."""
    page = launch(assistant, free_port(), Access(requests_per_minute=100_000))
    yield page.local_url
    page.close(verbose=False)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    try:
        options = browser_options()
    except PageError as error:
        pytest.skip(str(error))
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, playwright.chromium.launch(**options) as browser:
        yield browser


_EXAMPLES = ("What is bread?", "What is cake?")
_WORDS = "Nothing of that stands in the library. " * 60


class SlowAssistant:
    """Refuses every question, each when it is let go; remembers which it was asked, with the questions before it."""

    def __init__(self, folder: Path) -> None:
        self.searcher = SimpleNamespace(
            documents={}, passages=[], questions=[], topics=[], about=About(examples=_EXAMPLES)
        )
        self.settings = SimpleNamespace(index=folder / "index", library=folder / "library", curated=None)
        self.longest_question, self.writer = 200, None
        self.begin()

    def begin(self) -> None:
        """Forget everything, and let go what still waits."""
        self.asked: list[tuple[str, ...]] = []
        self.fails: set[str] = set()
        self.go = Semaphore(0)

    def stream(self, question: str, history: Sequence[Turn] = (), *_: Any, **__: Any) -> Iterator[Answer]:
        self.asked.append((*(turn.question for turn in history), question))
        self.go.acquire(timeout=20)
        if question in self.fails:
            raise QuestionError("This question cannot be answered.")
        yield Answer(question, question, "not_found", _WORDS, opening=_WORDS)


@pytest.fixture(scope="session")
def slow_assistant(tmp_path_factory: pytest.TempPathFactory) -> SlowAssistant:
    return SlowAssistant(tmp_path_factory.mktemp("slow"))


_FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Remember that a test failed, so that what its pages showed can be told."""
    item.stash[_FAILED] = item.stash.get(_FAILED, False) or call.excinfo is not None
    return (yield)


@pytest.fixture
def visit(browser: Any, address: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """Opens a place as a new visitor; whatever a test does, no request may leave, nor a policy be broken."""
    contexts: list[Any] = []
    requests: list[str] = []
    said: list[str] = []

    def open_place(place: str = "/", **options: Any) -> Any:
        contexts.append(browser.new_context(**{"reduced_motion": "reduce", **options}))
        contexts[-1].set_default_timeout(20_000)
        view = contexts[-1].new_page()
        view.on("request", lambda request: requests.append(request.url))
        view.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
        view.goto(address.rstrip("/") + place)
        view.locator("#question textarea, main#text").first.wait_for()
        view.locator("#log [data-ready], main#text").first.wait_for(state="attached")  # comes last
        return view

    yield open_place
    if request.node.stash.get(_FAILED, False):
        pages = [view.locator("body").inner_text() for context in contexts for view in context.pages]
        print(*pages, *said, *requests, sep="\n")
    for context in contexts:
        context.close()
    assert requests
    assert [url for url in requests if not url.startswith((address, "data:", "blob:"))] == []
    assert [words for words in said if "Content Security Policy" in words] == []


@pytest.fixture
def ask() -> Callable[..., Any]:
    """Types a question, presses Enter, waits; the turn."""

    def ask(view: Any, question: str, turn: int = 1) -> Any:
        view.get_by_label("Your question").fill(question)
        view.keyboard.press("Enter")
        view.locator(f"#turn-{turn} .answer").wait_for()
        return view.locator(f"#turn-{turn}")

    return ask


@pytest.fixture
def touching(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is asked, what was found is judged to touch on it."""
    monkeypatch.setattr("assistant.finding.judge", lambda *found: replace(judge(*found), verdict="touched"))


@pytest.fixture
def axe() -> Callable[[Any], list[str]]:
    """What axe finds on a page as it stands, one line a rule."""

    def axe(view: Any) -> list[str]:
        from axe_playwright_python.sync_playwright import Axe

        found = Axe().run(view).response
        assert found["passes"]
        return [f"{rule['id']}: {[node['html'][:120] for node in rule['nodes']]}" for rule in found["violations"]]

    return axe


@pytest.fixture
def document() -> Document:
    return Document(
        id="sample", title="A <b>sample</b>", publisher="A & B", author=None, published="2012-10", period=None,
        kind="guide", url=None, rights=None, status="current", currency=(), raw="", sha256="", body="", sections=(),
    )  # fmt: skip


@pytest.fixture
def passage() -> Passage:
    text = "Bread is old. Knead the <dough>.\n\nSteps:\n\n- Mix flour.\n- Add water."
    return Passage(
        "bread/p1", "sample", ("Food", "Bread"), "publisher", text, "", (Sentence(text, 0, "sentence"),), (), 0
    )


@pytest.fixture
def library(document: Document, passage: Passage) -> Holdings:
    return Holdings({"sample": document}, {("sample", "bread/p1"): passage})


@pytest.fixture(scope="session")
def guidance(documents: dict[str, Document]) -> Holdings:
    """The real documents, cut without a model: it counts words instead of tokens."""
    passages = [p for document in documents.values() for p in split(document, lambda text: len(text.split()), 256)]
    return Holdings(documents, {(p.document, p.anchor): p for p in passages})
