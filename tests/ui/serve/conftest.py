"""A real nginx in front of servers of ours."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from evals.bench import BenchError
from ui.bench import proxy


@pytest.fixture(scope="session")
def nginx(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., AbstractContextManager[str]]:
    """Starts an nginx for as long as its context lasts."""
    try:
        with proxy.nginx(tmp_path_factory.mktemp("nginx"), [1]):
            pass
    except BenchError as error:
        pytest.skip(str(error))
    return proxy.nginx
