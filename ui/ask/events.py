"""What happens in a conversation: each event on the Ask place -> what it shows after it; Gradio calls these."""

import base64
import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import gradio as gr

from assistant.excerpts.export import MEDIA_TYPES, export_conversation
from ui.ask.around import around
from ui.ask.conversation import Pending, below_html, turn_html, waiting_html
from ui.ask.offers import next_questions
from ui.ask.start import start_html
from ui.ask.turn import Exchange, TurnResult, resume, take_turn
from ui.feedback import Feedback, FeedbackError, FeedbackFile
from ui.html.filters import Filters
from ui.html.templates import render
from ui.live import LiveAssistant, Snapshot

# The most turns of a conversation that are resumed: each is a search.
_MOST_TURNS = 30

Exchanges = tuple[Exchange, ...]


class Shown(NamedTuple):
    """New values of the page's parts, in the order in which the page names them; a part left out does not change."""

    log: Any = gr.skip()
    exchanges: Any = gr.skip()
    problem: Any = ""
    box: Any = gr.skip()
    examples: Any = gr.skip()
    opening: Any = gr.skip()
    tools: Any = gr.skip()
    footer: Any = gr.skip()


class AskEvents:
    """The events; each uses the library as it is at that moment.

    The conversation comes with each event and is stored nowhere here.
    """

    def __init__(self, live: LiveAssistant, feedback: FeedbackFile | None = None) -> None:
        self._live, self._feedback = live, feedback
        self._first = live.now

    def ask(self, question: str, ticks: str, earlier: Exchanges) -> Iterator[Shown]:
        """Show the question at once, then its answer; or say why there is none and put the question back in the box."""
        now = self._live.now
        yield _waiting(earlier, Pending(question))._replace(box="", examples="")
        yield from self._answer(question, _filters(json.loads(ticks or "[]"), now), earlier, now)

    def ask_offered(self, earlier: Exchanges, event: gr.EventData) -> Iterator[Shown]:
        """Ask a question that was clicked."""
        yield from self.ask(event.question, event.ticked, earlier)

    def ask_again(self, exchanges: Exchanges, event: gr.EventData) -> Iterator[Shown]:
        """Ask the last question again with its filters; the box for quotations counts as it is ticked now."""
        earlier, last, now = exchanges[:-1], exchanges[-1], self._live.now
        filters = replace(last.filters, quotations=_filters(json.loads(event.ticked), now).quotations)
        yield _waiting(earlier, Pending(last.answer.question))
        yield from self._answer(last.answer.question, filters, earlier, now)

    def edit(self, exchanges: Exchanges, event: gr.EventData) -> Shown:
        """Put a question back in the box, and remove it and everything after it from the conversation."""
        before = event.turn - 1
        return self._at_rest(exchanges[:before], before)._replace(box=exchanges[before].answer.question)

    def stop(self, exchanges: Exchanges, event: gr.EventData) -> Shown:
        """Put the question that waits back in the box, without an answer."""
        return self._at_rest(exchanges, 0)._replace(box=event.question)

    def restart(self) -> Shown:
        """Begin a new conversation."""
        return self._at_rest((), 0)

    def fill_in(self, exchanges: Exchanges) -> str:
        """All turns, of which the browser takes only those that it lacks, so that this can come at any time."""
        return json.dumps({"fill": _turns(exchanges, 0)})

    def resume(self, event: gr.EventData) -> Iterator[Shown]:
        """Resume a conversation from the browser's memory, or ask the question of a link."""
        now = self._live.now
        asked = [(str(entry["question"]), _filters(entry["filters"], now)) for entry in event.asked[-_MOST_TURNS:]]
        yield from self._show(resume(now.assistant.stream, asked, now.library), asked[-1][0] if asked else "", now)

    def save(self, exchanges: Exchanges, event: gr.EventData) -> str:
        """The conversation as a file for the browser to save; none is written here."""
        answers = [exchange.answer for exchange in exchanges]
        file = export_conversation(answers, dt.datetime.now().astimezone().date(), event.format)
        return json.dumps(
            {
                "name": f"evenhand-conversation.{event.format}",
                "type": MEDIA_TYPES[event.format],
                "data": base64.b64encode(file).decode(),
            }
        )

    def add_feedback(self, exchanges: Exchanges, event: gr.EventData) -> Shown:
        """Store whether the last answer helped."""
        if self._feedback is None or not exchanges:
            return Shown()
        line, today = str(event.line), dt.datetime.now().astimezone().date()
        try:
            self._feedback.add(Feedback.of(exchanges[-1].answer, today, line, helpful=event.helpful == "yes"))
        except FeedbackError as error:
            return Shown(problem=render("page_problem", words=str(error)))
        return Shown(problem=render("page_thanks"))

    def _answer(self, question: str, filters: Filters, earlier: Exchanges, now: Snapshot) -> Iterator[Shown]:
        """A model's sentences one by one as they are checked; then the answer."""
        for part in take_turn(now.assistant.stream, question, filters, earlier, now.library):
            if isinstance(part, TurnResult):
                before = earlier[-1].library if earlier else self._first.library
                changed = {} if before is now.library else around(now, filters)
                for shown in self._show(part, question, now, len(earlier)):
                    yield shown._replace(**changed)
            else:
                yield _waiting(earlier, Pending(question, part))

    def _show(self, result: TurnResult, question: str, now: Snapshot, drawn: int = 0) -> Iterator[Shown]:
        """The conversation at rest, of which the browser has drawn the first turns, and the questions to ask next."""
        exchanges = result.exchanges
        if result.problem:
            problem = render("page_problem", words=result.problem)
            yield self._at_rest(exchanges, drawn)._replace(problem=problem, box=question)
            return
        yield self._at_rest(exchanges, drawn, _further(exchanges, now) if exchanges else "")

    def _at_rest(self, exchanges: Exchanges, drawn: int, further: str | Sequence[str] = "") -> Shown:
        """The page when no question waits: questions to start with, or the conversation."""
        if not exchanges:
            return Shown(_news(drawn, []), exchanges, examples=start_html(self._live.now))
        below = below_html(exchanges[-1].answer, further, feedback=self._feedback is not None)
        return Shown(_news(drawn, _turns(exchanges, drawn), below), exchanges, examples="")


def _turns(exchanges: Exchanges, drawn: int) -> list[str]:
    """The HTML of the turns after the first `drawn`."""
    return [turn_html(exchange, n) for n, exchange in enumerate(exchanges[drawn:], start=drawn + 1)]


def _further(exchanges: Exchanges, now: Snapshot) -> str | list[str]:
    """Questions to ask next, or the address where the browser looks them up."""
    last = exchanges[-1]
    return next_questions(last.answer, [exchange.answer.question for exchange in exchanges], last.filters, now)


def _filters(ticked: list[list[str]], now: Snapshot) -> Filters:
    return Filters.of([(str(name), str(value)) for name, value in ticked], now.library)


def _waiting(earlier: Exchanges, pending: Pending) -> Shown:
    """The conversation with a question that waits for its answer."""
    return Shown(_news(len(earlier), [waiting_html(pending, len(earlier) + 1)]))


def _news(drawn: int, turns: Sequence[str], below: str = "") -> str:
    """What the browser puts together: how many turns it has drawn already, those that follow, what stands below."""
    return json.dumps({"kept": drawn, "turns": turns, "below": below})
