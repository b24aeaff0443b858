"""A document to be read: outline, sections with anchors, words marked that were cited or searched for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from corpus.document import Document, Passage, Section
from ui.html.addresses import document_address, excerpts_address
from ui.html.markup import Marks
from ui.html.passages import VOICES, passage_html
from ui.html.sources import acts
from ui.places.library import about

_DEEPEST = 3  # levels of headings that the outline shows
_AROUND = 60  # characters that a match is shown with on either side


@dataclass(frozen=True, slots=True)
class View:
    """What a reader came for: words of one passage, or words to be found anywhere in the document."""

    passage: str = ""
    words: Marks = ()
    find: str = ""


def reading_html(document: Document, passages: list[Passage], view: View) -> str:
    """The document's page; `passages` are its own, in reading order."""
    found: dict[str, Marks] = {p.anchor: spans_of(view.find, p.text) for p in passages} if view.find else {}
    marks: Mapping[str, Marks] = found or {view.passage: view.words}
    sections = _by_section(document, passages)
    text = "".join(_section(section, document, sections[section.anchor], marks) for section in document.sections)
    return (
        f'<div class="reading"><header class="about"><h1>{escape(document.title)}</h1>{about(document)}</header>'
        f'<div class="aside">{_find_form(document, view.find)}{_matches(document, passages, found, view.find)}'
        f'{_outline(document)}</div><article class="document" aria-label="Text">{text}</article></div>'
    )


def spans_of(phrase: str, text: str) -> list[tuple[int, int]]:
    """Where a phrase stands in a text, whatever its case, white space and kind of apostrophe or dash."""
    words = [re.sub(r"\\?[-–—]", "[-–—]", re.sub("['’‘]", "['’‘]", re.escape(word))) for word in phrase.split()]
    if not words:
        return []
    return [match.span() for match in re.finditer(r"(?<!\w)" + r"\s+".join(words), text, re.IGNORECASE)]


def _by_section(document: Document, passages: list[Passage]) -> dict[str, list[Passage]]:
    sections: dict[str, list[Passage]] = {section.anchor: [] for section in document.sections}
    for passage in passages:
        sections[passage.anchor.rpartition("/p")[0]].append(passage)
    return sections


def _section(section: Section, document: Document, passages: list[Passage], marks: Mapping[str, Marks]) -> str:
    """A section under its heading; the one that carries the document's title needs none."""
    level = len(section.path) + (section.path[0] != document.title)
    title, id_ = escape(section.path[-1]), escape(section.anchor)
    heading = (
        f'<h{level} id="{id_}" tabindex="-1">{title}'
        f' <a class="hash" href="#{id_}"><span class="unseen">Link to “{title}”</span></a></h{level}>'
        if section.path[-1] != document.title
        else f'<div id="{id_}"></div>'
    )
    voice = f'<p class="badge {section.voice}">{VOICES[section.voice]}</p>' if section.voice in VOICES else ""
    at = section.start
    placed: list[tuple[int, str]] = []
    for passage in passages:
        at = document.body.index(passage.text, at)
        placed.append((at, _passage(document, passage, marks.get(passage.anchor, ()))))
    blocks = [block.span.start for block in section.blocks if block.kind == "note"]
    placed += [(start, _note(note)) for start, note in zip(blocks, section.notes, strict=True)]
    return f'<section class="{section.voice}">{heading}{voice}{"".join(html for _, html in sorted(placed))}</section>'


def _note(note: str) -> str:
    return f'<p class="editor"><strong>Note by the library:</strong> {escape(note)}</p>'


def _passage(document: Document, passage: Passage, marks: Marks) -> str:
    return (
        f'<div class="passage" id="{escape(passage.anchor)}" tabindex="-1">'
        f'<div class="words">{passage_html(passage, marks)}</div>{acts(document, passage, "")}</div>'
    )


def _outline(document: Document) -> str:
    """The headings as nested lists, down to a depth that can be taken in."""
    html, depth = "", 0
    for section in document.sections:
        level = len(section.path)
        if level > _DEEPEST or section.path[-1] == document.title:
            continue
        html += "<ul><li>" * (level - depth) if level > depth else "</li></ul>" * (depth - level) + "</li><li>"
        html += f'<a href="#{escape(section.anchor)}">{escape(section.path[-1])}</a>'
        depth = level
    html += "</li></ul>" * depth
    return f'<nav aria-label="Outline"><details class="outline" open><summary>Outline</summary>{html}</details></nav>'


def _find_form(document: Document, find: str) -> str:
    return (
        f'<form class="search" action="{document_address(document.id)}" role="search"><label class="label" for="find">'
        'Find in this document</label><div class="bar"><input class="field" id="find" name="find" type="search" '
        f'maxlength="200" value="{escape(find)}"><button class="button">Find</button></div></form>'
    )


def _matches(document: Document, passages: list[Passage], found: Mapping[str, Marks], find: str) -> str:
    """Where the words stand, each with the way there; or that they stand nowhere, and where to look further."""
    if not find:
        return ""
    items = "".join(
        f'<li><a href="#{escape(passage.anchor)}">{_around(passage.text, start, end)}</a></li>'
        for passage in passages
        for start, end in found[passage.anchor]
    )
    count = sum(len(spans) for spans in found.values())
    said = f"“{escape(find)}” stands {'once' if count == 1 else f'{count} times' if count else 'nowhere'} here."
    further = f'<a href="{escape(excerpts_address(find))}">Find passages about it in all documents</a>'
    clear = f'<a href="{document_address(document.id)}">Show without marks</a>'
    return (
        f'<div class="matches" role="status"><p>{said} {clear if count else further}</p></div>'
        f"{f'<ol class=found>{items}</ol>' if items else ''}"
    )


def _around(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    before = before.partition(" ")[2] if start > _AROUND else before
    after = after.rpartition(" ")[0] if end + _AROUND < len(text) else after
    return f"… {escape(before)}<mark>{escape(text[start:end])}</mark>{escape(after)} …"
