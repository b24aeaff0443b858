"""A picture of the page with an answered question: `python -m ui.screenshot OUTPUT`; playwright is confined to it."""

import argparse
import shutil
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import EvenhandError
from ui.access import HOST
from ui.app import PageError, launch

if TYPE_CHECKING:
    from assistant.assistant import Assistant

QUESTION = "What does FREDA stand for?"
# No network of its own, no sandbox (which is not to be had in a container), no profile.
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def main() -> None:
    """Read the name of the file, answer the question, take the picture."""
    from assistant.assistant import Assistant
    from assistant.settings import load_settings

    parser = argparse.ArgumentParser(prog="python -m ui.screenshot", description="Take a picture of the page.")
    parser.add_argument("output", type=Path, help="the PNG file to write")
    output = parser.parse_args().output
    try:
        take(Assistant.open(load_settings()), output)
    except EvenhandError as error:
        raise SystemExit(str(error)) from error


def take(assistant: "Assistant", output: Path, question: str = QUESTION) -> None:
    """Serve the page for as long as it takes to answer the question and write the picture.

    Raises PageError when chromium or playwright is missing.
    """
    options = browser_options()
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        raise PageError("playwright is not installed; run 'make install-tests'.") from error
    page = launch(assistant, free_port())
    try:
        with sync_playwright() as playwright, playwright.chromium.launch(**options) as browser:
            view = browser.new_page(
                viewport={"width": 1280, "height": 900}, color_scheme="light", reduced_motion="reduce"
            )
            view.goto(page.local_url)
            view.get_by_label("Your question").fill(question)
            view.keyboard.press("Enter")
            view.locator(".turn.last .answer").wait_for()
            view.evaluate("scrollTo(0, 0)")
            view.screenshot(path=output)
    finally:
        page.close(verbose=False)


def browser_options() -> dict[str, Any]:
    """How to start the system's Chromium. Raises PageError when there is none."""
    path = shutil.which("chromium")
    if path is None:
        raise PageError("chromium is not installed; install the package of that name.")
    return {"executable_path": path, "args": list(_FLAGS)}


def free_port() -> int:
    """A port that nothing listens on now."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        return int(free.getsockname()[1])


if __name__ == "__main__":
    main()
