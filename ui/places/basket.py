"""The excerpts that a visitor's browser keeps: read from what it sends, shown as a list, made into a file."""

import datetime as dt
from html import escape

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from assistant.excerpts.export import Format, export
from assistant.excerpts.find import excerpt_of
from assistant.excerpts.selection import SelectedExcerpt
from corpus.errors import QuestionError
from ui.html.addresses import document_address
from ui.html.passages import Holdings, passage_html

_OPENING = 9  # words that show of a folded passage
_MOST, _LONGEST_NOTE = 500, 5000


class Kept(BaseModel):
    """An excerpt as the browser keeps it: which passage, for what topic, with what note."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    document: str = Field(max_length=100)
    anchor: str = Field(max_length=500)
    topic: str = Field("", max_length=5000)
    note: str = Field("", max_length=_LONGEST_NOTE)


_BASKET = TypeAdapter(list[Kept])


def read_basket(text: str | bytes) -> list[Kept]:
    """What the browser sends, as JSON. Raises QuestionError when it is no basket, or one too large."""
    try:
        kept = _BASKET.validate_json(text)
    except ValidationError as error:
        raise QuestionError(
            "The excerpts that this browser kept cannot be read; empty them and take them anew."
        ) from error
    if len(kept) > _MOST:
        raise QuestionError(f"At most {_MOST} excerpts can be taken away at once; remove some.")
    return kept


def basket_html(basket: list[Kept], library: Holdings) -> str:
    """The excerpts in the visitor's order, each with what can be done with it."""
    items = "".join(_item(kept, number, len(basket), library) for number, kept in enumerate(basket, start=1))
    return f'<ol class="kept">{items}</ol>'


def basket_file(basket: list[Kept], topic: str, format: Format, library: Holdings, *, grouped: bool) -> bytes:  # noqa: A002
    """The file of the excerpts that the library still holds. Raises QuestionError when there are none."""
    held = [(kept, library.passages.get((kept.document, kept.anchor))) for kept in basket]
    taken = [SelectedExcerpt(excerpt_of(p, library.documents[p.document]), kept.note) for kept, p in held if p]
    if not taken:
        raise QuestionError("There is no excerpt to take away; tick some first.")
    topics = dict.fromkeys(kept.topic for kept in basket if kept.topic)
    today = dt.datetime.now().astimezone().date()
    return export(taken, topic.strip() or "; ".join(topics), today, format, grouped=grouped)


def _item(kept: Kept, number: int, count: int, library: Holdings) -> str:
    passage = library.passages.get((kept.document, kept.anchor))
    key = f'data-document="{escape(kept.document)}" data-anchor="{escape(kept.anchor)}"'
    if passage is None:
        gone = f"<p>Excerpt {number} is no longer in the library.</p>"
        return f"<li {key}>{gone}{_moves(key, number, count, str(number))}</li>"
    document = library.documents[kept.document]
    words = passage.text.split()
    opening = " ".join(words[:_OPENING]) + (" …" if len(words) > _OPENING else "")
    title = escape(passage.section[-1])
    return (
        f'<li {key}><h3><a href="{escape(document_address(document.id, passage.anchor))}">{title}</a></h3>'
        f'<p class="origin">{escape(document.title)}</p>'
        f'<details class="more"><summary>{escape(opening)}</summary><div class="words">{passage_html(passage)}</div>'
        f'</details><details class="more"{" open" if kept.note else ""}><summary>Your note<span class="unseen"> on '
        f'{title}</span></summary><textarea class="field" rows="2" maxlength="{_LONGEST_NOTE}" data-note '
        f'aria-label="Your note on {title}">{escape(kept.note)}</textarea></details>'
        f"{_moves(key, number, count, title)}</li>"
    )


def _moves(key: str, number: int, count: int, title: str) -> str:
    """Buttons that change its place; where it cannot go further the button stays, so that the focus does."""
    named = f'<span class="unseen">: {title}</span>'
    up = ' aria-disabled="true"' if number == 1 else ""
    down = ' aria-disabled="true"' if number == count else ""
    return (
        f'<ul class="acts"><li><button type="button" class="act" data-move="-1"{up} {key}>Move up{named}</button></li>'
        f'<li><button type="button" class="act" data-move="1"{down} {key}>Move down{named}</button></li>'
        f'<li><button type="button" class="act" data-remove {key}>Remove{named}</button></li></ul>'
    )
