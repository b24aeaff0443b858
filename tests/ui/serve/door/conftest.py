"""A page that asks for a password, with an empty library, and what its people sign in with."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest

from corpus.about import About
from evals.bench import free_port
from ui.serve.access import Access, Credentials
from ui.serve.app import launch
from ui.serve.door.passwords import hashed


@pytest.fixture(scope="session")
def people() -> Credentials:
    return Credentials({"ann": hashed("one"), "ben": hashed("two")}, frozenset({"ann"}))


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Any]:
    """Starts a page, for those it is given; the caller closes it."""

    def serve(access: Access) -> Any:
        folder = tmp_path_factory.mktemp("nobody")
        library = SimpleNamespace(documents={}, passages=[], questions=[], topics=[], about=About())
        settings = SimpleNamespace(index=Path(folder) / "index", library=Path(folder) / "library", curated=None)
        nobody: Any = SimpleNamespace(searcher=library, longest_question=2000, ask=None, writer=None, settings=settings)
        return launch(nobody, free_port(), access)

    return serve


@pytest.fixture(scope="session")
def closed(serve: Callable[..., Any], people: Credentials) -> Iterator[Any]:
    """A page with tools, for Ann and Ben."""
    page = serve(Access(credentials=people, requests_per_minute=100_000, tools=True, secret="s" * 32))
    yield page
    page.close(verbose=False)


@pytest.fixture
def visitor(closed: Any) -> Iterator[httpx.Client]:
    """Somebody who has not signed in to that page."""
    with httpx.Client(base_url=closed.local_url, timeout=60) as client:
        yield client
