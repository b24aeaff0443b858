"""One chat turn: a question and the exchanges before it -> the conversation after it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from assistant.answer import Answer, Statement, Turn
from corpus.errors import QuestionError, StoredIndexError
from ui.failures import log_failure
from ui.html.filters import Filters
from ui.html.passages import Holdings

FAILED = "Something went wrong on this computer, and the question was not answered. Please try again."

# The reason is for the log: it may name a server that visitors need not know of.
AWAY = (
    "The library cannot be searched at the moment, so the question was not answered. Please try again in a minute; "
    "whoever runs Evenhand finds the reason in its log."
)


class Answerer(Protocol):
    """Answers a question in parts, as `Assistant.stream` does."""

    def __call__(
        self,
        question: str,
        history: Sequence[Turn] = (),
        documents: Collection[str] | None = None,
        voices: Collection[str] | None = None,
        *,
        quotations: bool = False,
    ) -> Iterator[Statement | Answer]:
        """Any statements as they are ready, then the answer. Raises QuestionError for text that is no question."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question with its answer, what the library was narrowed to for it, and the library that it came from.

    The library may be another by the next turn; an answer is always shown with the passages that it was made from.
    """

    answer: Answer
    filters: Filters
    library: Holdings = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class TurnResult:
    """The conversation after a turn; where nothing was added, `problem` says why in a plain sentence."""

    exchanges: tuple[Exchange, ...]
    problem: str = ""


def take_turn(
    answerer: Answerer,
    question: str,
    filters: Filters,
    exchanges: tuple[Exchange, ...],
    library: Holdings,
    *,
    quotations: bool = False,
) -> Iterator[tuple[Statement, ...] | TurnResult]:
    """Ask one question in the light of the answers before it: the statements so far, after each, then the result.

    A failure leaves the conversation as it was. `quotations`, or the filters, leave the language model out.
    """
    history = [Turn(exchange.answer.question, exchange.answer.text) for exchange in exchanges]
    statements: tuple[Statement, ...] = ()
    try:
        allowed, voices = filters.allowed(library), filters.voices or None
        for part in answerer(question, history, allowed, voices, quotations=quotations or filters.quotations):
            if isinstance(part, Answer):
                yield TurnResult((*exchanges, Exchange(part, filters, library)))
            else:
                statements = (*statements, part)
                yield statements
    except QuestionError as error:
        yield TurnResult(exchanges, str(error))
    except StoredIndexError as error:
        log_failure("A chat turn", error)
        yield TurnResult(exchanges, AWAY)
    except Exception as error:  # noqa: BLE001 - whatever fails in a turn, the page stays up and says that it failed
        log_failure("A chat turn", error)
        yield TurnResult(exchanges, FAILED)


def resume(
    answerer: Answerer,
    asked: Sequence[tuple[str, Filters]],
    library: Holdings,
    exchanges: tuple[Exchange, ...] = (),
) -> TurnResult:
    """Resume a conversation after those of its exchanges that are at hand: ask the others again, until one fails.

    They are answered in quotations, because a language model would take a while over each.
    """
    result = TurnResult(exchanges)
    for question, filters in asked:
        turn = take_turn(answerer, question, filters, result.exchanges, library, quotations=True)
        result = next(part for part in turn if isinstance(part, TurnResult))
        if result.problem:
            break
    return result
