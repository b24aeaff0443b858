"""The server that shows the page on 127.0.0.1, and on no other address."""

import os
import sys
import threading
from typing import TYPE_CHECKING

from corpus.errors import EvenhandError

if TYPE_CHECKING:
    import gradio as gr

    from assistant.assistant import Assistant

HOST = "127.0.0.1"


class PageError(EvenhandError):
    """The page cannot be served."""


def serve(assistant: "Assistant", port: int, *, open_browser: bool) -> None:
    """Show the page until the program is stopped (Ctrl+C). Raises PageError when the port cannot be had."""
    page = launch(assistant, port, open_browser=open_browser)
    sys.stderr.write(f"Evenhand is at {page.local_url} (Ctrl+C stops it).\n")
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
    finally:
        page.close(verbose=False)


def launch(assistant: "Assistant", port: int, *, open_browser: bool = False) -> "gr.Blocks":
    """Start the server and return at once; the page's `close()` ends it. Raises PageError as `serve` does."""
    _stay_here()
    # Imported only now: Gradio reads the variables when it is imported.
    from ui.page import build_page
    from ui.routes import Places
    from ui.theme import HEAD, ICON, theme

    page = build_page(assistant)
    places = Places(assistant.searcher)
    try:
        page.launch(
            server_name=HOST,
            server_port=port,
            inbrowser=open_browser,
            prevent_thread_lock=True,
            quiet=True,
            share=False,
            ssr_mode=False,
            mcp_server=False,
            enable_monitoring=False,
            run_history=False,
            footer_links=[],
            favicon_path=ICON,
            theme=theme(),
            head=HEAD,
            app_kwargs={"routes": places.routes()},
        )
    except OSError as error:
        raise PageError(
            f"The page cannot be served on port {port}: another program has it; choose another with --port."
        ) from error
    return page


def _stay_here() -> None:
    """Nothing calls home, and a proxy of the network is not asked for what this machine serves itself."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    for name in ("NO_PROXY", "no_proxy"):
        others = os.environ.get(name, "")
        if HOST not in others:
            os.environ[name] = f"{others},{HOST}".lstrip(",")
