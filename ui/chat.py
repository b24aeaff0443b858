"""One chat turn: a question and the answers before it -> what the conversation shows."""

import logging
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Protocol

from assistant.answer import Answer, Statement, Turn
from corpus.errors import QuestionError
from corpus.sentences import sentence_spans
from ui.markup import text_html
from ui.sources import Library, nearest_passages, source_cards, source_id

_log = logging.getLogger(__name__)

_FAILED = "Something went wrong on this computer, and the question was not answered. Please try again."
_HEADINGS = {
    "answered": "Answer, in the words of the sources",
    "partial": "Answer to a part of the question, in the words of the sources",
    "not_found": "No answer in the library",
    "out_of_scope": "Outside the library",
}


class Ask(Protocol):
    """What answers a question: `Assistant.ask`."""

    def __call__(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answer one question. Raises QuestionError when the text cannot be taken as one."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The conversation after a turn; `problem` says in a plain sentence why nothing was added to it."""

    answers: tuple[Answer, ...]
    problem: str = ""


def take_turn(ask: Ask, question: str, answers: tuple[Answer, ...]) -> Outcome:
    """Ask one question in the light of the answers before it; a failure leaves the conversation as it was."""
    history = [Turn(answer.question, answer.text) for answer in answers]
    try:
        return Outcome((*answers, ask(question, history)))
    except QuestionError as error:
        return Outcome(answers, str(error))
    except Exception as error:  # noqa: BLE001 - whatever fails in a turn, the page stays up and says so
        # The message is left out: it can hold the question.
        where = "".join(traceback.format_tb(error.__traceback__))
        _log.error("A chat turn failed with %s at:\n%s", type(error).__name__, where)
        return Outcome(answers, _FAILED)


def conversation_html(answers: Sequence[Answer], library: Library, pending: str = "") -> str:
    """All turns in order, the sources of the last one unfolded; then the question that waits for its answer."""
    turns = [
        _turn(answer, library, f"turn-{number}", last=number == len(answers) and not pending)
        for number, answer in enumerate(answers, start=1)
    ]
    if pending:
        turns.append(
            f'<article class="turn" id="turn-{len(answers) + 1}">{_question(pending)}'
            '<p class="pending" aria-hidden="true">Looking in the library …</p></article>'
        )
    return "".join(turns)


def _turn(answer: Answer, library: Library, turn: str, *, last: bool) -> str:
    main = _refusal(answer, library) if _refused(answer) else _answer(answer, turn)
    return (
        f'<article class="turn {"last" if last else "earlier"} {answer.status}" id="{turn}" tabindex="-1">'
        f'{_question(answer.question)}<div class="columns">{main}{_sources(answer, library, turn, last=last)}</div>'
        "</article>"
    )


def _refused(answer: Answer) -> bool:
    return answer.status in ("not_found", "out_of_scope")


def _question(question: str) -> str:
    return f'<h2 class="question"><span class="unseen">Question: </span>{escape(question)}</h2>'


def _answer(answer: Answer, turn: str) -> str:
    statements = "".join(
        _statement(statement, turn, lede=number == 0) for number, statement in enumerate(answer.statements)
    )
    return (
        f'<div class="answer"><h3>{_HEADINGS[answer.status]}</h3>{_searched(answer)}{statements}'
        f"{_notes(answer.notes)}</div>"
    )


def _refusal(answer: Answer, library: Library) -> str:
    nearest = nearest_passages(answer, library)
    if nearest:
        opened = " open" if answer.status == "not_found" else ""
        nearest = f"<details{opened}><summary><h3>Nearest passages, not an answer</h3></summary>{nearest}</details>"
    return (
        f'<div class="answer refusal"><div class="refused"><h3>{_HEADINGS[answer.status]}</h3>'
        f"{_searched(answer)}{text_html(answer.text)}</div>{_notes(answer.notes)}"
        f'<div class="unanswered" aria-live="off">{nearest}</div></div>'
    )


def _searched(answer: Answer) -> str:
    """What a follow-up was taken to mean, when that is not what was typed."""
    if answer.query.casefold() == " ".join(answer.question.split()).casefold():
        return ""
    return f'<p class="searched">Searched for: {escape(answer.query)}</p>'


def _statement(statement: Statement, turn: str, *, lede: bool) -> str:
    """A statement with its numbers; the first sentence of the first one stands out."""
    numbers = "".join(
        f' <a class="number" href="#{source_id(turn, number)}" aria-label="Source {number}">{number}</a>'
        for number in statement.citations
    )
    intro = f'<p class="intro">{escape(statement.intro)}</p>' if statement.intro else ""
    first = _first_sentence(statement.text) if lede else ""
    rest = statement.text[len(first) :].lstrip()
    direct = f'<p class="lede">{escape(first)}{"" if rest else numbers}</p>' if first else ""
    return f'<div class="statement">{intro}{direct}{text_html(rest, tail=numbers) if rest else ""}</div>'


def _first_sentence(text: str) -> str:
    """The sentence a text begins with; "" when it begins with a list or a table row."""
    paragraph, _, _ = text.partition("\n\n")
    if "\n" in paragraph or " | " in paragraph or text_html(paragraph)[:3] != "<p>":
        return ""
    return paragraph[: sentence_spans(paragraph)[0][1]]


def _notes(notes: Sequence[str]) -> str:
    if not notes:
        return ""
    items = "".join(f"<li>{escape(note)}</li>" for note in notes)
    return f'<div class="notes"><h3>Before you rely on this</h3><ul>{items}</ul></div>'


def _sources(answer: Answer, library: Library, turn: str, *, last: bool) -> str:
    cards = source_cards(answer, library, turn)
    if not cards:
        return ""
    count = len(answer.citations)
    return (
        f'<details class="sources" aria-live="off"{" open" if last else ""}>'
        f"<summary><h3>{count} {'source' if count == 1 else 'sources'}</h3></summary>{cards}</details>"
    )
