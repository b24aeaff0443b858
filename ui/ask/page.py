"""The Ask place as Gradio draws it; a conversation exists only in its visitor's own gr.State."""

from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from functools import partial, wraps
from typing import Any

import gradio as gr
from anyio import to_thread

from ui.api.endpoints import add_endpoints
from ui.ask.around import around
from ui.ask.events import AskEvents, Shown
from ui.ask.precedence import Precedence
from ui.feedback import FeedbackFile
from ui.html.addresses import SIGN_IN
from ui.html.filters import Filters
from ui.html.frame import header
from ui.html.templates import render
from ui.live import LiveAssistant, Snapshot

# Questions answered at the same time: of 2 to 20, the number that served twenty visitors best (`python -m ui.bench`).
_AT_ONCE = 16

_SCRIPT = 'import("/look/ask.js").then(({ begin }) => begin(element, props, watch, trigger));'
_START_SCRIPT = 'import("/look/start.js").then(({ begin }) => begin(element, watch));'
_SAVE_SCRIPT = 'watch("value", () => props.value && evenhand.save(JSON.parse(props.value)));'


def build_page(live: LiveAssistant, precedence: Precedence, feedback: FeedbackFile | None = None) -> gr.Blocks:
    """The page with its events, not yet launched. `feedback` is where feedback is stored, if it is."""
    now = live.now
    fixed = around(now, Filters())
    with gr.Blocks(title="Ask – Evenhand", analytics_enabled=False, fill_width=True) as page:
        add_endpoints(live, feedback)  # first, so that no event of the page takes an endpoint's name
        exchanges = gr.State(())
        with gr.Column(elem_id="place"):
            _html(header("Ask", "Go to the question box", "question"), "header")
            opening = _html(fixed["opening"], "opening")
            log = _html("", "log", html_template=render("page_log"), js_on_load=_SCRIPT)
            tools = _question_box(fixed["tools"])
            examples = _html(fixed["examples"], "examples", js_on_load=_START_SCRIPT)
            saved = _html("", "parcel", html_template="", js_on_load=_SAVE_SCRIPT)
            foot = _html(fixed["footer"], "footer")

        # The page's script sends one question at a time, and draws what comes back.
        events, quiet = AskEvents(live, feedback), {"show_progress": "hidden", "api_visibility": "private"}
        shown = [log, exchanges, opening, tools, foot, examples]
        asking = log.submit(_answering(precedence, events.ask), exchanges, shown, trigger_mode="multiple", **quiet)
        log.stop(None, cancels=asking, api_visibility="private")
        log.clear(events.restart, None, exchanges, cancels=asking, **quiet)
        log.like(events.add_feedback, exchanges, log, **quiet)
        log.download(events.save, exchanges, saved, **quiet)
    live.on_change(partial(_follow, page, {"opening": opening, "tools": tools, "footer": foot, "examples": examples}))
    page.queue(default_concurrency_limit=_AT_ONCE)
    return page


def _follow(page: gr.Blocks, parts: Mapping[str, gr.HTML], now: Snapshot) -> None:
    """Show the library as it now is to those who open the page from now on."""
    new = around(now, Filters())
    for name, part in parts.items():
        part.value = new[name]
    page.config = page.get_config_file()


def _question_box(tools: str) -> gr.HTML:
    """Where a problem is shown, the box and its button; below them, and returned, the filters and what can be done."""
    with gr.Column(elem_id="ask"):
        _html(render("page_notice", sign_in=SIGN_IN), "notices")
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


def _answering(precedence: Precedence, event: Callable[..., Iterator[Shown]]) -> Callable[..., AsyncIterator[Shown]]:
    """An event that answers a question, with priority over background work, and cancelled at once when told to stop.

    Gradio alone would wait for the current step, such as a language model's sentence, and take no other question
    meanwhile.
    """

    @wraps(event)
    async def steps(*arguments: Any) -> AsyncIterator[Shown]:
        parts = event(*arguments)
        with precedence.answering():
            while (part := await to_thread.run_sync(next, parts, None, abandon_on_cancel=True)) is not None:
                yield part

    return steps


def _html(value: str, id_: str, **more: Any) -> gr.HTML:
    return gr.HTML(value, elem_id=id_, apply_default_css=False, **more)
