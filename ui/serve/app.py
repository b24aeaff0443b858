"""The server that shows the page: on 127.0.0.1 alone, unless another address is asked for."""

import os
import socket
import sys
import threading
from typing import TYPE_CHECKING, Any

from corpus.errors import EvenhandError
from ui.feedback import FeedbackFile
from ui.serve.access import HOST, Access
from ui.serve.guard import TOOLS, Guard, RateLimit

if TYPE_CHECKING:
    import gradio as gr

    from assistant.assistant import Assistant
    from ui.places.routes import Places


class PageError(EvenhandError):
    """The page cannot be served."""


def serve(
    assistant: "Assistant", port: int, access: Access, feedback: FeedbackFile | None, *, open_browser: bool
) -> None:
    """Show the page until the program is stopped (Ctrl+C). Raises PageError when it cannot be served."""
    page = launch(assistant, port, access, feedback, open_browser=open_browser)
    if access.warning:
        sys.stderr.write(f"{access.warning}\n")
    if access.tools:
        sys.stderr.write(f"Tools for other programs (MCP) are at {page.local_url.rstrip('/')}{TOOLS}.\n")
    sys.stderr.write(f"Evenhand is at {page.local_url} (Ctrl+C stops it).\n")
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
    finally:
        page.close(verbose=False)


def launch(
    assistant: "Assistant",
    port: int,
    access: Access | None = None,
    feedback: FeedbackFile | None = None,
    *,
    open_browser: bool = False,
) -> "gr.Blocks":
    """Start the server and return at once; the page's `close()` ends it. Raises PageError as `serve` does."""
    access = access or Access()
    _stay_here(access.host)
    # Imported only now: Gradio reads the variables when it is imported.
    from ui.ask.page import build_page
    from ui.ask.precedence import Precedence
    from ui.ask.theme import HEAD, ICON, theme
    from ui.places.routes import Places

    precedence = Precedence()
    page = build_page(assistant, precedence, feedback)
    places = Places(assistant, precedence)
    try:
        _try_address(access.host, port)
        page.launch(
            server_name=f"[{access.host}]" if ":" in access.host else access.host,
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
            auth=access.credentials.match if access.credentials else None,
            app_kwargs=_around(assistant, access, places),
        )
    except OSError as error:
        raise PageError(
            f"The page cannot be served on {access.host}, port {port}: another program has the port, or the address is "
            "not this machine's; choose another with --port or --host."
        ) from error
    return page


def _try_address(host: str, port: int) -> None:
    """Raises OSError where nothing can be served: the server would say so in a thread of its own, and in its way."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((host, port))


def _around(assistant: "Assistant", access: Access, places: "Places") -> dict[str, Any]:
    """What Gradio's server is made with: our own addresses, the tools where they are asked for, and the guard."""
    from starlette.middleware import Middleware

    from ui.serve.sign_in import Door

    limit = RateLimit(access.requests_per_minute)
    door = [Middleware(Door)] if access.credentials else []
    guards = [Middleware(Guard, limit, access.credentials, places.refused), *door]
    around: dict[str, Any] = {"middleware": guards, "routes": places.routes()}
    if access.tools:
        from ui.api.tools import tools_app

        app = tools_app(assistant, access)
        around["routes"] += app.routes
        around["lifespan"] = app.router.lifespan_context
    return around


def _stay_here(host: str) -> None:
    """Nothing calls home, and a proxy of the network is not asked for what this machine serves itself."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    for name in ("NO_PROXY", "no_proxy"):
        others = os.environ.get(name, "")
        here = [address for address in dict.fromkeys((HOST, host)) if address not in others]
        os.environ[name] = ",".join(filter(None, [others, *here]))
