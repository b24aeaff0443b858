"""The server that shows the page, on 127.0.0.1 unless another address is given.

It launches the Gradio page that `ui.ask` builds, with our own Starlette routes and middleware around it.
"""

import os
import sys
import threading
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from ui.feedback import FeedbackStore
from ui.live import INTERVAL, LiveAssistant
from ui.serve.access import HOST, Access
from ui.serve.address import check_address, unusable
from ui.serve.guard import TOOLS, Guard, RateLimit

if TYPE_CHECKING:
    import gradio as gr
    from starlette.routing import BaseRoute

    from assistant.assistant import Assistant
    from ui.places.routes import Places


def serve(
    assistant: "Assistant", port: int, access: Access, feedback: FeedbackStore | None, *, open_browser: bool
) -> None:
    """Show the page until the program is stopped (Ctrl+C). Raises PageError when the page cannot be served."""
    live = LiveAssistant(assistant)
    page = launch(live, port, access, feedback, open_browser=open_browser)
    live.warm()
    if access.warning:
        sys.stderr.write(f"{access.warning}\n")
    if access.tools:
        sys.stderr.write(f"Tools for other programs (MCP) are at {page.local_url.rstrip('/')}{TOOLS}.\n")
    sys.stderr.write(f"Evenhand is at {page.local_url} (Ctrl+C stops it).\n")
    try:
        while not threading.Event().wait(INTERVAL):
            live.look()  # so that not even the first question after a change meets the earlier library
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
    finally:
        page.close(verbose=False)


def launch(
    assistant: "Assistant | LiveAssistant",
    port: int,
    access: Access | None = None,
    feedback: FeedbackStore | None = None,
    *,
    open_browser: bool = False,
) -> "gr.Blocks":
    """Start the server and return at once; `close()` on the page stops it.

    Raises PageError where the port is taken or the address is not this machine's, and ToolsError where tools are wanted
    and the package for them is missing.
    """
    access = access or Access()
    check_address(access.host, port)
    _stay_on_this_machine(access.host)
    # Imported only now, because Gradio reads the variables when it is imported.
    from ui.ask.events import AskEvents
    from ui.ask.page import build_page
    from ui.ask.precedence import Precedence
    from ui.ask.routes import AskRoutes
    from ui.html.addresses import ROOT
    from ui.keep.routes import Keeping
    from ui.places.routes import Places
    from ui.serve.keepers import is_keeper

    precedence = Precedence()
    live = assistant if isinstance(assistant, LiveAssistant) else LiveAssistant(assistant)
    before = ROOT.set(access.root_path)
    page = build_page(live, feedback, signed_in=access.credentials is not None)
    options = _options(access)
    ROOT.reset(before)
    keeper = partial(is_keeper, access=access)
    asking = AskRoutes(AskEvents(live, feedback), precedence).routes()
    around = _around(live, access, Places(live, precedence, keeper), [*asking, *Keeping(live, keeper).routes()])
    try:
        page.launch(server_port=port, inbrowser=open_browser, app_kwargs=around, **options)
    except OSError as error:  # another program took the port since it was checked
        raise unusable(access.host, port) from error
    return page


def _options(access: Access) -> dict[str, Any]:
    """How Gradio serves the page: at this address alone, in our look, and without anything that leaves the machine."""
    from ui.ask.theme import ICON, theme
    from ui.html.templates import render

    return {
        "server_name": f"[{access.host}]" if ":" in access.host else access.host,
        "auth": access.credentials.match if access.credentials else None,
        "prevent_thread_lock": True,
        "quiet": True,
        "share": False,
        "ssr_mode": False,
        "mcp_server": False,
        "enable_monitoring": False,
        "run_history": False,
        "footer_links": [],
        "favicon_path": ICON,
        "theme": theme(),
        "head": render("ask_head"),
        "root_path": access.root_path or None,
    }


def _around(live: LiveAssistant, access: Access, places: "Places", others: Sequence["BaseRoute"]) -> dict[str, Any]:
    """What goes around Gradio's own server: our places, the tools where they are wanted, the guard and the door.

    A page also says where an address leads nowhere.
    """
    from starlette.exceptions import HTTPException
    from starlette.middleware import Middleware

    from ui.serve.rooted import Rooted
    from ui.serve.sign_in import Door, sign_out_routes
    from ui.serve.unknown import unknown_pages

    limit = RateLimit(access.requests_per_minute)
    door, leave = ([Middleware(Door)], sign_out_routes()) if access.credentials else ([], [])
    around: dict[str, Any] = {
        "middleware": [Middleware(Rooted, access.root_path), Middleware(Guard, limit, access.credentials, places.refused), *door],
        "routes": [*others, *places.routes(), *leave],
        "exception_handlers": {HTTPException: unknown_pages(live)},
    }
    if access.tools:
        from ui.api.tools import tools_app

        app = tools_app(live, access.host, TOOLS)
        around["routes"] += app.routes
        around["lifespan"] = app.router.lifespan_context
    return around


def _stay_on_this_machine(host: str) -> None:
    """Switch Gradio's analytics off, and keep requests to our own server from going through a proxy."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    for name in ("NO_PROXY", "no_proxy"):
        others = os.environ.get(name, "")
        here = [address for address in dict.fromkeys((HOST, host)) if address not in others.split(",")]
        os.environ[name] = ",".join(filter(None, [others, *here]))
