"""Citations and nearest passages -> HTML: numbered source cards, each with its words marked in their passage."""

from collections.abc import Sequence
from html import escape

from assistant.answer import Answer, Citation, Statement
from assistant.reference import reference
from corpus.document import Document, Passage
from ui.html.addresses import document_address
from ui.html.markup import Marks
from ui.html.passages import Holdings, badges, notes, origin, passage_html, path

_NEAREST = 3
_OPENING = 14  # words of a folded passage that show


def source_cards(answer: Answer, library: Holdings, turn: str) -> str:
    """The cards of an answer's citations in their order; `turn` begins their ids. "" when nothing is cited."""
    cards = "".join(_card(citation, answer, library, turn) for citation in answer.citations)
    return f'<ol class="cards">{cards}</ol>' if cards else ""


def nearest_passages(answer: Answer, library: Holdings) -> str:
    """The best passages of a refusal, each folded under its place; "" when nothing was found."""
    items = "".join(_nearest(hit.passage, answer.question, library) for hit in answer.hits[:_NEAREST])
    return f'<ul class="nearest">{items}</ul>' if items else ""


def source_id(turn: str, number: int) -> str:
    """The id of a card on the page, which the numbers of statements point to."""
    return f"{turn}-source-{number}"


def acts(document: Document, passage: Passage, topic: str, marks: Marks | None = None, *, takes: bool = True) -> str:
    """What can be done with a passage: copy its reference, take it along, and, where marks are given, read it in place.

    Within its document there is no need to go there: its address is copied instead. Beside a box to tick there is no
    need for a button that `takes`.
    """
    named = f'<span class="unseen">: {escape(passage.section[-1])}</span>'
    key = f'data-document="{escape(document.id)}" data-anchor="{escape(passage.anchor)}"'
    address = escape(document_address(document.id, passage.anchor, marks or ()))
    first = (
        f'<button type="button" class="act" data-copy-address="{address}">Copy link{named}</button>'
        if marks is None
        else f'<a class="act" href="{address}">Read in document{named}</a>'
    )
    take = f'<button type="button" class="act" {key} data-topic="{escape(topic)}">Add to excerpts{named}</button>'
    return (
        f'<ul class="acts"><li>{first}</li>'
        f'<li><button type="button" class="act" data-copy="{escape(reference(document, passage))}">'
        f"Copy reference{named}</button></li>{f'<li>{take}</li>' if takes else ''}</ul>"
    )


def _card(citation: Citation, answer: Answer, library: Holdings, turn: str) -> str:
    id_ = source_id(turn, citation.number)
    document = library.documents[citation.document]
    passage = library.passages[citation.document, citation.anchor]
    marks = _marks(citation, answer.statements, passage)
    return (
        f'<li class="card" id="{id_}" tabindex="-1" aria-labelledby="{id_}-title">'
        f'<h4 id="{id_}-title"><span class="number"><span class="unseen">Source </span>{citation.number}</span> '
        f"{escape(citation.title)}</h4>"
        f"{origin(document)}{badges(document, passage.voice)}{path(passage)}"
        f'<div class="words">{passage_html(passage, marks)}</div>'
        f"{notes(document, passage)}{acts(document, passage, answer.question, marks)}"
        f'<a class="back" href="#{turn}">Back to the answer</a></li>'
    )


def _nearest(passage: Passage, question: str, library: Holdings) -> str:
    document = library.documents[passage.document]
    words = passage.text.split()
    opening = " ".join(words[:_OPENING]) + (" …" if len(words) > _OPENING else "")
    return (
        f"<li><p><strong>{escape(document.title)}</strong></p>{origin(document)}{badges(document, passage.voice)}"
        f"{path(passage)}<details><summary>{escape(opening)}</summary>"
        f'<div class="words">{passage_html(passage)}</div></details>{acts(document, passage, question, ())}</li>'
    )


def _marks(citation: Citation, statements: Sequence[Statement], passage: Passage) -> Marks:
    """Where the statements that cite the passage stand in it; the citation's own quote where none stands there."""
    texts = [s.text for s in statements if citation.number in s.citations and s.text in passage.text]
    starts = [(passage.text.index(text), text) for text in texts or [citation.quote] if text in passage.text]
    return sorted((start, start + len(text)) for start, text in starts)
