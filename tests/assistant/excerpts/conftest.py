"""A Word file as it is read back, and words that every format must show as they are."""

import io
from collections.abc import Callable
from typing import Any

import docx
import pytest

from assistant.excerpts.export import ExportedFile

Open = Callable[[ExportedFile | bytes], Any]


@pytest.fixture
def opened() -> Open:
    return lambda file: docx.Document(io.BytesIO(file.content if isinstance(file, ExportedFile) else file))


@pytest.fixture
def hostile() -> str:
    return (
        "<script>alert(1)</script> *bold it_ `code [a](b ![i](x &amp; \\ ~~no~~ | a $x$\n\n"
        "# Not a heading\n\n=====\n\n> said “so”\n\n---"
    )
