"""What happens in a conversation: each thing that the page's script sends -> what it is to show."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import takewhile
from threading import Lock
from typing import Any

from cachetools import TTLCache

from assistant.answer import Statement
from assistant.excerpts.export import export_conversation
from ui.ask.around import around
from ui.ask.conversation import below_html, statements_html, turn_html
from ui.ask.offers import next_questions
from ui.ask.received import Asked, Held, NewQuestion, Said, ToSave
from ui.ask.turn import Exchange, TurnResult, resume, take_turn
from ui.feedback import Feedback, FeedbackStore
from ui.html.filters import Filters
from ui.live import LiveAssistant, Snapshot

# The most turns of a conversation that are resumed: each is a search.
_MOST_TURNS = 30
# The most conversations whose answers are at hand, and the seconds since the last question after which they are not.
_CONVERSATIONS, _KEPT = 1000, 3600.0
_THANKS = "Thank you. Your feedback has been saved."

Exchanges = tuple[Exchange, ...]
# What the page's script is to show, as JSON.
News = dict[str, Any]


class AskEvents:
    """The events; each uses the library as it is at that moment.

    The conversation is what the visitor's browser shows: its questions come with each event, so that any server can go
    on with it. The answers of the latest conversations are at hand, so that little is answered twice.
    """

    def __init__(self, live: LiveAssistant, feedback: FeedbackStore | None = None) -> None:
        self._live, self._feedback = live, feedback
        self._held: TTLCache[str, Exchanges] = TTLCache(_CONVERSATIONS, _KEPT)
        self._lock = Lock()

    def ask(self, sent: NewQuestion) -> Iterator[News]:
        """A model's sentences as they are checked, and then the answer; or why there is none."""
        now = self._live.now
        filters = _filters(sent.ticked, now)
        changed = {} if sent.edition == now.edition else {"around": around(now, filters)}
        earlier, at_hand = self._conversation(sent, now)
        drawn = len(sent.asked) if at_hand and not sent.resumed else 0
        for result in self._results(sent, earlier, filters, now):
            if isinstance(result, TurnResult):
                self._hold(sent, result.exchanges)
                yield self._at_rest(result, drawn, now) | changed
            else:
                yield {"statements": statements_html(result, "asked")}

    def save(self, sent: ToSave) -> bytes:
        """The conversation as a file."""
        earlier, _ = self._conversation(sent, self._live.now)
        answers = [exchange.answer for exchange in earlier.exchanges]
        return export_conversation(answers, dt.datetime.now().astimezone().date(), sent.format)

    def add_feedback(self, sent: Said) -> News:
        """Store whether the last answer helped; what to say of it. Raises FeedbackError."""
        earlier, _ = self._conversation(sent, self._live.now)
        if self._feedback is None or not earlier.exchanges:
            return {}
        today = dt.datetime.now().astimezone().date()
        self._feedback.add(Feedback.of(earlier.exchanges[-1].answer, today, sent.line, helpful=sent.helpful == "yes"))
        return {"thanks": _THANKS}

    def _results(
        self, sent: NewQuestion, earlier: TurnResult, filters: Filters, now: Snapshot
    ) -> Iterator[tuple[Statement, ...] | TurnResult]:
        """The statements so far, after each, then the conversation with its new turn or the problem."""
        if earlier.problem:
            yield earlier
            return
        answerer = self._live.counts.counting(now.assistant.stream)
        yield from take_turn(answerer, sent.question, filters, earlier.exchanges, now.library, quotations=sent.resumed)

    def _conversation(self, sent: Held, now: Snapshot) -> tuple[TurnResult, bool]:
        """The exchanges of the questions that the browser names, and whether all of them were at hand.

        Those that are not are asked again; of very many only the latest.
        """
        at_hand = _at_hand(self._exchanges(sent), sent.asked)
        missing = sent.asked[len(at_hand) :]
        if not missing:
            return TurnResult(at_hand), True
        if len(missing) > _MOST_TURNS:
            at_hand, missing = (), missing[-_MOST_TURNS:]
        asked = [(one.question, _filters(one.filters, now)) for one in missing]
        return resume(now.assistant.stream, asked, now.library, at_hand), False

    def _exchanges(self, sent: Held) -> Exchanges:
        """What is at hand of a conversation."""
        with self._lock:
            return self._held.get(sent.conversation, ())

    def _hold(self, sent: Held, exchanges: Exchanges) -> None:
        with self._lock:
            self._held[sent.conversation] = exchanges

    def _at_rest(self, result: TurnResult, drawn: int, now: Snapshot) -> News:
        """The turns that the browser lacks, of which it has drawn the first ones, and what stands below them."""
        exchanges, news = result.exchanges, News()
        if len(exchanges) > drawn:
            further = "" if result.problem else _further(exchanges, now)
            below = below_html(exchanges[-1].answer, further, feedback=self._feedback is not None)
            turns = [turn_html(exchange, n) for n, exchange in enumerate(exchanges[drawn:], start=drawn + 1)]
            news |= {"kept": drawn, "turns": turns, "below": below}
        if result.problem:
            news["problem"] = result.problem
        return news


def _at_hand(exchanges: Exchanges, asked: Sequence[Asked]) -> Exchanges:
    """The first exchanges, as far as their questions and filters are those that were asked."""
    pairs = zip(exchanges, asked, strict=False)
    return tuple(exchange for exchange, _ in takewhile(lambda pair: _is_of(*pair), pairs))


def _is_of(exchange: Exchange, asked: Asked) -> bool:
    return (exchange.answer.question, exchange.filters.pairs()) == (asked.question, asked.filters)


def _further(exchanges: Exchanges, now: Snapshot) -> str | list[str]:
    """Questions to ask next, or the address where the browser looks them up."""
    last = exchanges[-1]
    return next_questions(last.answer, [exchange.answer.question for exchange in exchanges], last.filters, now)


def _filters(ticked: Sequence[tuple[str, str]], now: Snapshot) -> Filters:
    return Filters.of(list(ticked), now.library)
