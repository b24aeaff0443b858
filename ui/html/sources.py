"""Citations and nearest passages -> HTML: numbered source cards, each with the quoted words marked in their passage."""

import re
from collections.abc import Sequence

from markupsafe import Markup

from assistant.answer import Answer, Citation, NearPassage
from assistant.nearest import matching_words
from assistant.reference import page_at, reference
from corpus.document import Document, Passage
from ui.html.addresses import document_address, original_address
from ui.html.markup import Marks, text_html
from ui.html.passages import Holdings, further_notes, passage_html, place
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
    return render("nearest", passages=[_nearest(near, answer, library) for near in answer.nearest])


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
    """A card; the passage is folded where more stands in it than the answer shows beside the card.

    Words that a language model's sentence rests on stand nowhere else, so the card begins with them.
    """
    document = library.documents[citation.document]
    passage = library.passages[citation.document, citation.anchor]
    citing = [statement for statement in answer.statements if citation.number in statement.citations]
    shown = [statement.text for statement in citing if statement.verbatim]
    marks = _places(shown or [citation.quote], passage.text)
    return {
        "id": source_id(turn, citation.number),
        "number": citation.number,
        "title": citation.title,
        "place": place(document, passage, citation.page),
        "words": "" if shown else text_html(citation.quote),
        "whole": passage_html(passage, marks) if _more_than(marks, passage.text) else "",
        "notes": further_notes(document, passage, answer.notes),
        "acts": acts(document, passage, answer.question, marks),
    }


def _nearest(near: NearPassage, answer: Answer, library: Holdings) -> dict[str, object]:
    """A near passage; the words of it that the query shares are marked in the sentence that is shown."""
    passage, start, words = near.passage, near.start, near.words
    document, matched = library.documents[passage.document], matching_words(words.text, answer.query)
    return {
        "title": document.title,
        "place": place(document, passage, page_at(passage, start)),
        "intro": words.intro,
        "words": text_html(words.text, matched, marker=words.marker),
        "whole": "" if words.text == passage.text else passage_html(passage),
        "acts": acts(document, passage, answer.question, [(start, start + len(words.text))]),
    }


def _places(texts: Sequence[str], passage: str) -> Marks:
    """Where some texts stand in a passage, in order."""
    starts = [(passage.index(text), text) for text in texts if text in passage]
    return sorted((start, start + len(text)) for start, text in starts)


def _more_than(marks: Marks, passage: str) -> bool:
    """Whether a passage has words outside these marks."""
    ends = [0, *(end for _, end in marks)]
    between = zip(ends, [*(start for start, _ in marks), len(passage)], strict=True)
    return any(re.search(r"\w", passage[end:start]) for end, start in between)
