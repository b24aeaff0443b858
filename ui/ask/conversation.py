"""A conversation as HTML: each question with its answer or refusal, its sources, and what can be done with it."""

import json
from collections.abc import Sequence

from markupsafe import Markup

from assistant.answer import Answer, Statement
from assistant.excerpts.selection import REFUSED
from corpus.sentences import sentence_spans
from ui.ask.turn import Exchange
from ui.html.addresses import question_address
from ui.html.markup import text_html, words_html
from ui.html.sources import nearest_passages, source_cards, source_id
from ui.html.templates import render

_HEADINGS = {
    "answered": "Answer",
    "partial": "Answer to part of the question",
    **REFUSED,
}
_TOUCHED = "What comes nearest"
_OWN = "In our own words"


def turn_html(exchange: Exchange, number: int) -> Markup:
    """A question with its answer or refusal and its sources, which are unfolded."""
    answer, library, turn = exchange.answer, exchange.library, _turn_id(number)
    refused = _is_refusal(answer)
    filters = exchange.filters.pairs()
    return render(
        "conversation_turn",
        turn=turn,
        answer=answer,
        asked=json.dumps({"question": answer.question, "filters": filters}),
        address=question_address(answer.question, filters),
        narrowed_to=exchange.filters.in_words(library),
        refused=refused,
        heading=_heading(answer),
        query=_query(answer),
        statements=statements_html(answer.statements, turn, lede=not answer.opening),
        reason=text_html(answer.text),
        nearest=nearest_passages(answer, library),
        cards=source_cards(answer, library, turn),
    )


def statements_html(statements: Sequence[Statement], turn: str, *, lede: bool = True) -> Markup:
    """The statements in their order; the first sentence of the first one stands out where it is an answer, a `lede`."""
    return Markup().join(_statement(one, turn, lede=lede and n == 0) for n, one in enumerate(statements))


def _heading(answer: Answer) -> str:
    if answer.status == "answered" and not answer.statements:
        return _OWN
    return _TOUCHED if answer.status == "partial" and answer.opening else _HEADINGS[answer.status]


def below_html(last: Answer, further: str | Sequence[str] = "", *, feedback: bool = False) -> Markup:
    """What stands below the last answer: whether it helped, where feedback is saved, and questions to ask next.

    The page's script looks the questions up later where `further` is their address.
    """
    form = render("conversation_feedback") if feedback else Markup()
    return form + _further(further, "Questions the library does answer" if _is_refusal(last) else "You could ask next")


def questions_html(questions: Sequence[str]) -> Markup:
    """Questions that a click asks; "" where there are none."""
    return render("conversation_questions", questions=questions) if questions else Markup()


def _turn_id(number: int) -> str:
    return f"turn-{number}"


def _is_refusal(answer: Answer) -> bool:
    return answer.status in REFUSED


def _query(answer: Answer) -> str:
    """What a follow-up was taken to mean; "" when that is what was typed."""
    typed = " ".join(answer.question.split())
    return "" if answer.query.casefold() == typed.casefold() else answer.query


def _statement(statement: Statement, turn: str, *, lede: bool) -> Markup:
    """A statement, followed by the numbers of its sources."""
    numbers = render(
        "conversation_numbers", numbers=[(number, source_id(turn, number)) for number in statement.citations]
    )
    first = _first_sentence(statement.text) if lede and not statement.marker else ""
    rest = statement.text[len(first) :].lstrip()
    return render(
        "conversation_statement",
        statement=statement,
        first=words_html(first, Markup() if rest else numbers) if first else "",
        rest=text_html(rest, tail=numbers, marker=statement.marker) if rest else "",
    )


def _first_sentence(text: str) -> str:
    """The sentence that a text begins with; "" when it begins with a list or a table row."""
    paragraph, _, _ = text.partition("\n\n")
    if "\n" in paragraph or " | " in paragraph or text_html(paragraph)[:3] != "<p>":
        return ""
    return paragraph[: sentence_spans(paragraph)[0][1]]


def _further(questions: str | Sequence[str], heading: str) -> Markup:
    if not questions:
        return Markup()
    address, offered = (questions, ()) if isinstance(questions, str) else ("", questions)
    return render("conversation_further", heading=heading, address=address, questions=questions_html(offered))
