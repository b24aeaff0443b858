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
from ui.ask.start import start_html
from ui.ask.theme import script
from ui.feedback import FeedbackFile
from ui.html.filters import Filters
from ui.html.frame import header
from ui.html.templates import render
from ui.live import LiveAssistant, Snapshot

# Questions answered at the same time: of 2 to 20, the number that served twenty visitors best (`python -m ui.bench`).
_AT_ONCE = 16

_PROBLEM_SCRIPT = 'watch("value", () => element.scrollIntoView({ block: "nearest" }));'
_START_SCRIPT = 'import("/look/start.js").then(({ begin }) => begin(element, watch));'
_SAVE_SCRIPT = 'watch("value", () => props.value && evenhand.save(JSON.parse(props.value)));'
# The browser knows which filters are ticked, and Gradio does not; until the page's script has run there are none.
_WITH_TICKS = "(question, ticked, exchanges) => [question, JSON.stringify(window.evenhand?.ticked() ?? []), exchanges]"


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
            log = _html("", "log", html_template=render("page_log"), js_on_load=script("ask.js"))
            problem, box, button, tools = _question_box(fixed["tools"])
            examples = _html(start_html(now), "examples", js_on_load=_START_SCRIPT)
            saved = _html("", "parcel", html_template="", js_on_load=_SAVE_SCRIPT)
            ticked = gr.Textbox(visible=False)
            foot = _html(fixed["footer"], "footer")

        events, answering = AskEvents(live, feedback), partial(_answering, precedence)
        shown = [log, exchanges, problem, box, examples, opening, tools, foot]
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        inputs = [box, ticked, exchanges]
        asking = [
            gr.on([box.submit, button.click], answering(events.ask), inputs, shown, js=_WITH_TICKS, **quiet),
            log.submit(answering(events.ask_offered), exchanges, shown, **quiet),
            log.retry(answering(events.ask_again), exchanges, shown, **quiet),
            log.apply(answering(events.resume), None, shown, **quiet),
        ]
        log.edit(events.edit, exchanges, shown, cancels=asking, **quiet)
        log.stop(events.stop, exchanges, shown, cancels=asking, **quiet)
        log.clear(events.restart, None, shown, cancels=asking, **quiet)
        log.expand(events.fill_in, exchanges, log, **quiet)
        log.like(events.add_feedback, exchanges, shown, **quiet)
        log.download(events.save, exchanges, saved, **quiet)
    live.on_change(partial(_follow, page, {"opening": opening, "tools": tools, "footer": foot, "examples": examples}))
    page.queue(default_concurrency_limit=_AT_ONCE)
    return page


def _follow(page: gr.Blocks, parts: Mapping[str, gr.HTML], now: Snapshot) -> None:
    """Show the library as it now is to those who open the page from now on."""
    new = {**around(now, Filters()), "examples": start_html(now)}
    for name, part in parts.items():
        part.value = new[name]
    page.config = page.get_config_file()


def _question_box(tools: str) -> tuple[gr.HTML, gr.Textbox, gr.Button, gr.HTML]:
    """Where a problem is shown, the box and its button; below them the filters and what the conversation offers."""
    with gr.Column(elem_id="ask"):
        problem = _html("", "problem", html_template=render("page_alert"), js_on_load=_PROBLEM_SCRIPT)
        with gr.Row(equal_height=False):
            box = gr.Textbox(
                label="Your question",
                placeholder="In your own words",
                elem_id="question",
                max_lines=4,
                autofocus=True,
            )
            button = gr.Button("Ask", variant="primary", elem_id="send")
        return problem, box, button, _html(tools, "tools")


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
