"""The parts of the page, and what happens on it; a conversation lives in the visitor's own gr.State alone."""

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.answer import Answer
from ui.chat import conversation_html, take_turn
from ui.sources import Library
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

_HEADER = """
<a class="skip" href="#question">Go to the question box</a>
<header>
  <h1>Evenhand</h1>
  <p>Answers about equality and human rights in health and social care, in the exact words of the guidance.</p>
</header>
"""
_FOOTER = """
<footer>
  <p>Evenhand quotes {count} documents word for word, and says so when they do not answer. It gives no legal advice.
  Questions stay on this computer and are not stored.</p>
</footer>
"""
_LOG = """
<div class="log" role="log" aria-live="polite" aria-relevant="additions" aria-label="Conversation">${value}</div>
"""
_PROBLEM = '<div role="alert">${value}</div>'
_PROBLEM_SCRIPT = 'watch("value", () => element.scrollIntoView({ block: "nearest" }));'


def build_page(assistant: "Assistant") -> gr.Blocks:
    """The page with its events; it waits to be launched."""
    library = Library.of(assistant.searcher)
    with gr.Blocks(title="Evenhand", analytics_enabled=False, fill_width=True) as page:
        answers = gr.State(())
        _html(_HEADER, "header")
        log = _html("", "log", html_template=_LOG, js_on_load=script())
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
                restart = gr.Button("New conversation", visible=False, elem_id="restart")
        with gr.Column(elem_id="examples") as examples:
            _html("<h2>Questions to start with</h2>", "examples-heading")
            starters = [gr.Button(text, elem_classes="example") for text in EXAMPLES]
        _html(_FOOTER.format(count=len(library.documents)), "footer")

        def ask(question: str, before: tuple[Answer, ...]) -> Iterator[dict[Any, Any]]:
            """Show the question at once, then its answer; or why there is none, with the question left to mend."""
            yield {log: conversation_html(before, library, pending=question), problem: "", box: ""}
            outcome = take_turn(assistant.ask, question, before)
            yield at_rest(outcome.answers) | (
                {problem: f"<p>{escape(outcome.problem)}</p>", box: question} if outcome.problem else {}
            )

        def at_rest(said: tuple[Answer, ...] = ()) -> dict[Any, Any]:
            """The page when no question waits: examples to start with, or a way to start again."""
            return {
                log: conversation_html(said, library),
                answers: said,
                restart: gr.Button(visible=bool(said)),
                examples: gr.Column(visible=not said),
                problem: "",
            }

        shown = [log, answers, problem, box, restart, examples]
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        gr.on([box.submit, button.click], ask, [box, answers], shown, **quiet)
        for starter in starters:
            starter.click(ask, [starter, answers], shown, **quiet)
        restart.click(at_rest, None, shown, **quiet)
    page.queue(default_concurrency_limit=_AT_ONCE)
    return page


def _html(value: str, id_: str, **more: Any) -> gr.HTML:
    return gr.HTML(value, elem_id=id_, apply_default_css=False, **more)
