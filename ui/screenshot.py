"""Pictures of the three places in three looks, and a walk through the page: `python -m ui.screenshot docs`.

Playwright is confined to this file.
"""

import argparse
import io
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import EvenhandError
from evals.bench import free_port
from ui.html.addresses import excerpts_address, question_address
from ui.serve.access import Access
from ui.serve.app import launch
from ui.serve.errors import PageError
from ui.walk import WINDOW, walk

if TYPE_CHECKING:
    from assistant.assistant import Assistant

QUESTION = "What does FREDA stand for?"
TOPIC = "bullying and harassment"
_COLOURS = 128
_WINDOW = {"viewport": {"width": 1280, "height": 900}}
LOOKS: dict[str, dict[str, Any]] = {
    "light": _WINDOW,
    "dark": {**_WINDOW, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True},
}
# Without background traffic, without a sandbox (a container has none), without a first-run profile.
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def main() -> None:
    """Take the pictures, into the folder named on the command line."""
    from assistant.assistant import Assistant
    from assistant.settings import load_settings

    parser = argparse.ArgumentParser(prog="python -m ui.screenshot", description="Take pictures of the three places.")
    parser.add_argument("folder", type=Path, help="the folder to write the PNG files to")
    folder = parser.parse_args().folder
    try:
        take(Assistant.open(load_settings()), folder)
    except EvenhandError as error:
        raise SystemExit(str(error)) from error


def take(assistant: "Assistant", folder: Path) -> None:
    """Serve the page, and take a picture of each place in each look, `ask-light.png` and so on, and the walk.

    Raises PageError where Chromium or Playwright is missing.
    """
    options = browser_options()
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        raise PageError("Playwright is not installed; run 'make install-tests'.") from error
    folder.mkdir(parents=True, exist_ok=True)
    page = launch(assistant, free_port(), Access(requests_per_minute=1000))
    try:
        with sync_playwright() as playwright, playwright.chromium.launch(**options) as browser:
            for look, how in LOOKS.items():
                view = browser.new_page(reduced_motion="reduce", **how)
                for place, go in PLACES.items():
                    go(view, page.local_url.rstrip("/"))
                    _save(view.screenshot(), folder / f"{place}-{look}.png")
                view.close()
            walk(browser.new_page(reduced_motion="reduce", **WINDOW), page.local_url.rstrip("/"), folder / "walk.gif")
    finally:
        page.close(verbose=False)


def _save(picture: bytes, path: Path) -> None:
    """As a PNG with few colours, which is a third of the size; the page has few."""
    from PIL import Image

    Image.open(io.BytesIO(picture)).convert("RGB").quantize(_COLOURS).save(path, optimize=True)


def _ask(view: Any, address: str) -> None:
    """A question with its answer and sources."""
    view.goto(address)
    view.locator("#log [data-ready]").wait_for(state="attached")
    view.get_by_label("Your question").fill(QUESTION)
    view.keyboard.press("Enter")
    view.locator(".further .offer").first.wait_for()
    view.evaluate("scrollTo(0, 0)")


def _excerpts(view: Any, address: str) -> None:
    """Passages on a topic, two of them added to the basket."""
    view.goto(f"{address}{excerpts_address(TOPIC)}")
    for number in range(2):
        view.locator(".results input[data-anchor]").nth(number).check()
        view.locator(".kept > li").nth(number).wait_for()
    view.evaluate("scrollTo(0, 0)")


def _library(view: Any, address: str) -> None:
    """The words of an answer, in their place in their document."""
    view.goto(f"{address}/help")
    view.goto(f"{address}{question_address(QUESTION)}")
    view.locator(".turn:last-of-type .card a.act").first.click()
    view.locator(".passage:target").wait_for()
    view.mouse.move(0, 0)


PLACES = {"ask": _ask, "excerpts": _excerpts, "library": _library}


def browser_options() -> dict[str, Any]:
    """How to start the Chromium of this machine. Raises PageError where there is none."""
    path = shutil.which("chromium")
    if path is None:
        raise PageError("Chromium is not installed; install the package 'chromium'.")
    return {"executable_path": path, "args": list(_FLAGS)}


if __name__ == "__main__":
    main()
