"""Citations and nearest passages -> HTML: numbered source cards, each with its words marked in their passage."""

import calendar
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from assistant.answer import Answer, Citation, Statement
from assistant.reference import notes_for
from corpus.document import Document, Passage
from indexing.search import Searcher
from ui.markup import Marks, text_html

_NEAREST = 3
_OPENING = 14  # words of a folded passage that show
_VOICES = {"reply": "Official reply to a comment", "reader": "Reader’s comment, not guidance"}
_AGES = {"dated": "Dated: check current position", "historical": "Historical: not current policy"}


@dataclass(frozen=True, slots=True)
class Library:
    """Documents by id, and passages by document and anchor, as source cards need them."""

    documents: Mapping[str, Document]
    passages: Mapping[tuple[str, str], Passage]

    @classmethod
    def of(cls, searcher: Searcher) -> "Library":
        """What the index holds."""
        return cls(searcher.documents, {(p.document, p.anchor): p for p in searcher.passages})


def source_cards(answer: Answer, library: Library, turn: str) -> str:
    """The cards of an answer's citations in their order; `turn` begins their ids. "" when nothing is cited."""
    cards = "".join(_card(citation, answer.statements, library, turn) for citation in answer.citations)
    return f'<ol class="cards">{cards}</ol>' if cards else ""


def nearest_passages(answer: Answer, library: Library) -> str:
    """The best passages of a refusal, each folded under its place; "" when nothing was found."""
    items = "".join(_nearest(hit.passage, library) for hit in answer.hits[:_NEAREST])
    return f'<ul class="nearest">{items}</ul>' if items else ""


def source_id(turn: str, number: int) -> str:
    """The id of a card on the page, which the numbers of statements point to."""
    return f"{turn}-source-{number}"


def _card(citation: Citation, statements: Sequence[Statement], library: Library, turn: str) -> str:
    id_ = source_id(turn, citation.number)
    document = library.documents[citation.document]
    passage = library.passages[citation.document, citation.anchor]
    return (
        f'<li class="card" id="{id_}" tabindex="-1" aria-labelledby="{id_}-title">'
        f'<h4 id="{id_}-title"><span class="number"><span class="unseen">Source </span>{citation.number}</span> '
        f"{escape(citation.title)}</h4>"
        f"{_origin(document)}{_badges(document, passage)}{_path(passage)}"
        f'<div class="passage">{passage_html(passage, _marks(citation, statements, passage))}</div>'
        f"{_notes(document, passage)}"
        f'<a class="back" href="#{turn}">Back to the answer</a></li>'
    )


def _nearest(passage: Passage, library: Library) -> str:
    document = library.documents[passage.document]
    words = passage.text.split()
    opening = " ".join(words[:_OPENING]) + (" …" if len(words) > _OPENING else "")
    return (
        f"<li><p><strong>{escape(document.title)}</strong></p>{_origin(document)}{_badges(document, passage)}"
        f"{_path(passage)}<details><summary>{escape(opening)}</summary>"
        f'<div class="passage">{passage_html(passage)}</div></details></li>'
    )


def _origin(document: Document) -> str:
    who = document.publisher or "Publisher not stated"
    return f'<p class="origin">{escape(who)} · {escape(date_words(document.published or document.period))}</p>'


def date_words(date: str | None) -> str:
    """A date as a person says it: "2012-10" is October 2012; anything else stays as it is."""
    if date is None:
        return "no date stated"
    if match := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])(?:-(\d{2}))?", date):
        day = f"{int(match[3])} " if match[3] else ""
        return f"{day}{calendar.month_name[int(match[2])]} {match[1]}"
    return date


def _badges(document: Document, passage: Passage) -> str:
    """What kind of voice speaks, and how far its age is to be minded."""
    what = _VOICES.get(passage.voice, document.kind.capitalize())
    age = _AGES.get(document.status)
    badges = [f'<li class="badge {passage.voice}">{escape(what)}</li>']
    badges += [f'<li class="badge age">{age}</li>'] if age else []
    return f'<ul class="badges">{"".join(badges)}</ul>'


def _path(passage: Passage) -> str:
    return f'<p class="path">{" › ".join(escape(heading) for heading in passage.section)}</p>'


def _notes(document: Document, passage: Passage) -> str:
    """The notes that this source alone calls for, folded: the answer's own list shows them all."""
    notes = notes_for([(document, passage, passage.text)])
    if not notes:
        return ""
    items = "".join(f"<li>{escape(note)}</li>" for note in notes)
    return f"<details><summary>Notes on this source ({len(notes)})</summary><ul>{items}</ul></details>"


def _marks(citation: Citation, statements: Sequence[Statement], passage: Passage) -> Marks:
    """Where the statements that cite the passage stand in it; the citation's own quote where none stands there."""
    texts = [s.text for s in statements if citation.number in s.citations and s.text in passage.text]
    starts = [(passage.text.index(text), text) for text in texts or [citation.quote] if text in passage.text]
    return [(start, start + len(text)) for start, text in starts]


def passage_html(passage: Passage, marks: Marks = ()) -> str:
    """A whole passage with what is quoted marked; a table row under the names of its columns."""
    return text_html(passage.text, marks, _columns(passage))


def _columns(passage: Passage) -> list[str]:
    """The names of a table row's cells, read off the leads of their sentences; [] for what is not a row."""
    if not any(sentence.kind == "cell" for sentence in passage.sentences):
        return []
    columns, start = [], 0
    for cell in passage.text.split(" | "):
        end = start + len(cell)
        leads = [s.lead for s in passage.sentences if start <= s.start < end]
        columns.append(leads[0].rpartition(" – ")[2].removesuffix(":") if leads else "")
        start = end + len(" | ")
    return columns
