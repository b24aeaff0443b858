from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.importing.draft import Draft
from corpus.importing.pdf import read_pdf
from ui.screenshot import browser_options
from ui.serve.errors import PageError

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><title>Visits by families</title>
<h1>Visits by families</h1>
<p>Visitors are welcome at every hour of the day, and a resident decides alone whom to see, where to see them and
for how long, unless a court has ordered something else. Nobody is asked to give a reason for a visit.</p>
<h2>Before a visit</h2>
<p>Tell the home:</p>
<ul><li>who comes<ul><li>their names</li></ul></li><li>when they come</li></ul>
<table border="1"><tr><th>Day</th><th>Open until</th></tr><tr><td>Monday</td><td>nine</td></tr></table>"""


@pytest.fixture
def printed(tmp_path: Path) -> Path:
    """The page as Chromium prints it."""
    try:
        options = browser_options()
    except PageError as error:
        pytest.skip(str(error))
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, playwright.chromium.launch(**options) as browser:
        page = browser.new_page()
        page.set_content(PAGE)
        page.pdf(path=tmp_path / "visits.pdf", display_header_footer=True)
    return tmp_path / "visits.pdf"


def test_a_web_page_that_was_printed_is_read_as_it_was_written(
    printed: Path, told: Callable[[Draft], list[str]]
) -> None:
    lines = told(read_pdf(printed))

    start = lines.index("# Visits by families")
    assert lines[start + 1].startswith("Visitors are welcome")
    assert lines[start + 1].endswith("a reason for a visit.")
    assert lines[start + 2 : start + 9] == [
        "## Before a visit",
        "Tell the home:",
        "- who comes",
        "  - their names",
        "- when they come",
        "| Day | Open until |",
        "| Monday | nine |",
    ]
