"""The Ask place as Gradio draws it; a conversation exists only in its visitor's own gr.State."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from functools import partial
from typing import Any

import gradio as gr
from anyio import to_thread

from ui.api.endpoints import add_endpoints
from ui.ask.around import around
from ui.ask.events import AskEvents, Exchanges, Shown
from ui.ask.precedence import Precedence
from ui.ask.stops import Stops
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


def build_page(
    live: LiveAssistant, precedence: Precedence, feedback: FeedbackFile | None = None, *, signed_in: bool = False
) -> gr.Blocks:
    """The page with its events, not yet launched.

    `feedback` is where feedback is stored, if it is; `signed_in` says that only those who have signed in see the page.
    """
    now = live.now
    fixed = around(now, Filters())
    with gr.Blocks(title="Ask – Evenhand", analytics_enabled=False, fill_width=True) as page:
        add_endpoints(live, feedback)  # first, so that no event of the page takes an endpoint's name
        exchanges = gr.State(())
        with gr.Column(elem_id="place"):
            _html(header("Ask", "Go to the question box", "question", signed_in=signed_in), "header")
            opening = _html(fixed["opening"], "opening")
            log = _html("", "log", html_template=render("page_log"), js_on_load=_SCRIPT)
            tools = _question_box(fixed["tools"])
            examples = _html(fixed["examples"], "examples", js_on_load=_START_SCRIPT)
            saved = _html("", "parcel", html_template="", js_on_load=_SAVE_SCRIPT)
            foot = _html(fixed["footer"], "footer")

        # The page's script sends one question at a time, and draws what comes back.
        events, stops = AskEvents(live, feedback), Stops()
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        shown = [log, exchanges, opening, tools, foot, examples]
        log.submit(_answering(events, precedence, stops), exchanges, shown, trigger_mode="multiple", **quiet)
        log.stop(_stopping(stops), None, None, queue=False, trigger_mode="multiple", **quiet)
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


def _answering(events: AskEvents, precedence: Precedence, stops: Stops) -> Callable[..., AsyncIterator[Shown]]:
    """The event that answers a question, with priority over background work, until it is told to stop."""

    async def answer(exchanges: Exchanges, event: gr.EventData, request: gr.Request) -> AsyncIterator[Shown]:
        parts, asked = events.ask(exchanges, event), (str(request.session_hash), event.id)
        with precedence.answering():
            while True:
                part: Shown | None = Shown()  # nothing new, where it is stopped
                with stops.stoppable(asked) as step:
                    part = await to_thread.run_sync(next, parts, None, abandon_on_cancel=True)
                if part is not None:
                    yield part
                if part is None or step.cancelled_caught:
                    return

    return answer


def _stopping(stops: Stops) -> Callable[..., Awaitable[None]]:
    async def stop(event: gr.EventData, request: gr.Request) -> None:
        stops.stop((str(request.session_hash), event.id))

    return stop


def _html(value: str, id_: str, **more: Any) -> gr.HTML:
    return gr.HTML(value, elem_id=id_, apply_default_css=False, **more)
