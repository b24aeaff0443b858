"""One chat turn: a question and the exchanges before it -> the conversation after it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.answer import Answer, Turn
from corpus.errors import QuestionError
from ui.failures import log_failure
from ui.filters import Filters
from ui.passages import Library

_FAILED = "Something went wrong on this computer, and the question was not answered. Please try again."


class Ask(Protocol):
    """What answers a question: `Assistant.ask`."""

    def __call__(
        self,
        question: str,
        history: Sequence[Turn] = (),
        documents: Collection[str] | None = None,
        voices: Collection[str] | None = None,
    ) -> Answer:
        """Answer one question. Raises QuestionError when the text cannot be taken as one."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question with its answer, and what the library was narrowed to for it."""

    answer: Answer
    filters: Filters


@dataclass(frozen=True, slots=True)
class Outcome:
    """The conversation after a turn; `problem` says in a plain sentence why nothing was added to it."""

    exchanges: tuple[Exchange, ...]
    problem: str = ""


def take_turn(ask: Ask, question: str, filters: Filters, exchanges: tuple[Exchange, ...], library: Library) -> Outcome:
    """Ask one question in the light of the answers before it; a failure leaves the conversation as it was."""
    history = [Turn(exchange.answer.question, exchange.answer.text) for exchange in exchanges]
    try:
        answer = ask(question, history, filters.allowed(library), filters.voices or None)
        return Outcome((*exchanges, Exchange(answer, filters)))
    except QuestionError as error:
        return Outcome(exchanges, str(error))
    except Exception as error:  # noqa: BLE001 - whatever fails in a turn, the page stays up and says so
        log_failure("A chat turn", error)
        return Outcome(exchanges, _FAILED)


def take_up(ask: Ask, asked: Sequence[tuple[str, Filters]], library: Library) -> Outcome:
    """A conversation taken up again: its questions asked anew in their order, as far as they can be."""
    outcome = Outcome(())
    for question, filters in asked:
        outcome = take_turn(ask, question, filters, outcome.exchanges, library)
        if outcome.problem:
            break
    return outcome
