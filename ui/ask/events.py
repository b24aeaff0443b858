"""What happens in a conversation: each event on the Ask place -> what it shows after it; Gradio calls these."""

import base64
import datetime as dt
import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import gradio as gr

from assistant.answer import Statement
from assistant.excerpts.export import MEDIA_TYPES, export_conversation
from ui.ask.around import around
from ui.ask.conversation import below_html, statements_html, turn_html
from ui.ask.offers import next_questions
from ui.ask.turn import Exchange, TurnResult, resume, take_turn
from ui.feedback import Feedback, FeedbackError, FeedbackFile
from ui.html.filters import Filters
from ui.live import LiveAssistant, Snapshot

# The most turns of a conversation that are resumed: each is a search.
_MOST_TURNS = 30
_THANKS = "Thank you. Your feedback has been saved."

Exchanges = tuple[Exchange, ...]


class Shown(NamedTuple):
    """New values of the page's parts, in the order in which the page names them; a part left out does not change.

    `log` is JSON for the page's script, which draws the conversation.
    """

    log: Any = gr.skip()
    exchanges: Any = gr.skip()
    opening: Any = gr.skip()
    tools: Any = gr.skip()
    footer: Any = gr.skip()
    examples: Any = gr.skip()


class AskEvents:
    """The events; each uses the library as it is at that moment.

    The conversation is what the visitor's browser shows: its questions come with each event. The exchanges of the last
    answer come along from the visitor's session, so that nothing is answered twice.
    """

    def __init__(self, live: LiveAssistant, feedback: FeedbackFile | None = None) -> None:
        self._live, self._feedback = live, feedback
        self._first = live.now

    def ask(self, exchanges: Exchanges, event: gr.EventData) -> Iterator[Shown]:
        """A model's sentences as they are checked, and then the answer; or why there is none."""
        now = self._live.now
        last = exchanges[-1].library if exchanges else self._first.library
        filters = _filters(event.ticked, now)
        changed = {} if last is now.library else around(now, filters)
        for result in self._results(exchanges, event, filters, now):
            if isinstance(result, TurnResult):
                yield self._at_rest(result, event.id, _drawn(exchanges, event), now)._replace(**changed)
            else:
                yield Shown(json.dumps({"id": event.id, "statements": statements_html(result, f"asked-{event.id}")}))

    def save(self, exchanges: Exchanges, event: gr.EventData) -> str:
        """The conversation as a file for the browser to save; none is written here."""
        answers = [exchange.answer for exchange in self._conversation(exchanges, event, self._live.now).exchanges]
        file = export_conversation(answers, dt.datetime.now().astimezone().date(), event.format)
        return json.dumps(
            {
                "name": f"evenhand-conversation.{event.format}",
                "type": MEDIA_TYPES[event.format],
                "data": base64.b64encode(file).decode(),
            }
        )

    def add_feedback(self, exchanges: Exchanges, event: gr.EventData) -> str:
        """Store whether the last answer helped; what to say of it."""
        earlier = self._conversation(exchanges, event, self._live.now).exchanges
        if self._feedback is None or not earlier:
            return ""
        line, today = str(event.line), dt.datetime.now().astimezone().date()
        try:
            self._feedback.add(Feedback.of(earlier[-1].answer, today, line, helpful=event.helpful == "yes"))
        except FeedbackError as error:
            return json.dumps({"problem": str(error)})
        return json.dumps({"thanks": _THANKS})

    def _results(
        self, exchanges: Exchanges, event: gr.EventData, filters: Filters, now: Snapshot
    ) -> Iterator[tuple[Statement, ...] | TurnResult]:
        """The statements so far, after each, then the conversation with its new turn or the problem."""
        earlier = self._conversation(exchanges, event, now)
        if earlier.problem:
            yield earlier
            return
        answerer, question = now.assistant.stream, str(event.question)
        yield from take_turn(
            answerer, question, filters, earlier.exchanges, now.library, quotations=bool(event.resumed)
        )

    def _conversation(self, exchanges: Exchanges, event: gr.EventData, now: Snapshot) -> TurnResult:
        """The exchanges of the questions that the browser names, which are asked again where the session lacks them."""
        if _holds(exchanges, event.asked):
            return TurnResult(exchanges[: len(event.asked)])
        asked = [(str(entry["question"]), _filters(entry["filters"], now)) for entry in event.asked[-_MOST_TURNS:]]
        return resume(now.assistant.stream, asked, now.library)

    def _at_rest(self, result: TurnResult, id_: int, drawn: int, now: Snapshot) -> Shown:
        """The turns that the browser lacks, of which it has drawn the first ones, and what stands below them."""
        exchanges, news = result.exchanges, dict[str, Any](id=id_)
        if len(exchanges) > drawn:
            further = "" if result.problem else _further(exchanges, now)
            below = below_html(exchanges[-1].answer, further, feedback=self._feedback is not None)
            turns = [turn_html(exchange, n) for n, exchange in enumerate(exchanges[drawn:], start=drawn + 1)]
            news |= {"kept": drawn, "turns": turns, "below": below}
        if result.problem:
            news["problem"] = result.problem
        return Shown(json.dumps(news), exchanges)


def _holds(exchanges: Exchanges, asked: Sequence[dict[str, Any]]) -> bool:
    """Whether the exchanges begin with those questions and filters."""
    held = [(exchange.answer.question, [list(pair) for pair in exchange.filters.pairs()]) for exchange in exchanges]
    return held[: len(asked)] == [(entry["question"], entry["filters"]) for entry in asked]


def _drawn(exchanges: Exchanges, event: gr.EventData) -> int:
    """How many turns of the conversation stay as the browser has drawn them: all, or none where they are new to it."""
    return 0 if event.resumed or not _holds(exchanges, event.asked) else len(event.asked)


def _further(exchanges: Exchanges, now: Snapshot) -> str | list[str]:
    """Questions to ask next, or the address where the browser looks them up."""
    last = exchanges[-1]
    return next_questions(last.answer, [exchange.answer.question for exchange in exchanges], last.filters, now)


def _filters(ticked: Sequence[Sequence[str]], now: Snapshot) -> Filters:
    return Filters.of([(str(name), str(value)) for name, value in ticked], now.library)
