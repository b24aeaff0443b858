"""A document to read: an outline, sections with anchors, and the words marked that were cited or searched for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from corpus.document import Document, Passage, Section
from corpus.markdown.inline import styled_spans
from corpus.markdown.preview import in_one_line
from ui.html.addresses import document_address, excerpts_address
from ui.html.markup import Marks
from ui.html.passages import VOICES, passage_html
from ui.html.sources import acts
from ui.html.templates import render
from ui.places.library import about, acts_html
from ui.places.original import Original

_DEEPEST_OUTLINE = 3  # levels of headings
_DEEPEST_HEADING = 6  # HTML has h1 to h6
_AROUND = 60  # characters shown on either side of a match


@dataclass(frozen=True, slots=True)
class View:
    """What a visitor came for: words of one passage, or words to find anywhere in the document.

    `news` is what is said of a change that led here.
    """

    passage: str = ""
    words: Marks = ()
    find: str = ""
    news: str = ""


@dataclass(slots=True)
class _Heading:
    title: str
    anchor: str
    below: list["_Heading"] = field(default_factory=list)


def reading_html(
    document: Document,
    passages: list[Passage],
    view: View,
    original: Original | None = None,
    *,
    keeper: bool = False,
) -> Markup:
    """The document's page; `passages` are its own, in reading order. A `keeper` may replace and remove it."""
    found: dict[str, Marks] = {p.anchor: spans_of(view.find, p.text) for p in passages} if view.find else {}
    marks: Mapping[str, Marks] = found or {view.passage: view.words}
    sections = _by_section(document, passages)
    return render(
        "document",
        title=document.title,
        about=about(document, original),
        acts=acts_html(document, original, keeper=keeper),
        news=view.news,
        address=document_address(document.id),
        find=view.find,
        excerpts=excerpts_address(view.find),
        matches=[match_of(p, start, end) for p in passages for start, end in found.get(p.anchor, ())],
        outline=_outline(document),
        sections=[_section(section, document, sections[section.anchor], marks) for section in document.sections],
    )


def spans_of(phrase: str, text: str) -> list[tuple[int, int]]:
    """Where a phrase stands in a text, whatever its case, white space, Markdown and kind of apostrophe or dash."""
    words = [re.sub(r"\\?[-–—]", "[-–—]", re.sub("['’‘]", "['’‘]", re.escape(word))) for word in phrase.split()]
    if not words:
        return []
    shown = [place for span in styled_spans(text) for place in range(span.start, span.end)]
    plain = "".join(text[place] for place in shown)
    found = re.finditer(r"(?<!\w)" + r"\s+".join(words), plain, re.IGNORECASE)
    return [(shown[match.start()], shown[match.end() - 1] + 1) for match in found]


def _by_section(document: Document, passages: list[Passage]) -> dict[str, list[Passage]]:
    sections: dict[str, list[Passage]] = {section.anchor: [] for section in document.sections}
    for passage in passages:
        sections[passage.section_anchor].append(passage)
    return sections


def _section(
    section: Section, document: Document, passages: list[Passage], marks: Mapping[str, Marks]
) -> dict[str, object]:
    """A section under its heading, its passages and notes in order; the one that carries the title has no heading."""
    level = len(section.path) + (section.path[0] != document.title)
    parts = [(passage.start, _passage(document, passage, marks.get(passage.anchor, ()))) for passage in passages]
    starts = [block.span.start for block in section.blocks if block.kind == "note"]
    parts += [(start, {"note": note}) for start, note in zip(starts, section.notes, strict=True)]
    return {
        "title": section.path[-1],
        "anchor": section.anchor,
        "level": min(level, _DEEPEST_HEADING) if section.path[-1] != document.title else None,
        "voice": section.voice,
        "speaker": VOICES.get(section.voice),
        "parts": [part for _, part in sorted(parts, key=lambda part: part[0])],
    }


def _passage(document: Document, passage: Passage, marks: Marks) -> dict[str, str]:
    return {
        "note": "",
        "anchor": passage.anchor,
        "words": passage_html(passage, marks),
        "acts": acts(document, passage, ""),
    }


def _outline(document: Document) -> list[_Heading]:
    """The headings as a tree, cut off at a depth that can be taken in."""
    top = _Heading(document.title, "")
    path = [(0, top)]  # the headings above the next one, with their levels
    for section in document.sections:
        level = len(section.path)
        if level > _DEEPEST_OUTLINE or section.path[-1] == document.title:
            continue
        while path[-1][0] >= level:
            path.pop()
        heading = _Heading(section.path[-1], section.anchor)
        path[-1][1].below.append(heading)
        path.append((level, heading))
    return top.below


def match_of(passage: Passage, start: int, end: int) -> dict[str, str]:
    """A place where the words stand, with some whole words around it, all without Markdown and on one line."""
    text = passage.text
    before, after = in_one_line(text, max(0, start - _AROUND), start), in_one_line(text, end, end + _AROUND)
    return {
        "anchor": passage.anchor,
        "before": before.partition(" ")[2] if start > _AROUND else before,
        "words": in_one_line(text, start, end),
        "after": after.rpartition(" ")[0] if end + _AROUND < len(passage.text) else after,
    }
