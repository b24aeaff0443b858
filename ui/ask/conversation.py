"""A conversation as HTML: each question with its answer or refusal, its sources, and what can be done with it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from assistant.answer import Answer, Statement
from corpus.sentences import sentence_spans
from ui.ask.turn import Exchange
from ui.html.addresses import question_address
from ui.html.markup import text_html
from ui.html.passages import Holdings
from ui.html.sources import nearest_passages, source_cards, source_id

_HEADINGS = {
    "answered": "Answer",
    "partial": "Answer to a part of the question",
    "not_found": "No answer in the library",
    "out_of_scope": "Outside the library",
}
_FEEDBACK = """
<details class="feedback" aria-live="off"><summary>Did this help?</summary>
  <form>
    <fieldset><legend class="unseen">Did this help?</legend>
      <label class="tick"><input type="radio" name="helpful" value="yes" required><span>Helpful</span></label>
      <label class="tick"><input type="radio" name="helpful" value="no"><span>Not helpful</span></label>
    </fieldset>
    <label class="label" for="line">What was right or missing? (optional)</label>
    <div class="bar">
      <input class="field" id="line" name="line" maxlength="1000"><button class="button">Send</button>
    </div>
    <p class="origin">Kept on the server with your question, for those who look after the library.</p>
  </form>
</details>
"""


@dataclass(frozen=True, slots=True)
class Pending:
    """A question that waits for its answer, and the statements of it that are ready."""

    question: str
    statements: tuple[Statement, ...] = ()


def waiting_html(pending: Pending, number: int) -> str:
    """A turn that waits, with what there is of its answer; only the whole one is announced."""
    turn = _turn_id(number)
    parts = "".join(_statement(statement, turn, lede=n == 0) for n, statement in enumerate(pending.statements))
    doing = "Checking the next sentence … " if parts else "Looking in the library … "
    return (
        f'<article class="turn" id="{turn}">{_question(pending.question)}<div aria-live="off">{parts}'
        f'<p class="pending"><span aria-hidden="true">{doing}</span>'
        '<button type="button" class="act" data-stop>Stop</button></p></div></article>'
    )


def turn_html(exchange: Exchange, library: Holdings, number: int) -> str:
    """A question with its answer or refusal and its sources, which are unfolded."""
    answer, turn = exchange.answer, _turn_id(number)
    main = _refusal(answer, library, turn) if _refused(answer) else _answer(answer, turn)
    asked = json.dumps({"question": answer.question, "filters": exchange.filters.pairs()})
    within = exchange.filters.in_words(library)
    narrowed = f'<p class="searched">Only in: {escape(within)}</p>' if within else ""
    return (
        f'<article class="turn {answer.status}" id="{turn}" tabindex="-1" data-asked="{escape(asked)}">'
        f"{_question(answer.question)}{_acts(exchange)}{narrowed}"
        f'<div class="columns">{main}{_sources(answer, library, turn)}</div></article>'
    )


def below_html(last: Answer, further: str | Sequence[str] = "", *, feedback: bool = False) -> str:
    """What stands below the last answer: whether it helped, where feedback is kept, and questions to go on with.

    These come later where `further` is the address at which the page's script looks them up.
    """
    return (_FEEDBACK if feedback else "") + (_further(further, refused=_refused(last)) if further else "")


def questions_html(questions: Sequence[str]) -> str:
    """Questions that are asked when they are clicked."""
    items = "".join(
        f'<li><button type="button" class="offer" data-ask="{escape(question)}">{escape(question)}</button></li>'
        for question in questions
    )
    return f'<ul class="offers">{items}</ul>'


def _turn_id(number: int) -> str:
    return f"turn-{number}"


def _refused(answer: Answer) -> bool:
    return answer.status in ("not_found", "out_of_scope")


def _question(question: str) -> str:
    return f'<h2 class="question"><span class="unseen">Question: </span>{escape(question)}</h2>'


def _acts(exchange: Exchange) -> str:
    """What can be done with a question; asking again shows for the last one, since later ones rest on those before."""
    question = exchange.answer.question
    address = question_address(question, exchange.filters.pairs())
    return (
        '<ul class="acts" aria-live="off"><li><button type="button" class="act" data-edit>Edit'
        f'<span class="unseen">: {escape(question)}</span></button></li>'
        '<li><button type="button" class="act" data-again>Ask again</button></li>'
        f'<li><button type="button" class="act" data-copy-address="{escape(address)}">Copy link'
        f'<span class="unseen">: {escape(question)}</span></button></li></ul>'
    )


def _answer(answer: Answer, turn: str) -> str:
    return (
        f'<div class="answer"><h3>{_heading(answer)}</h3>{_searched(answer)}{_statements(answer, turn)}'
        f"{_notes(answer.notes)}</div>"
    )


def _heading(answer: Answer) -> str:
    """What kind of answer it is, and whose words it is in."""
    if answer.mode == "quotations":
        return f"{_HEADINGS[answer.status]}, in the words of the sources"
    return f"{_HEADINGS[answer.status]}, written by {escape(answer.mode)}, each sentence checked against its source"


def _refusal(answer: Answer, library: Holdings, turn: str) -> str:
    """Why there is no answer; what the guidance says instead, where it says something; the nearest passages."""
    instead = _statements(answer, turn)
    nearest = "" if instead else nearest_passages(answer, library)
    if nearest:
        opened = " open" if answer.status == "not_found" else ""
        nearest = f"<details{opened}><summary><h3>Nearest passages, not an answer</h3></summary>{nearest}</details>"
    return (
        f'<div class="answer refusal"><div class="refused"><h3>{_HEADINGS[answer.status]}</h3>'
        f"{_searched(answer)}{text_html(answer.text)}</div>"
        f"{f'<h3>What the guidance says instead</h3>{instead}' if instead else ''}{_notes(answer.notes)}"
        f'<div class="unanswered" aria-live="off">{nearest}</div></div>'
    )


def _statements(answer: Answer, turn: str) -> str:
    return "".join(_statement(statement, turn, lede=number == 0) for number, statement in enumerate(answer.statements))


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
    kind = "words" if statement.verbatim else "own"
    return f'<div class="statement {kind}">{intro}{direct}{text_html(rest, tail=numbers) if rest else ""}</div>'


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


def _sources(answer: Answer, library: Holdings, turn: str) -> str:
    cards = source_cards(answer, library, turn)
    if not cards:
        return ""
    count = len(answer.citations)
    return (
        '<details class="sources" aria-live="off" open>'
        f"<summary><h3>{count} {'source' if count == 1 else 'sources'}</h3></summary>{cards}</details>"
    )


def _further(questions: str | Sequence[str], *, refused: bool) -> str:
    heading = "Questions the library does answer" if refused else "You could ask next"
    later = f' data-further="{escape(questions)}" hidden' if isinstance(questions, str) else ""
    items = "" if later else questions_html(questions)
    return f'<aside class="further" aria-live="off"{later}><h2>{heading}</h2>{items}</aside>'
