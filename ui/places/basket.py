"""The basket of excerpts stored in a visitor's browser: read from what it sends, drawn as a list, made into a file."""

import datetime as dt
from collections.abc import Iterator

from markupsafe import Markup
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from assistant.excerpts.export import ExportedFile, Format, export
from assistant.excerpts.find import excerpt_of
from assistant.excerpts.headings import levels_of, short_section, short_title, told_apart
from assistant.excerpts.selection import SelectedExcerpt
from corpus.document import Document, Passage
from corpus.errors import QuestionError
from ui.html.addresses import document_address
from ui.html.passages import Holdings, opening, passage_html
from ui.html.templates import render

_OPENING = 9  # words of a folded passage that are shown
_MOST, _LONGEST_NOTE = 500, 5000


class BasketItem(BaseModel):
    """An excerpt as the browser stores it: which passage, for what topic, with what note."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    document: str = Field(max_length=100)
    anchor: str = Field(max_length=500)
    topic: str = Field("", max_length=5000)
    note: str = Field("", max_length=_LONGEST_NOTE)


_BASKET = TypeAdapter(list[BasketItem])


def read_basket(text: str | bytes) -> list[BasketItem]:
    """The basket from the JSON that the browser sends. Raises QuestionError when it is no basket, or too large."""
    try:
        basket = _BASKET.validate_json(text)
    except ValidationError as error:
        raise QuestionError(
            "The excerpts stored in this browser cannot be read. Remove them all and add them again."
        ) from error
    if len(basket) > _MOST:
        raise QuestionError(f"At most {_MOST} excerpts can be taken away at once. Remove some.")
    return basket


def basket_html(basket: list[BasketItem], library: Holdings) -> Markup:
    """The excerpts in the visitor's order, each with what can be done with it."""
    shown = [
        _item(item, heading, library) | {"first": number == 1, "last": number == len(basket)}
        for number, (item, heading) in enumerate(zip(basket, _headings(basket, library), strict=True), start=1)
    ]
    return render("basket", items=shown, longest_note=_LONGEST_NOTE)


def basket_file(
    basket: list[BasketItem], title: str, file_format: Format, library: Holdings, *, grouped: bool
) -> ExportedFile:
    """The file of the excerpts that the library still holds. Raises QuestionError when there are none."""
    held = [(item, library.passages.get((item.document, item.anchor))) for item in basket]
    selected = [
        SelectedExcerpt(excerpt_of(passage, library.documents[passage.document]), item.note, item.topic)
        for item, passage in held
        if passage
    ]
    if not selected:
        raise QuestionError("There are no excerpts to take away. Tick some first.")
    today = dt.datetime.now().astimezone().date()
    return export(selected, title, today, file_format, grouped=grouped)


def _headings(basket: list[BasketItem], library: Holdings) -> Iterator[str]:
    """A heading for each item, told apart where several would be the same; "" for one that is no longer held."""
    held = [passage for item in basket if (passage := library.passages.get((item.document, item.anchor)))]
    headings = [_heading(passage, library.documents[passage.document]) for passage in held]
    apart = iter(told_apart(headings, [passage.text for passage in held]))
    return (next(apart) if (item.document, item.anchor) in library.passages else "" for item in basket)


def _heading(passage: Passage, document: Document) -> str:
    levels, reader = levels_of(passage.section, document), passage.voice != "publisher"
    return short_section(passage.section, document.title, levels, numbered=reader) or short_title(document.title)


def _item(item: BasketItem, heading: str, library: Holdings) -> dict[str, object]:
    """What the template shows of an excerpt: only the key of one that the library no longer holds."""
    key = {"document": item.document, "anchor": item.anchor}
    passage = library.passages.get((item.document, item.anchor))
    if passage is None:
        return {**key, "held": False}
    document = library.documents[item.document]
    return {
        **key,
        "held": True,
        "heading": heading,
        "address": document_address(document.id, passage.anchor),
        "title": document.title,
        "opening": opening(passage, _OPENING),
        "before": excerpt_of(passage, document).before,
        "words": passage_html(passage),
        "note": item.note,
    }
