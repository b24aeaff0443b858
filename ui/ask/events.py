"""What happens in a conversation: each event on the Ask place -> what it shows after it; Gradio calls these."""

import base64
import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

import gradio as gr

from assistant.excerpts.export import MEDIA_TYPES, export_conversation
from ui.ask.conversation import Pending, below_html, questions_html, turn_html, waiting_html
from ui.ask.offers import OFFERS, candidates
from ui.ask.turn import Exchange, TurnResult, take_turn, take_up
from ui.feedback import Feedback, FeedbackError, FeedbackFile
from ui.html.addresses import offers_address
from ui.html.filters import Filters
from ui.html.passages import Holdings

if TYPE_CHECKING:
    from assistant.assistant import Assistant

EXAMPLES = (
    "What are the nine success factors that outstanding services share?",
    "How much does it cost when a member of staff leaves?",
    "What did The Christie do about bullying?",
    "What does FREDA stand for?",
    "How many languages does Westminster’s interpreting service cover?",
    "What are the four steps to improving workforce equality?",
)
EXAMPLES_HTML = f"<h2>Questions to start with</h2>{questions_html(EXAMPLES)}"

# Turns of a conversation that are taken up again, each by a search.
_MOST_TURNS = 30

Said = tuple[Exchange, ...]


class Shown(NamedTuple):
    """New values of the page's parts, in the order that the page names them; what is left out stays as it is."""

    log: Any = gr.skip()
    said: Any = gr.skip()
    problem: Any = ""
    box: Any = gr.skip()
    examples: Any = gr.skip()


class AskEvents:
    """The events, over one assistant; the conversation itself comes with each and is kept nowhere here."""

    def __init__(self, assistant: "Assistant", library: Holdings, feedback: FeedbackFile | None = None) -> None:
        self._assistant, self._library, self._feedback = assistant, library, feedback

    def ask(self, question: str, ticks: str, before: Said) -> Iterator[Shown]:
        """Show the question at once, then its answer; or why there is none, with the question left to mend."""
        yield _waiting(before, Pending(question))._replace(box="", examples="")
        yield from self._answer(question, self._filters(json.loads(ticks or "[]")), before)

    def ask_offered(self, before: Said, event: gr.EventData) -> Iterator[Shown]:
        """A question that was clicked."""
        yield from self.ask(event.question, event.ticked, before)

    def ask_again(self, before: Said, event: gr.EventData) -> Iterator[Shown]:
        """The last question once more, in what it was asked of; by the model or in quotations as is ticked now."""
        last, now = before[-1], self._filters(json.loads(event.ticked))
        yield _waiting(before[:-1], Pending(last.answer.question))
        yield from self._answer(last.answer.question, replace(last.filters, quotations=now.quotations), before[:-1])

    def edit(self, before: Said, event: gr.EventData) -> Shown:
        """Take a question, and what came after it, back into the box."""
        kept = event.turn - 1
        return self._at_rest(before[:kept], kept)._replace(box=before[kept].answer.question)

    def stop(self, before: Said, event: gr.EventData) -> Shown:
        """Leave a question that waits unanswered, and put it back into the box."""
        return self._at_rest(before, 0)._replace(box=event.question)

    def restart(self) -> Shown:
        """A new conversation."""
        return self._at_rest((), 0)

    def fill(self, before: Said) -> str:
        """All turns, of which the browser takes those that it lacks: whenever this comes, it undoes nothing newer."""
        return json.dumps({"fill": self._turns(before, 0)})

    def take_up(self, event: gr.EventData) -> Iterator[Shown]:
        """A conversation that the browser kept, or the question of a link."""
        asked = [(str(entry["question"]), self._filters(entry["filters"])) for entry in event.asked[-_MOST_TURNS:]]
        outcome = take_up(self._assistant.stream, asked, self._library)
        yield from self._show(outcome, asked[-1][0] if asked else "")

    def save(self, before: Said, event: gr.EventData) -> str:
        """The conversation as a file for the browser to save; none is written here."""
        answers = [exchange.answer for exchange in before]
        file = export_conversation(answers, dt.datetime.now().astimezone().date(), event.format)
        return json.dumps(
            {
                "name": f"evenhand-conversation.{event.format}",
                "type": MEDIA_TYPES[event.format],
                "data": base64.b64encode(file).decode(),
            }
        )

    def judge(self, before: Said, event: gr.EventData) -> Shown:
        """Keep whether the last answer helped."""
        if self._feedback is None or not before:
            return Shown()
        line, today = str(event.line), dt.datetime.now().astimezone().date()
        try:
            self._feedback.add(Feedback.of(before[-1].answer, today, line, helpful=event.helpful == "yes"))
        except FeedbackError as error:
            return Shown(problem=f"<p>{escape(str(error))}</p>")
        return Shown(problem='<p class="thanks">Thank you; that is kept.</p>')

    def _answer(self, question: str, filters: Filters, before: Said) -> Iterator[Shown]:
        """What a model writes as it is checked, sentence by sentence; then the answer."""
        for part in take_turn(self._assistant.stream, question, filters, before, self._library):
            if isinstance(part, TurnResult):
                yield from self._show(part, question, len(before))
            else:
                yield _waiting(before, Pending(question, part))

    def _show(self, outcome: TurnResult, question: str, kept: int = 0) -> Iterator[Shown]:
        """The conversation at rest, of which the browser has `kept` turns, and the questions offered next."""
        said = outcome.exchanges
        if outcome.problem:
            yield self._at_rest(said, kept)._replace(problem=f"<p>{escape(outcome.problem)}</p>", box=question)
            return
        yield self._at_rest(said, kept, self._further(said) if said else "")

    def _at_rest(self, said: Said, kept: int, further: str | Sequence[str] = "") -> Shown:
        """The page when no question waits: examples to start with, or the conversation."""
        below = below_html(said[-1].answer, further, feedback=self._feedback is not None) if said else ""
        return Shown(_drawn(kept, self._turns(said, kept), below), said, examples="" if said else EXAMPLES_HTML)

    def _turns(self, said: Said, kept: int) -> list[str]:
        """The HTML of the turns after the first `kept`."""
        return [turn_html(exchange, self._library, n) for n, exchange in enumerate(said[kept:], start=kept + 1)]

    def _further(self, said: Said) -> str | list[str]:
        """Where to look up questions to ask next, in what the library is narrowed to; far from it, some to start from.

        Whoever waits for an answer need not wait until it is known which of them are answered.
        """
        last, asked = said[-1], [exchange.answer.question for exchange in said]
        if last.answer.status == "out_of_scope":
            return [question for question in EXAMPLES if question not in asked][:OFFERS]
        tried = candidates(last.answer, asked, self._assistant.searcher)
        return offers_address(tried, last.filters.pairs()) if tried else ""

    def _filters(self, ticked: list[list[str]]) -> Filters:
        return Filters.of([(str(name), str(value)) for name, value in ticked], self._library)


def _waiting(before: Said, pending: Pending) -> Shown:
    """The conversation with a question that waits for its answer."""
    return Shown(_drawn(len(before), [waiting_html(pending, len(before) + 1)]))


def _drawn(kept: int, turns: Sequence[str], below: str = "") -> str:
    """What the browser puts together: the turns it keeps of those it shows, those that follow, what stands below."""
    return json.dumps({"kept": kept, "turns": turns, "below": below})
