"""Reads small web pages."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.importing.draft import Draft
from corpus.importing.reporting.losses import lost_from
from corpus.importing.web import read_html
from corpus.importing.writing.write import as_markdown

Page = Callable[[str], Draft]


@pytest.fixture
def page(tmp_path: Path) -> Page:
    """Read a page with this body; no word of it may be lost."""

    def read(body: str) -> Draft:
        path = tmp_path / "page.html"
        path.write_text(f"<!doctype html><html><head><title>Keys</title></head><body>{body}</body></html>", "utf-8")
        draft = read_html(path)
        lost = lost_from(as_markdown(draft.parts), draft.pages, draft.left_out)
        assert lost.words == 0, lost.runs
        return draft

    return read
