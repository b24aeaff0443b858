"""One chat turn: a question and the exchanges before it -> the conversation after it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.answer import Answer, Statement, Turn
from corpus.errors import QuestionError
from ui.failures import log_failure
from ui.html.filters import Filters
from ui.html.passages import Holdings

_FAILED = "Something went wrong on this computer, and the question was not answered. Please try again."


class Answerer(Protocol):
    """What answers a question in parts: `Assistant.stream`."""

    def __call__(
        self,
        question: str,
        history: Sequence[Turn] = (),
        documents: Collection[str] | None = None,
        voices: Collection[str] | None = None,
        *,
        quotations: bool = False,
    ) -> Iterator[Statement | Answer]:
        """Statements as they are ready, if any, then the answer. Raises QuestionError for what is no question."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question with its answer, and what the library was narrowed to for it."""

    answer: Answer
    filters: Filters


@dataclass(frozen=True, slots=True)
class TurnResult:
    """The conversation after a turn; `problem` says in a plain sentence why nothing was added to it."""

    exchanges: tuple[Exchange, ...]
    problem: str = ""


def take_turn(
    ask: Answerer,
    question: str,
    filters: Filters,
    exchanges: tuple[Exchange, ...],
    library: Holdings,
    *,
    quotations: bool = False,
) -> Iterator[tuple[Statement, ...] | TurnResult]:
    """Ask one question in the light of the answers before it: the statements so far, as they grow, then the outcome.

    A failure leaves the conversation as it was. `quotations`, or the filters, leave the language model out.
    """
    history = [Turn(exchange.answer.question, exchange.answer.text) for exchange in exchanges]
    said: tuple[Statement, ...] = ()
    try:
        allowed, voices = filters.allowed(library), filters.voices or None
        for part in ask(question, history, allowed, voices, quotations=quotations or filters.quotations):
            if isinstance(part, Answer):
                yield TurnResult((*exchanges, Exchange(part, filters)))
            else:
                said = (*said, part)
                yield said
    except QuestionError as error:
        yield TurnResult(exchanges, str(error))
    except Exception as error:  # noqa: BLE001 - whatever fails in a turn, the page stays up and says so
        log_failure("A chat turn", error)
        yield TurnResult(exchanges, _FAILED)


def take_up(ask: Answerer, asked: Sequence[tuple[str, Filters]], library: Holdings) -> TurnResult:
    """A conversation taken up again: its questions asked anew in their order, as far as they can be.

    More than one are answered in quotations: a language model would take a while over each.
    """
    outcome = TurnResult(())
    for question, filters in asked:
        turn = take_turn(ask, question, filters, outcome.exchanges, library, quotations=len(asked) > 1)
        outcome = next(part for part in turn if isinstance(part, TurnResult))
        if outcome.problem:
            break
    return outcome
