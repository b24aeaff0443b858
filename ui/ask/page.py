"""The Ask place as Gradio draws it; a conversation lives in the visitor's own gr.State alone."""

from collections.abc import AsyncIterator, Callable, Iterator
from functools import partial, wraps
from typing import TYPE_CHECKING, Any

import gradio as gr
from anyio import to_thread

from ui.api.endpoints import add_endpoints
from ui.ask.events import EXAMPLES_HTML, AskEvents, Shown
from ui.ask.precedence import Precedence
from ui.ask.theme import script
from ui.feedback import FeedbackFile
from ui.html.filters import Filters, filters_html, quotations_html
from ui.html.frame import footer, header
from ui.html.passages import Holdings

if TYPE_CHECKING:
    from assistant.assistant import Assistant

# Questions answered at the same time, of 2 to 20 what served twenty visitors best (`python -m ui.bench`).
_AT_ONCE = 16

_OPENING = """
<h1>Ask about equality and human rights in health and social care</h1>
<p>Answers come in the exact words of {count} documents, each with the passage it stands in.</p>
"""
# Its value is what is new; the page's script, once it has run, puts it together with what there was.
_LOG = """
<div class="log" role="log" aria-live="polite" aria-relevant="additions" aria-label="Conversation">
${window.evenhand?.together(value) ?? ""}</div>
"""
_TOOLS = """
<div id="notice" class="problem" role="alert"></div>
<div class="tools">{filters}{quotations}<ul class="acts needs-turn">
  <li><button type="button" class="act" data-save="docx">Save as Word</button></li>
  <li><button type="button" class="act" data-save="md">Save as Markdown</button></li>
  <li><button type="button" class="act" data-restart>New conversation</button></li>
</ul></div>
"""
_PROBLEM = '<div role="alert">${value}</div>'
_PROBLEM_SCRIPT = 'watch("value", () => element.scrollIntoView({ block: "nearest" }));'
_PARCEL_SCRIPT = 'watch("value", () => props.value && evenhand.save(JSON.parse(props.value)));'
# Which filters are ticked the browser knows and Gradio does not; before the page's script has run there are none.
_WITH_TICKS = "(question, ticked, said) => [question, JSON.stringify(window.evenhand?.ticked() ?? []), said]"


def build_page(assistant: "Assistant", precedence: Precedence, feedback: FeedbackFile | None = None) -> gr.Blocks:
    """The page with its events; it waits to be launched. `feedback` is where it is kept, if it is."""
    library = Holdings.of(assistant.searcher)
    count = len(library.documents)
    with gr.Blocks(title="Ask – Evenhand", analytics_enabled=False, fill_width=True) as page:
        add_endpoints(assistant, feedback)  # first, so that no event of the page takes their names
        said = gr.State(())
        with gr.Column(elem_id="place"):
            _html(header("Ask", "Go to the question box", "question"), "header")
            _html(_OPENING.format(count=count), "opening")
            log = _html("", "log", html_template=_LOG, js_on_load=script("ask.js"))
            with gr.Column(elem_id="ask"):
                problem = _html("", "problem", html_template=_PROBLEM, js_on_load=_PROBLEM_SCRIPT)
                with gr.Row(equal_height=False):
                    box = gr.Textbox(
                        label="Your question",
                        placeholder="In your own words",
                        elem_id="question",
                        max_lines=4,
                        autofocus=True,
                    )
                    button = gr.Button("Ask", variant="primary", elem_id="send")
                switch = quotations_html() if assistant.writer else ""
                _html(_TOOLS.format(filters=filters_html(Filters(), library), quotations=switch), "tools")
            examples = _html(EXAMPLES_HTML, "examples")
            parcel = _html("", "parcel", html_template="", js_on_load=_PARCEL_SCRIPT)
            ticked = gr.Textbox(visible=False)
            _html(footer(count), "footer")

        talk, let_go = AskEvents(assistant, library, feedback), partial(_let_go, precedence)
        shown = [log, said, problem, box, examples]
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        asking = [
            gr.on([box.submit, button.click], let_go(talk.ask), [box, ticked, said], shown, js=_WITH_TICKS, **quiet),
            log.submit(let_go(talk.ask_offered), said, shown, **quiet),
            log.retry(let_go(talk.ask_again), said, shown, **quiet),
            log.apply(let_go(talk.take_up), None, shown, **quiet),
        ]
        log.edit(talk.edit, said, shown, cancels=asking, **quiet)
        log.stop(talk.stop, said, shown, cancels=asking, **quiet)
        log.clear(talk.restart, None, shown, cancels=asking, **quiet)
        log.expand(talk.fill, said, log, **quiet)
        log.like(talk.judge, said, shown, **quiet)
        log.download(talk.save, said, parcel, **quiet)
    page.queue(default_concurrency_limit=_AT_ONCE)
    return page


def _let_go(precedence: Precedence, event: Callable[..., Iterator[Shown]]) -> Callable[..., AsyncIterator[Shown]]:
    """The event of an answer, stopped at once where it is to be stopped.

    Gradio would wait for the step at work, which may be a language model's, and meanwhile take no other question.
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
