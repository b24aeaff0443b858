"""The server that shows the page, on 127.0.0.1 unless another address is given.

It launches the Gradio page that `ui.ask` builds, with our own Starlette routes and middleware around it.
"""

import os
import threading
from typing import TYPE_CHECKING, Any

from corpus.proxies import without_proxies
from ui.feedback import FeedbackStore
from ui.html.addresses import TOOLS
from ui.live import INTERVAL, LiveAssistant
from ui.serve.access import Access
from ui.serve.address import check_address, unusable

if TYPE_CHECKING:
    import gradio as gr

    from assistant.assistant import Assistant
    from ui.serve.running.stopping import Requests


def serve(
    assistant: "Assistant", port: int, access: Access, feedback: FeedbackStore | None, *, open_browser: bool
) -> None:
    """Show the page until the program is stopped (Ctrl+C, SIGTERM). Raises PageError when it cannot be served."""
    from ui.serve.running.log import begin_log, tell
    from ui.serve.running.stopping import Requests

    live = LiveAssistant(assistant)
    requests = Requests(live.counts)
    begin_log()
    page = launch(live, port, access, feedback, open_browser=open_browser, requests=requests)
    live.on_change(lambda now: tell("library", "The library has changed.", documents=len(now.library.documents)))
    live.warm()
    if access.warning:
        tell("warning", access.warning)
    if access.tools:
        tell("tools", f"Tools for other programs (MCP) are at {page.local_url.rstrip('/')}{TOOLS}.")
    tell("start", f"Evenhand is at {page.local_url} (Ctrl+C stops it).", address=page.local_url)
    try:
        while not threading.Event().wait(INTERVAL):
            live.look()  # so that not even the first question after a change meets the earlier library
    except KeyboardInterrupt:
        tell("stop", "Stopped.")
    except SystemExit:
        done = requests.finish()
        tell("stop", "Stopped.", answered_all=done)
        if done:
            page.close(verbose=False)
        # An orderly end of the program would wait for what is not done, and abort where a model is still being loaded.
        os._exit(0)
    finally:
        page.close(verbose=False)


@without_proxies()  # Gradio makes clients when it is imported, and asks its own server once
def launch(
    assistant: "Assistant | LiveAssistant",
    port: int,
    access: Access | None = None,
    feedback: FeedbackStore | None = None,
    *,
    open_browser: bool = False,
    requests: "Requests | None" = None,
) -> "gr.Blocks":
    """Start the server and return at once; `close()` on the page stops it.

    `requests` knows those under way, for who wants to wait for them.

    Raises PageError where the port is taken or the address is not this machine's, and ToolsError where tools are wanted
    and the package for them is missing.
    """
    access = access or Access()
    check_address(access.host, port)
    _stay_on_this_machine(access)
    # Imported only now, because Gradio reads the variables when it is imported.
    from ui.ask.page import build_page
    from ui.html.addresses import ROOT
    from ui.serve.around import around_gradio
    from ui.serve.running.stopping import Requests

    live = assistant if isinstance(assistant, LiveAssistant) else LiveAssistant(assistant)
    before = ROOT.set(access.root_path)
    page = build_page(live, feedback, signed_in=access.credentials is not None)
    options = _options(access)
    ROOT.reset(before)
    around = around_gradio(live, access, feedback, requests or Requests(live.counts))
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


def _stay_on_this_machine(access: Access) -> None:
    """Switch Gradio's analytics off.

    Gradio's server believes the proxies in a variable what they say of visitors: nobody but those that are trusted.
    """
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["FORWARDED_ALLOW_IPS"] = ",".join(map(str, access.trusted_proxies))
