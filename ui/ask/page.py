"""The Ask place as Gradio draws it; its script holds the conversation through the addresses of `ui.ask.routes`."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import gradio as gr

from ui.api.endpoints import add_endpoints
from ui.ask.around import around
from ui.feedback import FeedbackStore
from ui.html.addresses import ROOT, SIGN_IN, at
from ui.html.filters import Filters
from ui.html.frame import header
from ui.html.templates import render
from ui.live import LiveAssistant, Snapshot

_SCRIPT = 'import("{address}").then(({{ begin }}) => begin(element));'


def build_page(live: LiveAssistant, feedback: FeedbackStore | None = None, *, signed_in: bool = False) -> gr.Blocks:
    """The page, not yet launched.

    `feedback` is where feedback is stored, if it is; `signed_in` says that only those who have signed in see the page.
    """
    fixed = around(live.now, Filters())
    with gr.Blocks(title="Ask – Evenhand", analytics_enabled=False, fill_width=True) as page:
        add_endpoints(live, feedback)
        with gr.Column(elem_id="place"):
            _html(header("Ask", "Go to the question box", "question", signed_in=signed_in), "header")
            opening = _html(fixed["opening"], "opening")
            _html("", "log", html_template=render("page_log"), js_on_load=_SCRIPT.format(address=at("/look/ask.js")))
            tools = _question_box(fixed["tools"])
            examples = _html(fixed["examples"], "examples")
            foot = _html(fixed["footer"], "footer")
    live.on_change(
        partial(_follow, page, ROOT.get(), {"opening": opening, "tools": tools, "footer": foot, "examples": examples})
    )
    return page


def _follow(page: gr.Blocks, root: str, parts: Mapping[str, gr.HTML], now: Snapshot) -> None:
    """Show the library as it now is to those who open the page from now on."""
    ROOT.set(root)  # this runs in a thread that no request began
    new = around(now, Filters())
    for name, part in parts.items():
        part.value = new[name]
    page.config = page.get_config_file()


def _question_box(tools: str) -> gr.HTML:
    """Where a problem is shown, the box and its button; below them, and returned, the filters and what can be done."""
    with gr.Column(elem_id="ask"):
        _html(render("page_notice", sign_in=at(SIGN_IN)), "notices")
        with gr.Row(equal_height=False):
            gr.Textbox(
                label="Your question",
                placeholder="In your own words",
                elem_id="question",
                max_lines=4,
                autofocus=True,
            )
            gr.Button("Ask", variant="primary", elem_id="send")
        return _html(tools, "tools")


def _html(value: str, id_: str, **more: Any) -> gr.HTML:
    return gr.HTML(value, elem_id=id_, apply_default_css=False, **more)
