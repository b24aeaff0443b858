"""Citations and nearest passages -> HTML: numbered source cards, each with the quoted words marked in their passage."""

from collections.abc import Sequence

from markupsafe import Markup

from assistant.answer import Answer, Citation, NearPassage, Statement
from assistant.reference import page_at, reference
from corpus.document import Document, Passage
from ui.html.addresses import document_address, original_address
from ui.html.markup import Marks, text_html
from ui.html.passages import Holdings, notes, passage_html, place
from ui.html.templates import render


def source_cards(answer: Answer, library: Holdings, turn: str) -> Markup:
    """The cards of an answer's citations in their order; "" when nothing is cited. `turn` begins their ids."""
    if not answer.citations:
        return Markup()
    cards = [_card(citation, answer, library, turn) for citation in answer.citations]
    return render("sources", cards=cards, turn=turn)


def nearest_passages(answer: Answer, library: Holdings) -> Markup:
    """The sentences nearest to a refused question, each over its folded passage; "" when nothing was found."""
    if not answer.nearest:
        return Markup()
    return render("nearest", passages=[_nearest(near, answer.question, library) for near in answer.nearest])


def source_id(turn: str, number: int) -> str:
    """The id of a card on the page, which the numbers of statements point to."""
    return f"{turn}-source-{number}"


def acts(document: Document, passage: Passage, topic: str, marks: Marks | None = None, *, takes: bool = True) -> Markup:
    """What can be done with a passage: read it in its document or the original, copy its reference, take it along.

    None for `marks` says that the passage is shown in its document: there its address can be copied instead. `takes`
    is False beside a box that adds the passage to the excerpts when it is ticked.
    """
    page = page_at(passage, marks[0][0] if marks else 0)
    return render(
        "acts",
        here=marks is None,
        takes=takes,
        address=document_address(document.id, passage.anchor, marks or ()),
        original=original_address(document.id, page) if page else "",
        page=page,
        reference=reference(document, passage, page),
        document=document.id,
        anchor=passage.anchor,
        heading=passage.section[-1],
        topic=topic,
    )


def _card(citation: Citation, answer: Answer, library: Holdings, turn: str) -> dict[str, object]:
    document = library.documents[citation.document]
    passage = library.passages[citation.document, citation.anchor]
    marks = _marks(citation, answer.statements, passage)
    return {
        "id": source_id(turn, citation.number),
        "number": citation.number,
        "title": citation.title,
        "place": place(document, passage, citation.page),
        "words": passage_html(passage, marks),
        "notes": notes(document, passage),
        "acts": acts(document, passage, answer.question, marks),
    }


def _nearest(near: NearPassage, question: str, library: Holdings) -> dict[str, object]:
    passage, start, words = near.passage, near.start, near.words
    document = library.documents[passage.document]
    return {
        "title": document.title,
        "place": place(document, passage, page_at(passage, start)),
        "intro": words.intro,
        "words": text_html(words.text, marker=words.marker),
        "whole": "" if words.text == passage.text else passage_html(passage),
        "acts": acts(document, passage, question, [(start, start + len(words.text))]),
    }


def _marks(citation: Citation, statements: Sequence[Statement], passage: Passage) -> Marks:
    """Where the statements that cite the passage stand in it, or else the citation's own quotation."""
    texts = [s.text for s in statements if citation.number in s.citations and s.text in passage.text]
    starts = [(passage.text.index(text), text) for text in texts or [citation.quote] if text in passage.text]
    return sorted((start, start + len(text)) for start, text in starts)
