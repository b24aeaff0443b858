"""The Ask place, drawn by Gradio, and what happens on it; a conversation lives in the visitor's own gr.State alone."""

import base64
import datetime as dt
import json
from collections.abc import Iterator
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.export import MEDIA_TYPES, export_conversation
from ui.chat import Exchange, Outcome, take_turn, take_up
from ui.conversation import conversation_html, questions_html
from ui.filters import Filters, filters_html
from ui.offers import offers
from ui.passages import Library
from ui.places import footer, header
from ui.theme import script

if TYPE_CHECKING:
    from assistant.assistant import Assistant

# Questions answered at the same time; an answer takes well under a second of one core.
_AT_ONCE = 4

EXAMPLES = (
    "What are the nine success factors that outstanding services share?",
    "How much does it cost when a member of staff leaves?",
    "What did The Christie do about bullying?",
    "What does FREDA stand for?",
    "How many languages does Westminster’s interpreting service cover?",
    "What are the four steps to improving workforce equality?",
)

_OPENING = """
<h1>Ask about equality and human rights in health and social care</h1>
<p>Answers come in the exact words of {count} documents, each with the passage it stands in.</p>
"""
_EXAMPLES = f"<h2>Questions to start with</h2>{questions_html(EXAMPLES)}"
_LOG = """
<div class="log" role="log" aria-live="polite" aria-relevant="additions" aria-label="Conversation">${value}</div>
"""
_TOOLS = """
<div class="tools">{filters}<ul class="acts needs-turn">
  <li><button type="button" class="act" data-save="docx">Save as Word</button></li>
  <li><button type="button" class="act" data-save="md">Save as Markdown</button></li>
  <li><button type="button" class="act" data-restart>New conversation</button></li>
</ul></div>
"""
_PROBLEM = '<div role="alert">${value}</div>'
_PROBLEM_SCRIPT = 'watch("value", () => element.scrollIntoView({ block: "nearest" }));'
_PARCEL_SCRIPT = 'watch("value", () => props.value && evenhand.save(JSON.parse(props.value)));'
# What the browser knows and Gradio does not: which filters are ticked.
_WITH_FILTERS = "(question, ticked, ...rest) => [question, JSON.stringify(evenhand.ticked()), ...rest]"

Said = tuple[Exchange, ...]


def build_page(assistant: "Assistant") -> gr.Blocks:
    """The page with its events; it waits to be launched."""
    library = Library.of(assistant.searcher)
    with gr.Blocks(title="Ask – Evenhand", analytics_enabled=False, fill_width=True) as page, gr.Column(elem_id="place"):
        said = gr.State(())
        _html(header("Ask", "Go to the question box", "question"), "header")
        _html(_OPENING.format(count=len(library.documents)), "opening")
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
            _html(_TOOLS.format(filters=filters_html(Filters(), library)), "tools")
        examples = _html(_EXAMPLES, "examples")
        parcel = _html("", "parcel", html_template="", js_on_load=_PARCEL_SCRIPT)
        ticked = gr.Textbox(visible=False)
        _html(footer(len(library.documents)), "footer")

        shown = [log, said, problem, box, examples]

        def show(outcome: Outcome, question: str = "") -> Iterator[dict[Any, Any]]:
            """The conversation at rest; then, since they take a while to be checked, the questions offered next."""
            exchanges = outcome.exchanges
            rest = {
                log: conversation_html(exchanges, library),
                said: exchanges,
                examples: "" if exchanges else _EXAMPLES,
                problem: f"<p>{escape(outcome.problem)}</p>" if outcome.problem else "",
                box: question if outcome.problem else "",
            }
            yield rest
            if exchanges and not outcome.problem:
                yield {log: conversation_html(exchanges, library, further=_further(exchanges, assistant, library))}

        def ask(question: str, ticks: str, before: Said) -> Iterator[dict[Any, Any]]:
            """Show the question at once, then its answer; or why there is none, with the question left to mend."""
            yield {log: conversation_html(before, library, pending=question), problem: "", box: "", examples: ""}
            yield from show(take_turn(assistant.ask, question, _filters(ticks, library), before, library), question)

        def ask_offered(before: Said, event: gr.EventData) -> Iterator[dict[Any, Any]]:
            yield from ask(event.question, event.ticked, before)

        def ask_again(before: Said) -> Iterator[dict[Any, Any]]:
            last = before[-1]
            yield {log: conversation_html(before[:-1], library, pending=last.answer.question), problem: ""}
            yield from show(take_turn(assistant.ask, last.answer.question, last.filters, before[:-1], library))

        def edit(before: Said, event: gr.EventData) -> dict[Any, Any]:
            """Take a question, and what came after it, back into the box."""
            kept = before[: event.turn - 1]
            return next(show(Outcome(kept))) | {box: before[event.turn - 1].answer.question}

        def resume(event: gr.EventData) -> Iterator[dict[Any, Any]]:
            """A conversation that the browser kept, or the question of a link."""
            asked = [(entry["question"], _filters(json.dumps(entry["filters"]), library)) for entry in event.asked]
            yield from show(take_up(assistant.ask, asked, library), asked[-1][0] if asked else "")

        def stop(before: Said, event: gr.EventData) -> dict[Any, Any]:
            return next(show(Outcome(before))) | {box: event.question}

        def save(before: Said, event: gr.EventData) -> str:
            """The conversation as a file for the browser to save; none is written here."""
            answers = [exchange.answer for exchange in before]
            file = export_conversation(answers, dt.datetime.now().astimezone().date(), event.format)
            return json.dumps({
                "name": f"evenhand-conversation.{event.format}",
                "type": MEDIA_TYPES[event.format],
                "data": base64.b64encode(file).decode(),
            })

        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        asking = [
            gr.on([box.submit, button.click], ask, [box, ticked, said], shown, js=_WITH_FILTERS, **quiet),
            log.submit(ask_offered, said, shown, **quiet),
            log.retry(ask_again, said, shown, **quiet),
            log.apply(resume, None, shown, **quiet),
        ]
        log.edit(edit, said, shown, **quiet)
        log.stop(stop, said, shown, cancels=asking, **quiet)
        log.clear(lambda: next(show(Outcome(()))), None, shown, **quiet)
        log.download(save, said, parcel, **quiet)
    page.queue(default_concurrency_limit=_AT_ONCE)
    return page


def _further(exchanges: Said, assistant: "Assistant", library: Library) -> list[str]:
    """Questions to ask next, in what the library is narrowed to now."""
    filters = exchanges[-1].filters
    earlier = [exchange.answer.question for exchange in exchanges]
    check = partial(assistant.ask, documents=filters.allowed(library), voices=filters.voices or None)
    return offers(exchanges[-1].answer, earlier, assistant.searcher, check)


def _filters(ticks: str, library: Library) -> Filters:
    return Filters.of([(str(name), str(value)) for name, value in json.loads(ticks or "[]")], library)


def _html(value: str, id_: str, **more: Any) -> gr.HTML:
    return gr.HTML(value, elem_id=id_, apply_default_css=False, **more)
